import PDFPages

/// Lines to paragraphs and headings.
///
/// A paragraph begins where the line before it ended early, or where a line is set in; it goes on over lines and pages
/// that were full.
struct ParagraphBuilder {
  struct Paragraph: Hashable {
    var lines: [TextLine]
    /// nil where nothing about it looks like a heading.
    var headingLevel: Int?
    var isListItem: Bool
  }

  let style: TextStyle
  /// Sizes of headings, largest first, in quarter points.
  private let headingSizes: [Int]

  /// Longer ones are sentences, in scalars.
  private static let headingLength = 70

  init(_ style: TextStyle, lines: [TextLine]) {
    self.style = style
    headingSizes = Set(lines.filter(style.isProminent).map { Int($0.size * 4) }).sorted(by: >)
  }

  func paragraphs(_ lines: [TextLine]) -> [Paragraph] {
    var groups: [[TextLine]] = []
    for (index, line) in lines.enumerated() {
      let after = index + 1 < lines.count ? lines[index + 1] : nil
      if let last = groups.last, goesOn(last, line), !(last.count == 1 && begins(line, before: after)) {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return groups.map { lines in
      Paragraph(lines: lines, headingLevel: headingLevel(lines), isListItem: LineBreak.beginsBullet(lines[0]))
    }
  }

  private func goesOn(_ lines: [TextLine], _ next: TextLine) -> Bool {
    guard let first = lines.first, let last = lines.last, style.isAlike(last, next), isNear(lines, next),
      !LineBreak.hasLeader(last), !LineBreak.hasWideGap(last), !LineBreak.hasWideGap(next)
    else { return false }
    let margins = style.margins(onPage: last.page)
    let isFull = LineBreak.isFull(last, before: next, room: margins.right - last.box.right)
    let indent = indent(next)
    let isFlush = indent.magnitude < 0.8 * next.size
    if LineBreak.beginsItem(next) {
      // “（二）” at the beginning of a line may also be the middle of a sentence whose first line is set in.
      return isFlush && isFull && self.indent(first) > next.size && !LineBreak.endsSentence(last)
    }
    if style.isProminent(last), isCentred(next), next.page == last.page {
      return isWide(last) || isCover(first) && isCentred(last)
    }
    // Where paragraphs are set in, a line that is not goes on, even if the one before it was broken early.
    if isFlush, isFull || self.indent(first) > 1.2 * next.size && isWide(last) { return true }
    guard isFull else { return false }
    if lines.count > 1 { return (next.box.left - last.box.left).magnitude < 0.8 * next.size }
    let hanging = next.box.left - first.box.left
    if LineBreak.beginsItem(first), hanging > 0.5 * next.size, hanging < 5 * next.size { return true }
    return hanging.magnitude < 0.5 * next.size && !LineBreak.endsSentence(last)
  }

  /// Whether a line that is set in begins a paragraph whose second line goes back to the margin. Without that second
  /// line it cannot be told from a text that is set in as a whole.
  private func begins(_ line: TextLine, before next: TextLine?) -> Bool {
    guard let next, indent(line) > 1.2 * line.size, indent(next).magnitude < 0.8 * next.size, isNear([line], next),
      style.isAlike(line, next), !LineBreak.beginsItem(next)
    else { return false }
    let room = style.margins(onPage: line.page).right - line.box.right
    return LineBreak.isFull(line, before: next, room: room)
  }

  /// Whether a line follows at the distance of lines in a paragraph, or over a page.
  private func isNear(_ lines: [TextLine], _ next: TextLine) -> Bool {
    guard let last = lines.last else { return false }
    if next.page != last.page { return next.page == last.page + 1 }
    let step = next.baseline - last.baseline
    guard step > 0.5 * last.size else { return false }
    if lines.count > 1, case let before = lines[lines.count - 2], before.page == last.page {
      return step <= 1.4 * (last.baseline - before.baseline) + 1
    }
    return step <= 1.4 * max(style.leading, 1.2) * next.size + 1
  }

  private func indent(_ line: TextLine) -> Float { line.box.left - style.margins(onPage: line.page).left }

  private func isCentred(_ line: TextLine) -> Bool {
    let margins = style.margins(onPage: line.page)
    let (left, right) = (line.box.left - margins.left, margins.right - line.box.right)
    return left > line.size && (left - right).magnitude < 2 * line.size
  }

  private func isWide(_ line: TextLine) -> Bool {
    line.box.width > 0.75 * style.margins(onPage: line.page).width
  }

  /// The title of a whole document is set large on the first page and broken where it looks best.
  private func isCover(_ line: TextLine) -> Bool { line.page == 1 && line.size > 1.4 * style.bodySize }

  private func headingLevel(_ lines: [TextLine]) -> Int? {
    guard lines.allSatisfy(style.isProminent), lines.reduce(0, { $0 + $1.scalars.count }) <= Self.headingLength,
      let last = lines.last?.scalars.last, !"；，、;,".unicodeScalars.contains(last),
      lines[0].scalars.contains(where: { $0.isWide || $0.properties.isAlphabetic })
    else { return nil }
    let rank = headingSizes.firstIndex(of: Int(lines[0].size * 4)) ?? 0
    return min(6, rank + 1)
  }
}
