import Amounts
public import Documents
public import Filings
public import Forms
import Foundation
import Writers

/// A filing as JSON: what was understood of a document, with places. Schema `mingzhang-filing/1`.
public enum FilingJSON {
  /// - Parameter map: of the document that was read; nil for text formats.
  public static func write(
    _ filing: Filing, map: SourceMap?, form: Form, packReason: String, catalog: Catalog
  ) throws -> String {
    let shape = FilingShape(filing, map, form: form, packReason: packReason, catalog: catalog)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(shape), as: UTF8.self) + "\n"
  }
}

private struct FilingShape: Encodable {
  var schema = "mingzhang-filing/1"
  var pack: String
  var packReason: String
  var department: TextShape?
  var fiscalYear: Int?
  var tables: [TableShape]
  var outline: [OutlineShape]
  var statements: [StatementShape]
  /// Numbers of sentences that the form does not explain.
  var unexplained: [TextShape]
  var unread: [UnreadShape]

  init(_ filing: Filing, _ map: SourceMap?, form: Form, packReason: String, catalog: Catalog) {
    pack = form.pack
    self.packReason = packReason
    department = filing.department.map { TextShape($0, map) }
    fiscalYear = filing.fiscalYear
    tables = filing.tables.map { TableShape($0, map, form: form) }
    outline = filing.outline.filter { !$0.isContents }.map {
      OutlineShape(text: TextShape($0.text, map), level: $0.level)
    }
    statements = filing.narrative.statements.map { StatementShape($0, map, form: form, catalog: catalog) }
    unexplained = filing.narrative.unexplained.map { TextShape($0.text, map) }
    unread = filing.unread.map {
      UnreadShape(
        quote: $0.quote, reason: catalog("unread.\($0.reason)", $0.values), place: $0.span.map { PlaceShape($0, map) })
    }
  }
}

private struct TextShape: Encodable {
  var text: String
  var place: PlaceShape?

  init(_ text: PrintedText, _ map: SourceMap?) {
    self.text = text.text
    place = text.span.map { PlaceShape($0, map) }
  }
}

private struct OutlineShape: Encodable {
  var text: TextShape
  var level: Int?
}

private struct UnreadShape: Encodable {
  var quote: String
  var reason: String
  var place: PlaceShape?
}

private struct TableShape: Encodable {
  var table: String
  var title: String
  var name: String?
  var number: String?
  var department: String?
  var unit: String
  var place: PlaceShape?
  var notes: [String]
  var fields: [String: String]
  var blocks: [String: [RowShape]]

  init(_ table: FilledTable, _ map: SourceMap?, form: Form) {
    let tableForm = form.tables[table.form]
    self.table = tableForm.id
    title = table.header.title?.text ?? tableForm.title
    name = table.name?.text
    number = table.header.number?.text
    department = table.header.department?.text
    unit = table.unit.rawValue
    place = table.span.map { PlaceShape($0, map) }
    notes = table.header.notes.map(\.text)
    fields = table.fields.mapValues(\.text)
    blocks = [:]
    for (block, blockForm) in zip(table.blocks, tableForm.blocks) {
      blocks[blockForm.id.isEmpty ? "main" : blockForm.id] = block.rows.map { RowShape($0, map, blockForm) }
    }
  }
}

private struct RowShape: Encodable {
  var row: String
  var name: String
  var cells: [String: CellShape]

  init(_ row: FilledRow, _ map: SourceMap?, _ form: BlockForm) {
    switch row.key {
    case .code(let code): self.row = code
    case .fixed(let index): self.row = form.rows.isEmpty ? "" : form.rows[index].id
    case .open(let index): self.row = String(index + 1)
    }
    name = row.name.text
    cells = [:]
    for (cell, column) in zip(row.cells, form.columns) {
      if let cell { cells[column.id] = CellShape(cell, map) }
    }
  }
}

private struct CellShape: Encodable {
  var text: String
  /// Decimal text of a number; left out for blanks and words.
  var value: String?
  var unit: String?
  var isMalformed: Bool?
  var place: PlaceShape?

  init(_ cell: FilledCell, _ map: SourceMap?) {
    text = cell.text
    place = cell.span.map { PlaceShape($0, map) }
    guard let number = cell.number else { return }
    var plain = number
    plain.isPercent = false
    value = plain.value.formatted(decimals: number.decimals)
    unit = number.isPercent ? "%" : number.unit.isEmpty ? nil : number.unit
    isMalformed = number.isMalformed ? true : nil
  }
}
