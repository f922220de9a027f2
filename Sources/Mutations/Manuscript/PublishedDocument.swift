import Checking
import Documents
import Filings
import Forms
import Foundation
import Workflow
import Texts

/// A published disclosure as ground for slips: its numbers where they were recognised, repaired by its own findings.
struct PublishedDocument {
  let ground: Ground

  /// - Throws: what reading the file or choosing its form throws.
  init(_ path: String, _ check: DisclosureCheck) throws {
    let file = try SourceFileLoader.load(path)
    var manuscript = try Self.manuscript(String(decoding: file.bytes, as: UTF8.self), check)
    // One repair may let another be seen.
    for _ in 0..<3 {
      let edits = Self.repairs(manuscript, check)
      if edits.isEmpty { break }
      manuscript = try Self.manuscript(Mutant(manuscript, edits).text, check)
    }
    ground = Ground(manuscript, check.findings(manuscript.text))
  }

  /// Numbers that a finding states a single right value for.
  private static func repairs(_ manuscript: Manuscript, _ check: DisclosureCheck) -> [Slip] {
    let judge = Judge(manuscript, Mutant(manuscript, []))
    var edits: [Int: Slip] = [:]
    for finding in check.findings(manuscript.text) where finding.severity > .info && !judge.isOpen(finding) {
      let accused = finding.locations.filter { $0.role != .evidence }
      let numerals = Judge.numerals(finding.expected ?? "")
      guard numerals.count == 1, accused.count == 1, let span = accused[0].span,
        let print = manuscript.prints.firstIndex(where: {
          $0.range.overlaps(span.start..<max(span.end, span.start + 1))
        })
      else { continue }
      edits[print] = Slip(
        kind: .digitChanged, domain: manuscript.prints[print].kind,
        places: [Slip.Place(print: print, wrong: numerals[0])])
    }
    return edits.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Numbers

  private static func manuscript(_ text: String, _ check: DisclosureCheck) throws -> Manuscript {
    let scalars = Array(text.unicodeScalars)
    let (form, filing) = try check.understood(text)
    var prints: [Manuscript.Print] = []
    var lines: [Manuscript.Line] = []
    for table in filing.tables {
      for (index, block) in table.blocks.enumerated() {
        let columns = form.tables[table.form].blocks[index].columns
        for row in block.rows {
          let code = row.code.flatMap { $0.count >= 3 ? $0 : nil }
          guard let span = row.span else { continue }
          for (column, cell) in row.cells.enumerated() {
            guard let cell, let unit = unit(columns[column].measure),
              let range = numeral(cell.text, cell.span, scalars)
            else { continue }
            prints.append(
              Manuscript.Print(
                quantity: "\(table.block).\(prints.count)", unit: unit,
                kind: unit == .amount ? .cell : unit == .percent ? .percentage : .score, range: range,
                text: String(scalars: scalars[range]),
                part: "\(form.tables[table.form].id) \(table.block)",
                row: lines.count, column: column))
          }
          lines.append(
            Manuscript.Line(
              part: form.tables[table.form].id, label: row.name.text, code: code,
              range: span.start..<min(span.end + 1, scalars.count)))
        }
      }
    }
    prints += statements(filing.narrative, scalars)
    prints.sort { $0.range.lowerBound < $1.range.lowerBound }
    return Manuscript(
      scalars,
      prints.enumerated().filter { $0 == 0 || prints[$0 - 1].range.upperBound <= $1.range.lowerBound }.map(\.element),
      lines)
  }

  private static func statements(_ narrative: Narrative, _ scalars: [Unicode.Scalar]) -> [Manuscript.Print] {
    narrative.statements.enumerated().compactMap { index, statement in
      guard let unit = unit(statement.measure), unit != .points,
        let range = numeral(statement.number.text, statement.number.span, scalars)
      else { return nil }
      return Manuscript.Print(
        quantity: "statement.\(index)", unit: unit, kind: unit == .amount ? .sentence : .percentage, range: range,
        text: String(scalars: scalars[range]), part: "paragraph \(statement.passage)", row: 0,
        column: 0)
    }
  }

  private static func unit(_ measure: Measure) -> Accounts.Unit? {
    switch measure {
    case .amount: .amount
    case .percent: .percent
    case .points: .points
    case .count, .text: nil
    }
  }

  /// The digits at the beginning of a printed number, where nothing but a per-cent sign or a unit follows.
  private static func numeral(_ text: String, _ span: SourceSpan?, _ scalars: [Unicode.Scalar]) -> Range<Int>? {
    guard let span, span.end <= scalars.count else { return nil }
    let (start, end) = (span.start, span.end)
    let isDigit = { (scalar: Unicode.Scalar) in scalar == "." || ("0"..."9").contains(scalar) }
    guard let first = scalars[start..<end].firstIndex(where: isDigit) else { return nil }
    let last = scalars[first..<end].firstIndex { !isDigit($0) } ?? end
    return scalars[last..<end].contains(where: isDigit) ? nil : first..<last
  }
}
