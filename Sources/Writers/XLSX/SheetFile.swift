import CXLSXWriter
import Foundation
import Texts

/// A workbook could not be written.
public enum SheetFailure: Error, Sendable, Hashable {
  /// libxlsxwriter is not installed.
  case noLibrary
  /// The file system refused; the number is libxlsxwriter's.
  case notWritten(file: String, code: Int)
}

/// The library that XLSX files are written with.
public enum SheetLibrary {
  /// - Throws: `noLibrary` where it is not installed, so that nobody waits for a check whose table cannot be written.
  public static func expect() throws(SheetFailure) {
    if xlsx_library() == nil { throw .noLibrary }
  }
}

/// Writes a workbook through libxlsxwriter.
package struct SheetFile {
  private let functions: xlsx_functions

  package init() throws(SheetFailure) {
    guard let library = xlsx_library() else { throw .noLibrary }
    functions = library.pointee
  }

  func write(_ sheet: Sheet, to path: String) throws(SheetFailure) {
    try write([sheet], to: path)
  }

  package func write(_ sheets: [Sheet], to path: String) throws(SheetFailure) {
    guard let workbook = functions.workbook_new(path) else { throw .notWritten(file: path, code: 1) }
    let formats = formats(workbook)
    for sheet in sheets {
      guard let worksheet = functions.workbook_add_worksheet(workbook, sheet.name) else { continue }
      for (column, width) in sheet.widths.enumerated() {
        _ = functions.worksheet_set_column(worksheet, UInt16(column), UInt16(column), width, nil)
      }
      for (number, row) in sheet.rows.enumerated() {
        _ = functions.worksheet_set_row(worksheet, UInt32(number), sheet.height(of: row), nil)
        add(row, UInt32(number), worksheet, formats)
      }
      setUp(sheet, worksheet)
      sheet.validations.forEach { add($0, worksheet) }
      if let colour = sheet.tabColour { functions.worksheet_set_tab_color(worksheet, colour) }
      if sheet.isProtected { functions.worksheet_protect(worksheet, nil, nil) }
    }
    let code = functions.workbook_close(workbook)
    guard code == 0 else { throw .notWritten(file: path, code: Int(code)) }
  }

  private func add(
    _ row: Sheet.Row, _ number: UInt32, _ worksheet: OpaquePointer, _ formats: [Sheet.Style: OpaquePointer]
  ) {
    var column: UInt16 = 0
    for cell in row.cells {
      let format = formats[cell.style]
      if cell.columns > 1 {
        let last = column + UInt16(cell.columns) - 1
        _ = functions.worksheet_merge_range(worksheet, number, column, number, last, "", format)
      }
      switch cell.value {
      case .blank: _ = functions.worksheet_write_blank(worksheet, number, column, format)
      case .number(let value): _ = functions.worksheet_write_number(worksheet, number, column, Double(value), format)
      case .decimal(let text):
        // 15 digits survive the way through a `Double` and back.
        _ = functions.worksheet_write_number(worksheet, number, column, Double(text) ?? .nan, format)
      case .formula(let formula, let result):
        if let value = Double(result) {
          _ = functions.worksheet_write_formula_num(worksheet, number, column, formula, format, value)
        } else {
          _ = functions.worksheet_write_formula_str(worksheet, number, column, formula, format, Self.allowed(result))
        }
      case .text(let text):
        _ = functions.worksheet_write_string(worksheet, number, column, Self.allowed(text), format)
      }
      if let note = cell.note { _ = functions.worksheet_write_comment(worksheet, number, column, Self.allowed(note)) }
      column += UInt16(cell.columns)
    }
  }

  private func add(_ validation: Sheet.Validation, _ worksheet: OpaquePointer) {
    var own = xlsx_validation()
    (own.ignore_blank, own.show_input, own.show_error, own.dropdown) = (2, 2, 2, 2)
    own.error_type = validation.isStrict ? 0 : 1
    let rows = (UInt32(validation.rows.lowerBound), UInt32(validation.rows.upperBound))
    let column = UInt16(validation.column)
    func write() {
      _ = functions.worksheet_data_validation_range(worksheet, rows.0, column, rows.1, column, &own)
    }
    validation.message.withCString { message in
      own.error_message = message
      switch validation.kind {
      case .formula(let formula), .list(let formula):
        // `LXW_VALIDATION_TYPE_LIST_FORMULA` and `_CUSTOM_FORMULA`.
        if case .list = validation.kind { own.validate = 6 } else { own.validate = 15 }
        formula.withCString {
          own.value_formula = $0
          write()
        }
      case .choice(let words):
        own.validate = 5
        let texts = words.map { strdup($0) }
        var list = texts.map { UnsafePointer($0) } + [nil]
        list.withUnsafeMutableBufferPointer {
          own.value_list = UnsafePointer($0.baseAddress)
          write()
        }
        texts.forEach { free($0) }
      }
    }
  }

  /// A4 across, one page wide, the head on every page and the page's number below.
  private func setUp(_ sheet: Sheet, _ worksheet: OpaquePointer) {
    functions.worksheet_set_landscape(worksheet)
    functions.worksheet_set_paper(worksheet, 9)
    functions.worksheet_set_margins(worksheet, 0.4, 0.4, 0.5, 0.6)
    functions.worksheet_fit_to_pages(worksheet, 1, 0)
    _ = functions.worksheet_set_footer(worksheet, "&C&P / &N")
    guard let head = sheet.head, let last = head.last else { return }
    _ = functions.worksheet_repeat_rows(worksheet, UInt32(head.lowerBound), UInt32(last))
    functions.worksheet_freeze_panes(worksheet, UInt32(head.upperBound), 0)
    if sheet.hasFilter, sheet.rows.count > head.upperBound {
      _ = functions.worksheet_autofilter(
        worksheet, UInt32(last), 0, UInt32(sheet.rows.count - 1), UInt16(sheet.widths.count - 1))
    }
  }

  private func formats(_ workbook: OpaquePointer) -> [Sheet.Style: OpaquePointer] {
    var formats: [Sheet.Style: OpaquePointer] = [:]
    for style in Sheet.Style.allCases {
      guard let format = functions.workbook_add_format(workbook) else { continue }
      functions.format_set_font_name(format, "宋体")
      functions.format_set_font_size(format, style == .title ? 16 : 10)
      functions.format_set_text_wrap(format)
      functions.format_set_align(format, style.alignment)
      functions.format_set_align(format, style.isFramed ? Self.top : Self.middle)
      if style.isFramed { functions.format_set_border(format, 1) }
      if style.isBold { functions.format_set_bold(format) }
      if let fill = style.fill { functions.format_set_bg_color(format, fill) }
      if let numbers = style.numbers { functions.format_set_num_format(format, numbers) }
      if style.isInput { functions.format_set_unlocked(format) }
      if let colour = style.colour { functions.format_set_font_color(format, colour) }
      formats[style] = format
    }
    return formats
  }

  /// What XML and Excel take: no controls, no more than fits a cell.
  private static func allowed(_ text: String) -> String {
    let mostScalars = 16_000
    let scalars = text.printable.unicodeScalars.prefix(mostScalars + 1).map { scalar in
      scalar.value & 0xFFFE == 0xFFFE ? "\u{FFFD}" : scalar
    }
    return scalars.count > mostScalars ? String(scalars: scalars.dropLast()) + "…" : String(scalars: scalars)
  }

  /// `LXW_ALIGN_VERTICAL_TOP` and `LXW_ALIGN_VERTICAL_CENTER`.
  private static let top: UInt8 = 8
  private static let middle: UInt8 = 10
}

extension Sheet.Style {
  /// `LXW_ALIGN_LEFT`, `_CENTER` or `_RIGHT`.
  fileprivate var alignment: UInt8 {
    switch self {
    case .line, .text, .input, .pending, .fixed, .part: 1
    case .title, .head, .error, .warning, .info: 2
    case .figure, .amount, .inputMoney, .inputNumber, .pendingMoney, .sum: 3
    }
  }

  fileprivate var isFramed: Bool { self != .title && self != .line && self != .part }

  fileprivate var isBold: Bool { [.title, .head, .error, .part].contains(self) }

  fileprivate var isInput: Bool { [.input, .inputMoney, .inputNumber, .pending, .pendingMoney].contains(self) }

  fileprivate var fill: UInt32? {
    switch self {
    case .head: 0xE8EDF2
    case .input, .inputMoney, .inputNumber: 0xFFFBE6
    case .pending, .pendingMoney: 0xFFD9B3
    case .fixed, .sum: 0xF2F2F2
    case .title, .line, .text, .figure, .error, .warning, .info, .amount, .part: nil
    }
  }

  /// How numbers are shown; words are kept as they are typed.
  fileprivate var numbers: String? {
    switch self {
    case .inputMoney, .pendingMoney, .sum: "#,##0.00"
    case .input, .pending: "@"
    default: nil
    }
  }

  fileprivate var colour: UInt32? {
    switch self {
    case .error: 0xB3261E
    case .warning: 0x8A5A00
    case .info: 0x1F5FA8
    case .fixed: 0x595959
    case .title, .line, .head, .text, .figure, .amount, .input, .inputMoney, .inputNumber, .pending, .pendingMoney,
      .sum, .part:
      nil
    }
  }
}
