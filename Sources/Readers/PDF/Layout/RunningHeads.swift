import PDFPages

import Texts

/// Takes page numbers and the lines that stand on every page out of the text.
struct RunningHeads {
  /// Lines taken out, by page.
  private(set) var removed: [TextLine] = []
  private var pages: [PageContent]

  private let style: TextStyle

  /// Page numbers stand this far out, as a share of the page's height; running heads further.
  private static let margin: Float = 0.13
  private static let headMargin: Float = 0.08
  /// Layers of them at either end of a page.
  private static let layers = 3

  static func removed(
    from pages: [PageContent], style: TextStyle
  ) -> (pages: [PageContent], lines: [TextLine]) {
    var heads = RunningHeads(pages: pages, style: style)
    heads.removeSidewaysNumbers()
    for _ in 0..<layers {
      let before = heads.removed.count
      heads.peel(atTop: true)
      heads.peel(atTop: false)
      if heads.removed.count == before { break }
    }
    return (heads.pages, heads.removed)
  }

  private init(pages: [PageContent], style: TextStyle) {
    (self.pages, self.style) = (pages, style)
  }

  /// Where a table lies on its side, the number of its page stands upright, and so at the side of what is read.
  private mutating func removeSidewaysNumbers() {
    for index in pages.indices {
      let page = pages[index]
      pages[index].elements.removeAll { element in
        guard let line = element.line, line.edges.isEmpty, PageNumber(line.compact) != nil else { return false }
        let isInMargin =
          line.box.middleX < Self.margin * page.width || line.box.middleX > (1 - Self.margin) * page.width
        if isInMargin { removed.append(line) }
        return isInMargin
      }
    }
  }

  /// Looks at the outermost line of every page at one end.
  private mutating func peel(atTop: Bool) {
    let lines = pages.map { outermost($0, atTop: atTop) }
    let offsets = lines.map { line in line.flatMap { line in PageNumber(line.compact).map { $0.value - line.page } } }
    var votes: [Int: Int] = [:]
    for offset in offsets.compactMap(\.self) { votes[offset, default: 0] += 1 }
    var repeats: [Key: Int] = [:]
    for line in lines.compactMap(\.self) { repeats[Key(line), default: 0] += 1 }
    let enough = max(3, pages.count * 3 / 5)
    for (index, line) in lines.enumerated() {
      guard let line else { continue }
      // Page numbers go up with the pages; a bare number that does not is text.
      let isNumber = offsets[index].map { votes[$0, default: 0] >= 2 } ?? false
      let isMarked = PageNumber(line.compact)?.isMarked ?? false
      // The title of a form that fills most pages is also on most pages, but stands out.
      let isHead =
        repeats[Key(line), default: 0] >= enough && isFarOut(line, pages[index]) && !style.isProminent(line)
      guard isNumber || isMarked || isHead else { continue }
      pages[index].elements.remove(at: atTop ? 0 : pages[index].elements.count - 1)
      removed.append(line)
    }
  }

  private func outermost(_ page: PageContent, atTop: Bool) -> TextLine? {
    guard let element = atTop ? page.elements.first : page.elements.last, let line = element.line else { return nil }
    let isInMargin =
      atTop ? line.box.middleY < Self.margin * page.height : line.box.middleY > (1 - Self.margin) * page.height
    return isInMargin ? line : nil
  }

  private func isFarOut(_ line: TextLine, _ page: PageContent) -> Bool {
    min(line.box.middleY, page.height - line.box.middleY) < Self.headMargin * page.height
  }

  /// The same words at the same height, whatever numbers stand among them.
  private struct Key: Hashable {
    let words: [Unicode.Scalar]
    let height: Int

    init(_ line: TextLine) {
      words = line.compact.filter { !$0.isASCIIDigit }
      height = Int((line.box.middleY / 6).rounded())
    }
  }
}

/// A line that is a page number: `3`, `- 3 -`, `— 3 —`, `第 3 页`, `3/30`, `第3页 共30页`.
struct PageNumber {
  let value: Int
  /// Whether more than the number itself says so.
  let isMarked: Bool

  init?(_ scalars: [Unicode.Scalar]) {
    var rest = scalars[...]
    let dashes = Array("-—–－~～·•".unicodeScalars)
    let before = rest.prefix { dashes.contains($0) }
    rest = rest.dropFirst(before.count)
    let hasWord = rest.first == "第"
    if hasWord { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isASCIIDigit }
    rest = rest.dropFirst(digits.count)
    guard (1...4).contains(digits.count), let value = Int(String(scalars: digits)) else { return nil }
    self.value = value
    let after = String(scalars: rest.filter { !$0.isASCIIDigit })
    switch (hasWord, after) {
    case (true, "页"), (true, "页共页"), (true, "页/共页"), (true, "页,共页"), (true, "页，共页"): isMarked = true
    case (false, "/") where rest.count > 1: isMarked = before.isEmpty
    case (false, "页"): isMarked = true
    case (false, ""):
      isMarked = false
    case (false, _) where !before.isEmpty && rest.allSatisfy(dashes.contains): isMarked = true
    default: return nil
    }
  }
}
