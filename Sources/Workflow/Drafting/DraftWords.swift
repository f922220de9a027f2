package import Composing
import Filings
package import Forms
import Foundation

/// A paragraph as it will be printed, under its headings.
package struct DraftPassage: Sendable, Hashable {
  /// A run of a paragraph.
  package struct Segment: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
      case plain
      /// Not there before the last change.
      case new
      /// Something is missing here.
      case gap
    }

    package var text: String
    package var kind: Kind
  }

  /// Id of the section.
  package var section: String
  package var heading: String
  package var segments: [Segment]
}

/// A figure of a table that the last change changed.
package struct DraftFigure: Sendable, Hashable {
  package var table: String
  package var name: String
  package var before: String
  package var after: String
}

extension Publication {
  private struct Paragraph {
    var section: String
    var heading: String
    var number: Int
    var text: String

    var key: String { "\(section)\t\(heading)\t\(number)" }
  }

  /// Paragraphs of the narrative, each with what names it.
  private var paragraphs: [Paragraph] {
    let sections = Set(form.sections.map(\.id))
    var (section, heading, number) = ("", "", 0)
    var paragraphs: [Paragraph] = []
    for piece in pieces {
      switch piece {
      case .heading(let head):
        if sections.contains(head.anchor) { section = head.anchor } else if head.level <= 2 { section = "" }
        heading = head.text
        number = 0
      case .paragraph(let text) where !section.isEmpty:
        number += 1
        paragraphs.append(Paragraph(section: section, heading: heading, number: number, text: text))
      default: break
      }
    }
    return paragraphs
  }

  /// The paragraphs that speak of some tables, and those of some sections.
  package func passages(about tables: Set<String>, sections own: Set<String> = []) -> [DraftPassage] {
    let sections = own.union(
      form.sections.filter { !SentenceSources.tables(of: $0, form: form).isDisjoint(with: tables) }.map(\.id))
    return paragraphs.filter { sections.contains($0.section) }.map {
      DraftPassage(section: $0.section, heading: $0.heading, segments: Self.parts(of: $0.text, .plain))
    }
  }

  /// The paragraphs that are not as they were before, with what is new in them.
  package func passages(changedSince before: Publication) -> [DraftPassage] {
    let known = Dictionary(before.paragraphs.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
    return paragraphs.filter { known[$0.key] != $0.text }.map {
      DraftPassage(
        section: $0.section, heading: $0.heading, segments: Self.segments(of: $0.text, before: known[$0.key] ?? ""))
    }
  }

  private static func parts(of text: String, _ kind: DraftPassage.Segment.Kind) -> [DraftPassage.Segment] {
    var segments: [DraftPassage.Segment] = []
    var rest = text[...]
    while let gap = rest.range(of: SentenceComposer.gap) {
      if gap.lowerBound > rest.startIndex { segments.append(.init(text: String(rest[..<gap.lowerBound]), kind: kind)) }
      segments.append(.init(text: SentenceComposer.gap, kind: .gap))
      rest = rest[gap.upperBound...]
    }
    if !rest.isEmpty { segments.append(.init(text: String(rest), kind: kind)) }
    return segments
  }

  private static func segments(of text: String, before: String) -> [DraftPassage.Segment] {
    let (new, old) = (tokens(text), tokens(before))
    let inserted = Set(
      new.difference(from: old).insertions.map { change in
        if case .insert(let offset, _, _) = change { offset } else { -1 }
      })
    var segments: [DraftPassage.Segment] = []
    var run = ""
    var isNew = false
    for (index, token) in new.enumerated() {
      if inserted.contains(index) != isNew, !run.isEmpty {
        segments += parts(of: run, isNew ? .new : .plain)
        run = ""
      }
      isNew = inserted.contains(index)
      run += token
    }
    return segments + parts(of: run, isNew ? .new : .plain)
  }

  /// Characters one by one, but numbers whole.
  private static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    var number = ""
    for character in text {
      if character.isASCII, character.isNumber || ".,%".contains(character) {
        number.append(character)
      } else {
        if !number.isEmpty { tokens.append(number) }
        number = ""
        tokens.append(String(character))
      }
    }
    return number.isEmpty ? tokens : tokens + [number]
  }

  // MARK: Tables

  /// The figures of printed tables that are not as they were before.
  package func figures(changedSince before: Publication) -> [DraftFigure] {
    let known = Dictionary(before.figures.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
    let now = figures
    let changed = now.filter { known[$0.key, default: ""] != $0.text }.map {
      DraftFigure(table: $0.table, name: name(of: $0), before: known[$0.key] ?? "", after: $0.text)
    }
    let left = Set(now.map(\.key))
    let gone = before.figures.filter { !left.contains($0.key) && !$0.text.isEmpty }.map {
      DraftFigure(table: $0.table, name: before.name(of: $0), before: $0.text, after: "")
    }
    return changed + gone
  }

  private struct PrintedFigure {
    var table: String
    var row: String
    var column: String
    var key: String
    var text: String
  }

  private func name(of figure: PrintedFigure) -> String {
    [figure.row, FormLabel.filled(figure.column, year: year)].filter { !$0.isEmpty }.joined(separator: "·")
  }

  private var figures: [PrintedFigure] {
    tables.flatMap { table -> [PrintedFigure] in
      let filled = filing.tables[table.filling]
      let own = form.tables[filled.form]
      let title = [table.number, own.collection == nil ? table.title : filled.name?.text].compactMap { $0 }
      return zip(filled.blocks, own.blocks).enumerated().flatMap { index, blocks in
        blocks.0.rows.enumerated().flatMap { number, row -> [PrintedFigure] in
          let name = [row.code ?? "", row.name.text].filter { !$0.isEmpty }.joined(separator: " ")
          let rowKey = row.code ?? (row.name.text.isEmpty ? String(number) : row.name.text + String(row.form ?? -1))
          return row.cells.enumerated().map { column, cell in
            let label = blocks.1.columns.indices ~= column ? blocks.1.columns[column].label : ""
            return PrintedFigure(
              table: title.joined(separator: " "),
              row: name, column: label,
              key: "\(table.anchor)\t\(index)\t\(rowKey)\t\(column)", text: cell?.text ?? "")
          }
        }
      }
    }
  }
}
