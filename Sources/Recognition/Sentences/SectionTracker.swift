import Amounts
import Documents
import Forms

/// Follows the headings of a document: which of the form's sections the reader is in.
struct SectionTracker {
  private let titles: SectionTitles
  private let ownName: OwnName
  /// How the title of the section is numbered, and that of the part that the reader is in.
  private var style: Ordinal.Style?
  private var partStyle: Ordinal.Style?

  /// Patterns of sections whose sentences may stand where the reader is; the last is the innermost.
  private(set) var open: [Int] = []

  init(patterns: [SectionPattern], ownName: OwnName) {
    titles = SectionTitles(patterns)
    self.ownName = ownName
  }

  /// What a passage is to the sections.
  enum Step {
    case none
    /// A heading that the form does not know, or another part of the document, ends the section.
    case leaves
    /// A title with a sentence behind it.
    case enters
    /// A title and nothing else.
    case whole
  }

  /// Follows the headings of sections and parts.
  mutating func enter(_ passage: Passage) -> Step {
    guard let title = title(of: passage) else { return .none }
    let isSibling = title.ordinal != nil && title.ordinal?.style == style
    if let found = titles.pattern(of: title.words, at: open, isSibling: isSibling) {
      let isPart = titles.isPart(found)
      if !isPart { style = title.ordinal?.style }
      partStyle = isPart ? title.ordinal?.style : nil
      open = titles.scope(of: found)
      return title.end >= passage.scalars.count - 1 ? .whole : .enters
    }
    if let style = title.ordinal?.style, style == partStyle, let part = open.last {
      // A part that the form does not know: what stands there may be of any.
      (open, partStyle) = (titles.scope(of: titles.section(of: part)), nil)
      return .none
    }
    let isSection = title.ordinal?.style == .chinese && passage.scalars.count <= Self.longestTitle
    guard title.ordinal?.style == .part || isSection else { return .none }
    open = []
    return .leaves
  }

  /// The passages from one heading of a section to the next: nothing read before the heading bears on what follows it.
  func stretches(of passages: [Passage]) -> [Range<Int>] {
    let begins = passages.indices.dropFirst().filter { index in
      guard let title = title(of: passages[index]) else { return false }
      return titles.isOfSections(title.words)
    }
    return zip([0] + begins, begins + [passages.count]).map { $0..<$1 }
  }

  private static let longestTitle = 40

  private struct Title {
    var words: ArraySlice<Unicode.Scalar>
    var end: Int
    var ordinal: Ordinal?
  }

  /// What a heading, or a paragraph that has an ordinal, begins with.
  private func title(of passage: Passage) -> Title? {
    let ordinal = Ordinal(startOf: passage.scalars.prefix(12))
    guard passage.isHeading || ordinal != nil, passage.scalars.count <= 400 else { return nil }
    let end = passage.scalars.firstIndex { "。：:".unicodeScalars.contains($0) } ?? passage.scalars.count
    let words = ownName.removed(from: passage.scalars[..<min(end, 60)])
    return Title(words: words, end: end, ordinal: ordinal)
  }
}
