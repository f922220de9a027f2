import Forms

/// A line of a document with some stretches of it marked underneath.
struct Excerpt {
  /// Stands left of the line: its number, or nothing.
  var gutter: String
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var marks: [Range<Int>] = []

  init(gutter: String) {
    self.gutter = gutter
  }

  mutating func append(_ text: String, marked: Bool = false) {
    let start = scalars.count
    scalars += text.printable.exchanging("\t", for: " ").unicodeScalars
    if marked { marks.append(start..<scalars.count) }
  }

  /// - Parameter marked: in scalars of the text.
  mutating func append(_ text: String, marked ranges: [Range<Int>]) {
    marks += ranges.map { ($0.lowerBound + scalars.count)..<($0.upperBound + scalars.count) }
    append(text)
  }

  /// The line and its underline, cut to a number of columns around the first mark.
  func drawn(width: Int) -> (line: String, underline: String) {
    let window = window(width: width)
    var line = window.lowerBound > 0 ? "…" : ""
    var under = window.lowerBound > 0 ? " " : ""
    let marks = marks.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    for index in window {
      while next < marks.count, marks[next].upperBound <= index { next += 1 }
      let isMarked = next < marks.count && marks[next].contains(index)
      line.unicodeScalars.append(scalars[index])
      under += String(repeating: isMarked ? "^" : " ", count: DisplayWidth.of(scalars[index]))
    }
    if window.upperBound < scalars.count { line += "…" }
    while under.last == " " { under.removeLast() }
    return (line, under)
  }

  private func window(width: Int) -> Range<Int> {
    let first = marks.map(\.lowerBound).min() ?? 0
    guard DisplayWidth.of(scalars) > width else { return 0..<scalars.count }
    var columns = 0
    var start = first
    // A third of the line before the mark, the rest from it on.
    while start > 0, columns + DisplayWidth.of(scalars[start - 1]) <= width / 3 {
      start -= 1
      columns += DisplayWidth.of(scalars[start])
    }
    var end = start
    columns = 0
    while end < scalars.count, columns + DisplayWidth.of(scalars[end]) <= width - 2 {
      columns += DisplayWidth.of(scalars[end])
      end += 1
    }
    while start > 0, columns + DisplayWidth.of(scalars[start - 1]) <= width - 2 {
      start -= 1
      columns += DisplayWidth.of(scalars[start])
    }
    return start..<end
  }
}
