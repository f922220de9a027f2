import Documents
import Forms

/// Tells the numbers of a table that name rows and columns from those that measure something.
struct TableNumbers {
  private let table: Table
  private let codes: Set<String>
  /// Columns of row numbers (行次), and rows of column numbers (栏次).
  private var serialColumns: Set<Int> = []
  private var numberingRows: Set<Int> = []

  /// - Parameter codes: codes of the rows of the filing's tables.
  init(_ table: Table, furniture: Furniture, codes: Set<String>) {
    self.table = table
    self.codes = codes
    for (number, row) in table.rows.enumerated() {
      if isNumbering(row, furniture) { numberingRows.insert(number) }
      guard number < Self.mostHeadingRows else { continue }
      for cell in row.cells where cell.content.text.utf8.count <= Self.longestName {
        if furniture.serial.contains(Label.key(cell.content.text)) { serialColumns.insert(cell.column) }
      }
    }
  }

  private static let mostHeadingRows = 6

  /// In UTF-8; 行 次 with blanks between.
  private static let longestName = 16

  /// 栏次 1 2 3 …, or just 1 2 3 ….
  private func isNumbering(_ row: Table.Row, _ furniture: Furniture) -> Bool {
    let texts = row.cells.lazy.map(\.content.text).filter { $0.utf8.contains { $0 > 0x20 } }
    guard let first = texts.first, let byte = first.utf8.first, first.utf8.count <= Self.longestName else {
      return false
    }
    // Codes and names begin almost all rows.
    guard byte == UInt8(ascii: "1") || byte >= 0x80 else { return false }
    if byte >= 0x80 { return furniture.numbers.contains(Label.compact(first)) }
    guard first == "1" else { return false }
    let all = Array(texts)
    return all.count >= 3 && all.enumerated().allSatisfy { $1 == String($0 + 1) }
  }

  /// - Parameter text: the number as printed.
  /// - Returns: what a number is that no cell of the form holds; nil where the table does not tell.
  func kind(of found: NumberScanner.Found, _ text: String, at address: PieceAddress) -> NumericToken.Kind? {
    guard let row = address.row, let cell = address.cell, !found.hasUnit || found.range.lowerBound == 0 else {
      return nil
    }
    // A table of accounts prints its unit above.
    if found.kind == .count, !found.hasUnit, text.contains(".") { return .amount }
    let own = table.rows[row].cells[cell]
    guard found.range.lowerBound == 0, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if own.content.text.unicodeScalars.dropFirst(found.range.count).allSatisfy(\.properties.isWhitespace) {
      if numberingRows.contains(row) || serialColumns.contains(own.column) { return .rowNumber }
      if isAfterPhone(row, cell) { return .phone }
      if isCodePart(row, cell) { return .code }
      return isCode(text) && (codes.contains(text) || isBeforeName(row, cell)) ? .code : nil
    }
    return isCode(text) && codes.contains(text) ? .code : nil
  }

  /// Codes of classifications have three, five or seven digits.
  private func isCode(_ digits: String) -> Bool { [3, 5, 7].contains(digits.utf8.count) }

  /// Whether a cell goes on with a code in parts, one a cell: 201 | 13 | 02.
  private func isCodePart(_ row: Int, _ cell: Int) -> Bool {
    guard (1...2).contains(cell) else { return false }
    let parts = table.rows[row].cells[...cell].map { $0.content.text.filter { !$0.isWhitespace } }
    guard parts[0].utf8.count == 3, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }) else { return false }
    return codes.contains(parts.joined())
  }

  private func isBeforeName(_ row: Int, _ cell: Int) -> Bool {
    guard let next = table.rows[row].cells.dropFirst(cell + 1).first?.content.text else { return false }
    return next.unicodeScalars.first { !$0.properties.isWhitespace }?.properties.isIdeographic ?? false
  }

  private func isAfterPhone(_ row: Int, _ cell: Int) -> Bool {
    cell > 0 && table.rows[row].cells[cell - 1].content.text.contains("电话")
  }
}
