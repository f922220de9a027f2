import Checking
import Documents
import Forms

/// Draws a document as it was printed, with marks on what findings speak of.
struct DocumentViews {
  let document: Document
  let catalog: Catalog
  let annotations: Annotations
  private let pieces: PieceViews

  init(document: Document, catalog: Catalog, annotations: Annotations) {
    self.document = document
    self.catalog = catalog
    self.annotations = annotations
    pieces = PieceViews(catalog: catalog, annotations: annotations)
  }

  func blocks() -> [View] {
    var views: [View] = []
    var heading: String?
    var items: [View] = []
    for (number, block) in document.blocks.enumerated() {
      if case .paragraph(let paragraph) = block, paragraph.isListItem {
        items.append(text(paragraph.content.text, block: number, as: "li"))
        continue
      }
      if !items.isEmpty { views.append(["list": ["items": items] as View]) }
      items = []
      switch block {
      case .heading(let part):
        heading = part.content.text
        views.append(["text": text(part.content.text, block: number, as: element(ofLevel: part.level))])
      case .paragraph(let paragraph):
        views.append([
          "text": text(paragraph.content.text, block: number, as: "p", style: style(of: paragraph, number))
        ])
      case .table(let table):
        views.append(["table": view(of: table, block: number, under: heading)])
      }
    }
    return items.isEmpty ? views : views + [["list": ["items": items] as View]]
  }

  private func text(_ text: String, block: Int, as element: String, style: String? = nil) -> View {
    let piece = Annotations.Piece(block: block)
    let isWrong = annotations.marks(on: piece).contains { $0.range == nil && $0.severity == .error }
    return [
      "element": element, "style": style, "blockID": annotations.id(of: piece), "isStale": isWrong,
      "leads": pieces.leads(on: piece), "parts": pieces.parts(of: text, at: piece),
    ]
  }

  /// The report's own title is the first level.
  private func element(ofLevel level: Int) -> String {
    "h\(min(max(level, 1), 3) + 1)"
  }

  private func style(of paragraph: Paragraph, _ number: Int) -> String? {
    let text = paragraph.content.text
    if number == 0, text.contains("\n"), text.unicodeScalars.count <= Self.longestCover { return "cover-t" }
    return isCaption(text, number) || isNote(text, number) ? "fine" : nil
  }

  /// The short lines right above a table: its number, its unit, the department.
  private func isCaption(_ text: String, _ number: Int) -> Bool {
    guard text.unicodeScalars.count <= Self.longestCaption else { return false }
    for next in document.blocks[(number + 1)...].prefix(3) {
      switch next {
      case .table: return true
      case .heading: return false
      case .paragraph(let other) where other.content.text.unicodeScalars.count > Self.longestCaption: return false
      case .paragraph: continue
      }
    }
    return false
  }

  /// A short line right under a table.
  private func isNote(_ text: String, _ number: Int) -> Bool {
    guard number > 0, case .table = document.blocks[number - 1] else { return false }
    return text.unicodeScalars.count <= Self.longestCaption
  }

  /// As many as a phone shows side by side.
  private static let fewColumns = 5
  private static let longestCover = 80
  private static let longestCaption = 40

  private func view(of table: Table, block: Int, under heading: String?) -> View {
    let shape = TableShape(table)
    let empty = shape.emptyColumns.subtracting(annotatedColumns(of: table, block: block))
    let rows = table.rows.indices.map { row(table, shape, block: block, row: $0, folding: empty) }
    let name = heading.flatMap { $0.split(separator: "\n").first.map(String.init) } ?? catalog("html.table")
    let piece = Annotations.Piece(block: block)
    return [
      "blockID": annotations.id(of: piece), "leads": pieces.leads(on: piece), "name": name,
      "region": catalog("html.region", ["name": name]), "isNarrow": table.columnCount <= Self.fewColumns,
      "isFolding": !empty.isEmpty, "unfold": catalog("html.unfold", ["count": String(empty.count)]),
      "hasHead": !shape.headings.isEmpty, "head": Array(rows[shape.headings]),
      "body": Array(rows[shape.headings.upperBound...]),
    ]
  }

  private func annotatedColumns(of table: Table, block: Int) -> [Int] {
    table.rows.enumerated().flatMap { row, cells in
      cells.cells.enumerated()
        .filter { !annotations.isPlain(Annotations.Piece(block: block, row: row, cell: $0.offset)) }
        .map(\.element.column)
    }
  }

  private func row(_ table: Table, _ shape: TableShape, block: Int, row: Int, folding empty: Set<Int>) -> View {
    let isHead = shape.headings.contains(row)
    var tag = StartTag("tr")
    tag.add("class", isHead ? nil : shape.rowClass(table.rows[row]))
    tag.add("id", annotations.id(of: Annotations.Piece(block: block, row: row)))
    return [
      "tag": tag.verbatim,
      "cells": table.rows[row].cells.enumerated().map { number, cell in
        let piece = Annotations.Piece(block: block, row: row, cell: number)
        return self.cell(cell, at: piece, shape, isHead: isHead, isFolded: empty.contains(cell.column))
      },
    ]
  }

  private func cell(
    _ cell: Table.Cell, at piece: Annotations.Piece, _ shape: TableShape, isHead: Bool, isFolded: Bool
  ) -> View {
    let text = cell.content.text
    let isMarked = !annotations.marks(on: piece).isEmpty
    let isBlank = text.allSatisfy(\.isWhitespace)
    let isName = !isHead && cell.column == shape.nameColumn && !text.isFigure && !isBlank
    var classes: [String] = []
    if isName || isHead && cell.column == shape.nameColumn { classes.append("nm") }
    if !isHead, shape.isCoded, cell.column == 0, text.isCode { classes.append("code") }
    if !isHead, classes.isEmpty, text.isFigure || isMarked && isBlank { classes.append("r") }
    if isMarked { classes.append("hit") }
    if isFolded { classes.append("nil") }
    var tag = isHead || isName ? StartTag("th") : StartTag("td")
    tag.add("scope", isName ? "row" : nil)
    tag.add("class", classes.isEmpty ? nil : classes.joined(separator: " "))
    tag.add("id", annotations.id(of: piece))
    tag.add("colspan", cell.columnSpan > 1 ? String(cell.columnSpan) : nil)
    tag.add("rowspan", cell.rowSpan > 1 ? String(cell.rowSpan) : nil)
    let isPlain = !isMarked && !text.contains("\n") && annotations.stretches(of: piece).isEmpty
    return [
      "tag": tag.verbatim, "element": isHead || isName ? "th" : "td", "plainText": isPlain ? text : "",
      "drawn": isPlain ? nil : ["parts": pieces.parts(ofCell: text, at: piece)] as View,
    ]
  }
}
