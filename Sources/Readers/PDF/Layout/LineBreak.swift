import Amounts

/// How the end of one line and the beginning of the next belong together.
enum LineBreak {
  /// What stands between two lines of one text: nothing between Chinese characters and inside numbers, a blank between
  /// words.
  static func joint(_ line: TextLine, _ next: TextLine) -> String {
    guard let last = line.scalars.last, let first = next.scalars.first else { return "" }
    if last.isWide || first.isWide { return "" }
    if last.isASCIIDigit, first.isASCIIDigit || ".,%".unicodeScalars.contains(first) { return "" }
    let isOpenFigure = ".,".unicodeScalars.contains(last) && line.scalars.dropLast().last?.isASCIIDigit ?? false
    return isOpenFigure && first.isASCIIDigit ? "" : " "
  }

  /// Whether a line ended because the next words had no room.
  ///
  /// - Parameter room: what was left of the line.
  static func isFull(_ line: TextLine, before next: TextLine, room: Float) -> Bool {
    room < firstWord(next) + slack * line.size
  }

  /// Lines of justified text end a little early where punctuation may not begin the next.
  private static let slack: Float = 1.2

  /// Width of what could not be parted from the next line's beginning.
  private static func firstWord(_ line: TextLine) -> Float {
    guard let first = line.scalars.first, !line.edges.isEmpty, !first.isWide else { return line.size }
    let length = line.scalars.firstIndex { $0.isWide || $0.isBlank } ?? line.scalars.count
    return line.edges[length] - line.edges[0]
  }

  /// Whether a line begins an item: 一、 （一） 1. ① and bullets.
  static func beginsItem(_ line: TextLine) -> Bool {
    beginsBullet(line) || Ordinal(startOf: line.compact.prefix(12)) != nil
  }

  static func beginsBullet(_ line: TextLine) -> Bool {
    guard let first = line.scalars.first, line.scalars.count > 1 else { return false }
    return bullets.contains(first)
  }

  private static let bullets = Set("•●○■□◆◇▪▲►➢✓\u{F0B7}\u{F06C}\u{F0D8}\u{F075}\u{F0FC}".unicodeScalars)

  /// Whether a line ends a sentence or a clause that the next line need not go on from.
  static func endsSentence(_ line: TextLine) -> Bool {
    guard let last = line.scalars.last(where: { !"”’）)".unicodeScalars.contains($0) }) else { return true }
    return "。；：！？;:".unicodeScalars.contains(last)
  }

  /// Words set apart on one line, such as a department on the left and a unit of money on the right, are no sentence.
  static func hasWideGap(_ line: TextLine) -> Bool {
    guard !line.edges.isEmpty else { return false }
    return line.scalars.indices.contains { index in
      line.scalars[index] == " " && line.edges[index + 1] - line.edges[index] > 2.5 * line.size
    }
  }

  /// A line of a table of contents: dots lead to the number of a page.
  static func hasLeader(_ line: TextLine) -> Bool {
    guard line.scalars.last?.isASCIIDigit ?? false else { return false }
    var run = 0
    for scalar in line.scalars where !scalar.isBlank {
      run = ".…·．".unicodeScalars.contains(scalar) ? run + (scalar == "…" ? 3 : 1) : 0
      if run >= 6 { return true }
    }
    return false
  }
}
