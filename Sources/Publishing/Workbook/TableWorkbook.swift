import Amounts
import CXLSXWriter
public import Composing
import Filings
import Foundation
import OpenXML
import Texts
public import Writers

/// Writes the tables of a disclosure as a workbook, one a sheet, in which sums are formulas: those of the form's
/// equations. The same disclosure gives the same bytes.
public struct TableWorkbook {
  private let functions: xlsx_functions
  private let publication: Publication
  private let plan: SheetPlan
  private let formulas: FormulaText

  /// - Throws: `noLibrary` where libxlsxwriter is not installed; `notWritten` where there is no room for it.
  public static func write(_ publication: Publication) throws(SheetFailure) -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "mingzhang-\(UUID().uuidString).xlsx").path
    try TableWorkbook(publication).write(to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let data = FileManager.default.contents(atPath: path) else { throw .notWritten(file: path, code: 1) }
    do {
      return try Archive(Array(data)).rewriting([CoreProperties.name: CoreProperties.xml(publication)])
    } catch {
      throw .notWritten(file: path, code: 1)
    }
  }

  private init(_ publication: Publication) throws(SheetFailure) {
    guard let library = xlsx_library() else { throw .noLibrary }
    functions = library.pointee
    self.publication = publication
    plan = SheetPlan(publication)
    formulas = FormulaText(plan: plan)
  }

  private func write(to path: String) throws(SheetFailure) {
    guard let workbook = functions.workbook_new(path) else { throw .notWritten(file: path, code: 1) }
    var formats = Formats(functions: functions, workbook: workbook)
    for (index, sheet) in plan.sheets.enumerated() {
      guard let worksheet = functions.workbook_add_worksheet(workbook, sheet.name) else {
        _ = functions.workbook_close(workbook)
        throw .notWritten(file: sheet.name, code: 1)
      }
      setUp(sheet, worksheet)
      addFrame(sheet, worksheet, &formats)
      for (row, cells) in sheet.table.grid.rows.enumerated() {
        for cell in cells.cells {
          add(cell, on: index, row: row + SheetPlan.above, worksheet, &formats)
        }
      }
    }
    let code = functions.workbook_close(workbook)
    guard code == 0 else { throw .notWritten(file: path, code: Int(code)) }
  }

  // MARK: Sheets

  private func setUp(_ sheet: SheetPlan.Sheet, _ worksheet: OpaquePointer) {
    if sheet.measure.isAcross {
      functions.worksheet_set_landscape(worksheet)
    } else {
      functions.worksheet_set_portrait(worksheet)
    }
    functions.worksheet_set_paper(worksheet, 9)
    functions.worksheet_set_margins(worksheet, 0.6, 0.6, 0.8, 0.7)
    functions.worksheet_fit_to_pages(worksheet, 1, 0)
    _ = functions.worksheet_set_footer(worksheet, "&C— &P —")
    for (column, width) in sheet.measure.widths.enumerated() {
      // A column of the width 1 is 7 pixels, or 5.25 points.
      _ = functions.worksheet_set_column(worksheet, UInt16(column), UInt16(column), width / 5.25, nil)
    }
    let head = SheetPlan.above + sheet.table.grid.headRows
    if sheet.table.grid.headRows > 0 {
      _ = functions.worksheet_repeat_rows(worksheet, UInt32(SheetPlan.above), UInt32(head - 1))
      functions.worksheet_freeze_panes(worksheet, UInt32(head), 0)
    }
    for (row, cells) in sheet.table.grid.rows.enumerated() {
      let lines = cells.cells.filter { $0.height == 1 }.map { sheet.measure.lines(of: $0.text, columns: $0.columns) }
      let height = Double(lines.max() ?? 1) * sheet.measure.size * 1.3 + 2
      _ = functions.worksheet_set_row(worksheet, UInt32(SheetPlan.above + row), height, nil)
    }
  }

  /// Title, number, department and unit above; notes below.
  private func addFrame(_ sheet: SheetPlan.Sheet, _ worksheet: OpaquePointer, _ formats: inout Formats) {
    let table = sheet.table
    let last = max(0, table.grid.width - 1)
    _ = functions.worksheet_set_row(worksheet, 0, 30, nil)
    text(table.title, worksheet, row: 0, column: 0, columns: last + 1, format: formats[Style(.title)])
    if let number = table.number { text(number, worksheet, row: 1, column: last, format: formats[Style(.right)]) }
    if let department = table.department {
      text(department, worksheet, row: 2, column: 0, format: formats[Style(.line)])
    }
    text(table.unit, worksheet, row: 2, column: last, format: formats[Style(.right)])
    for (index, note) in table.notes.enumerated() {
      let row = SheetPlan.above + table.grid.rows.count + index
      let lines = sheet.measure.lines(of: note, columns: 0..<table.grid.width)
      _ = functions.worksheet_set_row(worksheet, UInt32(row), Double(lines) * 15 + 3, nil)
      text(note, worksheet, row: row, column: 0, columns: last + 1, format: formats[Style(.note)])
    }
  }

  // MARK: Cells

  private func text(
    _ text: String, _ worksheet: OpaquePointer, row: Int, column: Int, columns: Int = 1, rows: Int = 1,
    format: OpaquePointer?
  ) {
    let (row, column) = (UInt32(row), UInt16(column))
    if columns > 1 || rows > 1 {
      _ = functions.worksheet_merge_range(
        worksheet, row, column, row + UInt32(rows) - 1, column + UInt16(columns) - 1, "", format)
    }
    if text.isEmpty {
      _ = functions.worksheet_write_blank(worksheet, row, column, format)
    } else {
      _ = functions.worksheet_write_string(worksheet, row, column, text.printable, format)
    }
  }

  private func add(
    _ cell: Grid.Cell, on sheet: Int, row: Int, _ worksheet: OpaquePointer, _ formats: inout Formats
  ) {
    let size = plan.sheets[sheet].measure.size
    guard cell.role == .figure, let place = cell.place, let number = publication.filing[place]?.number,
      !number.isPercent, let value = Double(number.value.formatted(decimals: number.decimals))
    else {
      let format = formats[Style(.cell(cell.role), isBold: cell.isTotal && cell.role != .serial, size: size)]
      return text(
        cell.text, worksheet, row: row, column: cell.column, columns: cell.width, rows: cell.height, format: format)
    }
    let format = formats[Style(.cell(.figure), isBold: cell.isTotal, size: size, decimals: number.decimals)]
    let (row, column) = (UInt32(row), UInt16(cell.column))
    if let addends = publication.sums[place], let formula = formulas.text(addends, on: sheet) {
      _ = functions.worksheet_write_formula_num(worksheet, row, column, formula, format, value)
    } else {
      _ = functions.worksheet_write_number(worksheet, row, column, value, format)
    }
  }

  // MARK: Formats

  private struct Style: Hashable {
    enum Kind: Hashable {
      case title, line, right, note
      case cell(Grid.Cell.Role)
    }

    var kind: Kind
    var isBold: Bool
    var size: Double
    /// Of a number; nil for text.
    var decimals: Int?

    init(_ kind: Kind, isBold: Bool = false, size: Double = TableMeasure.usual, decimals: Int? = nil) {
      (self.kind, self.isBold, self.size, self.decimals) = (kind, isBold, size, decimals)
    }

    /// `LXW_ALIGN_LEFT`, `_CENTER` or `_RIGHT`.
    var alignment: UInt8 {
      switch kind {
      case .line, .note, .cell(.code), .cell(.name), .cell(.text): 1
      case .title, .cell(.head), .cell(.serial): 2
      case .right, .cell(.figure): 3
      }
    }
  }

  /// The formats of a workbook, each made once.
  private struct Formats {
    let functions: xlsx_functions
    let workbook: OpaquePointer
    private var made: [Style: OpaquePointer] = [:]

    init(functions: xlsx_functions, workbook: OpaquePointer) {
      (self.functions, self.workbook) = (functions, workbook)
    }

    subscript(style: Style) -> OpaquePointer? {
      mutating get {
        if let format = made[style] { return format }
        guard let format = functions.workbook_add_format(workbook) else { return nil }
        functions.format_set_font_name(format, style.kind == .title ? "方正小标宋简体" : "宋体")
        functions.format_set_font_size(format, style.kind == .title ? 18 : style.size)
        functions.format_set_align(format, style.alignment)
        // `LXW_ALIGN_VERTICAL_CENTER`.
        functions.format_set_align(format, 10)
        if style.isBold { functions.format_set_bold(format) }
        if case .cell = style.kind {
          functions.format_set_border(format, 1)
          functions.format_set_text_wrap(format)
        }
        if style.kind == .note { functions.format_set_text_wrap(format) }
        if let decimals = style.decimals {
          let zeros = String(repeating: "0", count: decimals)
          functions.format_set_num_format(format, decimals == 0 ? "0" : "0." + zeros)
        }
        made[style] = format
        return format
      }
    }
  }
}
