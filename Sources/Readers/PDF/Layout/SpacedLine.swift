import PDFPages
import Texts

/// A line taken apart where columns may part it.
struct SpacedLine {
  /// Words that belong together.
  struct Segment: Hashable {
    var range: Range<Int>
    var left: Float
    var right: Float
    /// Digits, with what may stand between and beside them.
    var isFigure: Bool

    var middle: Float { (left + right) / 2 }
  }

  var line: TextLine
  var segments: [Segment]

  var isOne: Bool { segments.count == 1 }
  /// Whether it plainly stands in columns: two figures and something else.
  var isFigures: Bool { segments.count >= 3 && segments.count(where: \.isFigure) >= 2 }

  /// A gap this wide parts columns, as a multiple of the size.
  private static let gap: Float = 1
  /// So does a smaller one beside a figure with decimals: labels reach up to the next column.
  private static let narrowGap: Float = 0.3

  init(_ line: TextLine) {
    self.line = line
    segments = []
    guard !line.edges.isEmpty else { return }
    var wasFigure = false
    for token in tokens {
      if let last = segments.last, !(wasFigure && token.isFigure), token.left - last.right <= Self.gap * line.size {
        segments[segments.count - 1] = segment(last.range.lowerBound..<token.range.upperBound)
      } else {
        segments.append(token)
      }
      wasFigure = token.isFigure
    }
    segments = segments.flatMap(withFigureApart)
  }

  /// A line of which some words are given, such as one that was parted further.
  init(_ line: TextLine, segments: [Segment]) {
    (self.line, self.segments) = (line, segments)
  }

  func segment(_ range: Range<Int>) -> Segment {
    let last = range.upperBound - 1
    return Segment(
      range: range, left: line.edges[range.lowerBound], right: line.edges[last + 1] - gap(before: last + 1),
      isFigure: Self.isFigure(line.scalars[range]))
  }

  /// What lies between a scalar and the one before it, which ends where this one begins or earlier.
  func gap(before index: Int) -> Float {
    let last = line.scalars[index - 1]
    let width: Float = last.isWide ? 1 : last == " " ? 0 : 0.6
    return max(0, line.edges[index] - line.edges[index - 1] - width * line.size)
  }

  func line(_ segment: Segment) -> TextLine { line[segment.range] }

  func scalars(_ segment: Segment) -> ArraySlice<Unicode.Scalar> { line.scalars[segment.range] }

  /// Words between blanks.
  private var tokens: [Segment] {
    var tokens: [Segment] = []
    var start = 0
    for index in line.scalars.indices + [line.scalars.count]
    where index == line.scalars.count || line.scalars[index] == " " {
      if index > start { tokens.append(segment(start..<index)) }
      start = index + 1
    }
    return tokens
  }

  /// Words and a figure with decimals at one end of them, of which one stands a little apart from the other.
  private func withFigureApart(_ segment: Segment) -> [Segment] {
    let range = segment.range
    let head = line.scalars[range].prefix(while: Self.isPartOfFigure).endIndex
    let tail = (line.scalars[range].lastIndex { !Self.isPartOfFigure($0) } ?? range.upperBound - 1) + 1
    let cut = [(range.lowerBound..<head, head), (tail..<range.upperBound, tail)].first { figure, cut in
      cut > range.lowerBound && cut < range.upperBound && line.scalars[figure].contains(".")
        && Self.isFigure(line.scalars[figure]) && gap(before: cut) >= Self.narrowGap * line.size
    }?.1
    guard let cut else { return [segment] }
    return parts(of: segment, at: [cut])
  }

  /// A segment cut at some places; blanks there go.
  func parts(of segment: Segment, at cuts: [Int]) -> [Segment] {
    var parts: [Segment] = []
    var start = segment.range.lowerBound
    for cut in cuts + [segment.range.upperBound] {
      let end = cut < segment.range.upperBound && line.scalars[cut - 1] == " " ? cut - 1 : cut
      if end > start { parts.append(self.segment(start..<end)) }
      start = cut
    }
    return parts
  }

  /// The line with headings apart that stand closer than figures do: wherever letters are not set solid.
  var spread: SpacedLine {
    SpacedLine(
      line,
      segments: segments.flatMap { segment in
        let cuts = (segment.range.lowerBound + 1..<segment.range.upperBound).filter {
          line.scalars[$0 - 1].isWide && line.scalars[$0].isWide && gap(before: $0) >= Self.narrowGap * line.size
        }
        return cuts.count * 3 > segment.range.count ? [segment] : parts(of: segment, at: cuts)
      })
  }

  private static func isFigure(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.contains(where: \.isASCIIDigit) && scalars.allSatisfy(isPartOfFigure)
  }

  private static func isPartOfFigure(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCIIDigit || ",.-%".unicodeScalars.contains(scalar)
  }
}

extension SpacedLine {
  /// Whether its figures count on by one, as numbers of columns do.
  var isNumbering: Bool {
    let numbers = segments.filter(\.isFigure).map { Int(String(scalars: scalars($0))) }
    guard numbers.count >= 3, let first = numbers[0], first <= 2 else { return false }
    return numbers.enumerated().allSatisfy { $0.element == first + $0.offset }
  }
}

extension TextLine {
  /// Some of its scalars, as a line.
  fileprivate subscript(range: Range<Int>) -> TextLine {
    var line = self
    line.scalars = Array(scalars[range])
    line.edges = Array(edges[range.lowerBound...range.upperBound])
    (line.box.left, line.box.right) = (edges[range.lowerBound], edges[range.upperBound])
    return line
  }
}
