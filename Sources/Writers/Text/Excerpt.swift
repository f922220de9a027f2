import Texts

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
    let isCut = (start: window.lowerBound > 0, end: window.upperBound < scalars.count)
    let line = (isCut.start ? "…" : "") + String(scalars: scalars[window]) + (isCut.end ? "…" : "")
    var under: [UInt8] = isCut.start ? [UInt8(ascii: " ")] : []
    let marks = marks.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    for index in window {
      while next < marks.count, marks[next].upperBound <= index { next += 1 }
      let isMarked = next < marks.count && marks[next].contains(index)
      under += repeatElement(UInt8(ascii: isMarked ? "^" : " "), count: DisplayWidth.of(scalars[index]))
    }
    let last = under.lastIndex(of: UInt8(ascii: "^")) ?? -1
    return (line, String(decoding: under[...last], as: UTF8.self))
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
