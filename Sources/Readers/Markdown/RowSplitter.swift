/// A line of a table to the places of its cells.
struct RowSplitter {
  enum Separator { case tab, pipe }

  struct Fields {
    /// Without surrounding blanks; a blank cell is the empty range where it starts.
    var ranges: [Range<Int>] = []
    /// From here on the row has more columns than are kept.
    var cut: Int?
  }

  let scalars: [Unicode.Scalar]
  let separator: Separator
  let columns: Int

  func fields(of line: MarkdownLine) -> Fields {
    var fields = Fields()
    var start = bounds(of: line).lowerBound
    let end = bounds(of: line).upperBound
    var index = start
    while index < end {
      if scalars[index] == "\\", separator == .pipe {
        index += 2
        continue
      }
      if scalars[index] == mark {
        fields.ranges.append(scalars.trimmed(start..<index))
        start = index + 1
        if fields.ranges.count == columns {
          fields.cut = start
          return fields
        }
      }
      index += 1
    }
    fields.ranges.append(scalars.trimmed(start..<end))
    return fields
  }

  /// How many columns a line has, without taking it apart.
  func columnCount(of line: MarkdownLine) -> Int {
    var count = 1
    var isEscaped = false
    for index in bounds(of: line) {
      if scalars[index] == mark, !isEscaped { count += 1 }
      isEscaped = separator == .pipe && scalars[index] == "\\" && !isEscaped
    }
    return count
  }

  private var mark: Unicode.Scalar { separator == .tab ? "\t" : "|" }

  /// TAB rows are taken whole, since TABs at the ends are cells; pipes at the ends are a frame.
  private func bounds(of line: MarkdownLine) -> Range<Int> {
    guard separator == .pipe else { return line.range }
    let start = line.trimmed.lowerBound + 1
    let last = line.trimmed.upperBound - 1
    guard last > start, scalars[last] == "|", !isEscaped(last, from: start) else { return start..<last + 1 }
    return start..<last
  }

  private func isEscaped(_ offset: Int, from start: Int) -> Bool {
    var slashes = 0
    while offset - slashes > start, scalars[offset - slashes - 1] == "\\" { slashes += 1 }
    return slashes % 2 == 1
  }
}
