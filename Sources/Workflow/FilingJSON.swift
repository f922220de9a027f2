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
    try text(FilingShape(filing, .told(map), form: form, packReason: packReason, catalog: catalog))
  }

  /// - Parameter isCompact: for programs only.
  static func text(_ shape: some Encodable, isCompact: Bool = false) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = isCompact ? .sortedKeys : [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(shape), as: UTF8.self) + "\n"
  }
}

/// Whether a filing says where everything stands, and in the terms of which file.
enum ToldPlaces {
  case untold
  /// The map is nil for text formats.
  case told(SourceMap?)

  func callAsFunction(_ span: SourceSpan?) -> PlaceShape? {
    guard case .told(let map) = self, let span else { return nil }
    return PlaceShape(span, map)
  }
}

struct FilingShape: Codable {
  /// Name of the block of a table that has one.
  static let onlyBlock = "main"

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

  init(_ filing: Filing, _ places: ToldPlaces, form: Form, packReason: String, catalog: Catalog) {
    pack = form.pack
    self.packReason = packReason
    department = filing.department.map { TextShape($0, places) }
    fiscalYear = filing.fiscalYear
    tables = filing.tables.map { TableShape($0, places, form: form) }
    outline = filing.outline.filter { !$0.isContents }.map {
      OutlineShape(text: TextShape($0.text, places), level: $0.level)
    }
    statements = filing.narrative.statements.map { StatementShape($0, places, form: form, catalog: catalog) }
    unexplained = filing.narrative.unexplained.map { TextShape($0.text, places) }
    unread = filing.unread.map {
      UnreadShape(
        quote: $0.quote, reason: catalog("unread.\($0.reason)", $0.values), place: places($0.span))
    }
  }
}

struct TextShape: Codable {
  var text: String
  var place: PlaceShape?

  init(_ text: PrintedText, _ places: ToldPlaces) {
    self.text = text.text
    place = places(text.span)
  }
}

struct OutlineShape: Codable {
  var text: TextShape
  var level: Int?
}

struct UnreadShape: Codable {
  var quote: String
  var reason: String
  var place: PlaceShape?
}

struct TableShape: Codable {
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

  init(_ table: FilledTable, _ places: ToldPlaces, form: Form) {
    let tableForm = form.tables[table.form]
    self.table = tableForm.id
    title = table.header.title?.text ?? tableForm.title
    name = table.name?.text
    number = table.header.number?.text
    department = table.header.department?.text
    unit = table.unit.rawValue
    place = places(table.span)
    notes = table.header.notes.map(\.text)
    fields = table.fields.mapValues(\.text)
    blocks = [:]
    for (block, blockForm) in zip(table.blocks, tableForm.blocks) {
      blocks[blockForm.id.isEmpty ? FilingShape.onlyBlock : blockForm.id] = block.rows.map {
        RowShape($0, places, blockForm)
      }
    }
  }
}

struct RowShape: Codable {
  var row: String
  var name: String
  var cells: [String: CellShape]

  init(_ row: FilledRow, _ places: ToldPlaces, _ form: BlockForm) {
    switch row.key {
    case .code(let code): self.row = code
    case .fixed(let index): self.row = form.rows.isEmpty ? "" : form.rows[index].id
    case .open(let index): self.row = String(index + 1)
    }
    name = row.name.text
    cells = [:]
    for (cell, column) in zip(row.cells, form.columns) {
      if let cell { cells[column.id] = CellShape(cell, places) }
    }
  }
}

struct CellShape: Codable {
  var text: String
  /// Decimal text of a number; left out for blanks and words.
  var value: String?
  var unit: String?
  var isMalformed: Bool?
  var place: PlaceShape?

  init(_ cell: FilledCell, _ places: ToldPlaces) {
    text = cell.text
    place = places(cell.span)
    guard let number = cell.number else { return }
    var plain = number
    plain.isPercent = false
    value = plain.value.formatted(decimals: number.decimals)
    unit = number.isPercent ? "%" : number.unit.isEmpty ? nil : number.unit
    isMalformed = number.isMalformed ? true : nil
  }
}
