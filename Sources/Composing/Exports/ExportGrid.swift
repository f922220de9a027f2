import Amounts
import Documents
import Forms

/// A table of an export: its heading as a path for each column, and its rows.
struct ExportGrid {
  /// Keys of the headings above a column from the outermost in, joined by `·`.
  private(set) var paths: [String] = []
  /// By row and column; a merged cell's text stands at its top left.
  private(set) var rows: [[String]] = []
  /// Keys of what the row of totals is called.
  private let totals: Set<String>

  /// - Returns: nil for a table without a heading that can be told from its rows.
  init?(_ table: Table, _ form: Form) {
    totals = Set(form.exports.totals.map { Label.key($0) })
    var texts: [[String]] = []
    var spans: [(row: Int, cell: Table.Cell)] = []
    for (number, row) in table.rows.enumerated() {
      var line = [String](repeating: "", count: table.columnCount)
      for cell in row.cells where cell.column < table.columnCount {
        line[cell.column] = cell.content.text
        if cell.columnSpan > 1 || cell.rowSpan > 1 { spans.append((number, cell)) }
      }
      texts.append(line)
    }
    let numbers = texts.firstIndex { $0.contains { form.furniture.numbers.contains(Label.key($0)) } }
    guard let end = numbers ?? texts.firstIndex(where: { Self.isFirstRow($0, totals) }), end > 0 else { return nil }
    rows = Array(texts[(numbers == nil ? end : end + 1)...])
    var heading = Array(texts[..<end])
    if spans.contains(where: { $0.row < end }) {
      for (row, cell) in spans where row < end { Self.spread(cell, from: row, over: &heading) }
    } else {
      Self.fill(&heading)
    }
    paths = (0..<table.columnCount).map { Self.path(heading, $0) }
  }

  /// Of a table without a row of column numbers: 合计, or an account.
  private static func isFirstRow(_ texts: [String], _ totals: Set<String>) -> Bool {
    texts.prefix(4).contains { text in
      totals.contains(Label.key(text))
        || text.utf8.count >= 3 && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }

  /// Puts a merged heading into every cell it covers.
  private static func spread(_ cell: Table.Cell, from row: Int, over heading: inout [[String]]) {
    for line in row..<min(heading.count, row + cell.rowSpan) {
      for column in cell.column..<min(heading[line].count, cell.column + cell.columnSpan) {
        heading[line][column] = cell.content.text
      }
    }
  }

  /// Where merges were lost, a heading goes on over the columns to its right that have one of their own below it.
  private static func fill(_ heading: inout [[String]]) {
    for row in heading.indices {
      for column in heading[row].indices.dropFirst() where heading[row][column].isEmpty {
        let hasOwn = heading[(row + 1)...].contains { !$0[column].isEmpty }
        let isBeside = heading[..<row].allSatisfy { $0[column] == $0[column - 1] }
        if hasOwn, isBeside { heading[row][column] = heading[row][column - 1] }
      }
    }
  }

  private static func path(_ heading: [[String]], _ column: Int) -> String {
    var keys: [String] = []
    for line in heading {
      let key = Label.key(line[column])
      if !key.isEmpty, keys.last != key { keys.append(key) }
    }
    return keys.joined(separator: separator)
  }

  static let separator = "·"

  /// The headings of a column.
  func headings(_ column: Int) -> [String] { paths[column].split(separator: "·").map(String.init) }

  /// The column under one of some headings, by the whole path.
  func column(_ headings: [String]) -> Int? {
    for heading in headings {
      let path = heading.split(separator: "·").map { Label.key(String($0)) }.joined(separator: Self.separator)
      if let column = paths.firstIndex(of: path) { return column }
    }
    return nil
  }

  /// Columns whose headings have one of some words.
  func columns(under words: Set<String>) -> [Int] {
    paths.indices.filter { !words.isDisjoint(with: headings($0)) }
  }

  func isTotal(_ row: Int) -> Bool { rows[row].prefix(Self.nameColumns).contains { totals.contains(Label.key($0)) } }

  /// A row is named in its first cells: an account may take three, and its name one more.
  private static let nameColumns = 5
}
