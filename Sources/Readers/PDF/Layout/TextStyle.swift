import PDFPages

/// What a document's text looks like: the size and font of its body, and between which margins it runs.
struct TextStyle {
  struct Margins: Hashable {
    var left: Float
    var right: Float

    var width: Float { right - left }
  }

  private struct PageSize: Hashable {
    var width: Int
    var height: Int

    init(_ page: PageContent) { (width, height) = (Int(page.width.rounded()), Int(page.height.rounded())) }
  }

  let bodySize: Float
  let bodyFont: Int
  /// From one baseline to the next inside paragraphs, as a multiple of the size.
  let leading: Float
  private let fonts: [PrintedFont]
  private var margins: [PageSize: Margins] = [:]
  private var sizes: [Int: PageSize] = [:]

  init(_ pages: [PageContent], fonts: [PrintedFont]) {
    self.fonts = fonts
    var weights: [[Int]: Int] = [:]
    var leadings: [Int: Int] = [:]
    var lines: [PageSize: [TextLine]] = [:]
    for page in pages {
      let size = PageSize(page)
      sizes[page.number] = size
      var last: TextLine?
      for line in page.elements.compactMap(\.line) {
        lines[size, default: []].append(line)
        weights[[Int(line.size * 4), line.font], default: 0] += line.scalars.count
        if let last, last.size == line.size {
          leadings[Int(((line.baseline - last.baseline) / max(1, line.size) * 10).rounded()), default: 0] += 1
        }
        last = line
      }
    }
    let body = weights.max { ($0.value, $1.key[0]) < ($1.value, $0.key[0]) }?.key ?? [48, 0]
    (bodySize, bodyFont) = (Float(body[0]) / 4, body[1])
    leading =
      Float(leadings.filter { (8...40).contains($0.key) }.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 18)
      / 10
    for (size, lines) in lines { margins[size] = Self.margins(of: lines, width: Float(size.width)) }
  }

  func margins(onPage page: Int) -> Margins {
    sizes[page].flatMap { margins[$0] } ?? Margins(left: 0, right: 0)
  }

  /// Long lines begin at the left margin or a little in from it, and end at the right margin. Where there are none, both
  /// margins are taken to be alike.
  private static func margins(of lines: [TextLine], width: Float) -> Margins {
    let long = lines.filter { $0.box.width > width / 2 }
    guard !long.isEmpty else {
      let left = lines.map(\.box.left).min() ?? 0
      return Margins(left: left, right: max(lines.map(\.box.right).max() ?? width, width - left))
    }
    return Margins(
      left: -outermost(long.map { -$0.box.left }), right: outermost(long.map(\.box.right)))
  }

  /// The largest of some positions that is not one of a few.
  private static func outermost(_ positions: [Float]) -> Float {
    var counts: [Int: Int] = [:]
    for position in positions { counts[Int((position / 3).rounded()), default: 0] += 1 }
    let enough = max(1, (counts.values.max() ?? 1) * 3 / 20)
    return Float(counts.filter { $0.value >= enough }.keys.max() ?? 0) * 3
  }

  /// Whether a line stands out from the body as headings do: larger, bolder, or in a font for headings.
  func isProminent(_ line: TextLine) -> Bool {
    line.size > bodySize * 1.12 || line.isStroked || line.font != bodyFont && isHeavy(line.font)
  }

  /// Two lines that look the same.
  func isAlike(_ line: TextLine, _ other: TextLine) -> Bool {
    (line.size - other.size).magnitude <= 0.12 * max(line.size, other.size) && isProminent(line) == isProminent(other)
  }

  private func isHeavy(_ index: Int) -> Bool {
    guard fonts.indices.contains(index) else { return false }
    let font = fonts[index]
    let name = font.name.lowercased()
    return font.weight >= 600 || Self.heavyNames.contains { name.contains($0) }
  }

  private static let heavyNames = ["bold", "hei", "黑", "zhongsong", "中宋", "小标宋", "xbs"]
}
