import Composing
import Readers

/// The cells of a sheet by row and column, and where its parts begin and end.
struct SheetGrid {
  struct Part {
    /// As the mark in the title names them.
    var names: [String]
    /// Indices of rows of the grid: the title, the heading, and the lines.
    var title: Int
    var heading: Int?
    var lines: Range<Int>
  }

  let name: String
  private let rows: [StoredWorkbook.Row]
  private(set) var parts: [Part] = []
  /// Cells whose formula nobody has worked out.
  private(set) var uncomputed: [FactPlace] = []

  init(_ sheet: StoredWorkbook.Sheet) {
    name = sheet.name
    rows = sheet.rows.filter { row in row.cells.values.contains { !$0.text.isEmpty || $0.isUncomputed } }
    for index in rows.indices {
      for (column, cell) in rows[index].cells where cell.isUncomputed { uncomputed.append(place(index, column)) }
      guard let names = Self.mark(text(index, 0)) else { continue }
      if let last = parts.indices.last {
        parts[last].lines = parts[last].lines.lowerBound..<max(index, parts[last].lines.lowerBound)
      }
      let heading = index + 1 < rows.count && Self.mark(text(index + 1, 0)) == nil ? index + 1 : nil
      let first = min(rows.count, heading == nil ? index + 1 : index + 2)
      parts.append(Part(names: names, title: index, heading: heading, lines: first..<rows.count))
    }
    uncomputed.sort()
  }

  /// `〔T03 T05〕` at the end of a title.
  private static func mark(_ text: String) -> [String]? {
    guard text.hasSuffix("〕"), let open = text.lastIndex(of: "〔") else { return nil }
    return text[text.index(after: open)...].dropLast().split(separator: " ").map(String.init)
  }

  /// - Parameter row: index of a row of the grid.
  func text(_ row: Int, _ column: Int) -> String { Self.trimmed(rows[row].cells[column]?.text ?? "") }

  func columns(_ row: Int) -> [Int] {
    rows[row].cells.filter { !$0.value.text.isEmpty }.keys.sorted()
  }

  func place(_ row: Int, _ column: Int) -> FactPlace {
    FactPlace(file: name, line: rows[row].number + 1, field: column + 1, isCell: true)
  }

  func lines(of part: Part) -> Range<Int> { part.lines }

  /// What stands above the first part, but for the title and the remark of the sheet.
  var strayAbove: [(place: FactPlace, text: String)] {
    let end = parts.first?.title ?? rows.count
    return (0..<end).flatMap { row in
      columns(row).filter { !(rows[row].number < 2 && $0 == 0) }.map { (place(row, $0), text(row, $0)) }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
