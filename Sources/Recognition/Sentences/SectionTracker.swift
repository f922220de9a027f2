import Amounts
import Documents
import Forms
import Texts

/// Follows the headings of a document: which of the form's sections the reader is in.
struct SectionTracker {
  private let patterns: [SectionPattern]
  /// By key of a title, the patterns that bear it.
  private let titles: [LabelKey: [Int]]
  /// By pattern, the one of the section that it is a part of; its own index where it is a section.
  private let sections: [Int]
  private let ownName: OwnName

  /// Patterns of sections whose sentences may stand where the reader is; the last is the innermost.
  private(set) var open: [Int] = []

  init(patterns: [SectionPattern], ownName: OwnName) {
    self.patterns = patterns
    self.ownName = ownName
    var titles: [LabelKey: [Int]] = [:]
    for (index, pattern) in patterns.enumerated() {
      for title in pattern.titles { titles[LabelKey(title), default: []].append(index) }
    }
    self.titles = titles
    let ids = patterns.map { $0.id.split(separator: ".")[0] }
    sections = ids.map { id in ids.firstIndex(of: id) ?? 0 }
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
    // A part belongs to the section that the reader is in.
    // One that says of what it speaks opens its section where the heading of that was worded otherwise.
    if let found = title.patterns.first(where: { isPart($0) && isInside($0) })
      ?? title.patterns.first(where: { !isPart($0) }) ?? (title.length >= Self.ownTitle ? title.patterns.first : nil)
    {
      open = patterns.indices.filter { index in
        index == found || index == sections[found] || !isPart(found) && sections[index] == found
      }
      return title.end >= passage.scalars.count - 1 ? .whole : .enters
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
      return !title.patterns.isEmpty && !title.patterns.contains(where: isPart)
    }
    return zip([0] + begins, begins + [passages.count]).map { $0..<$1 }
  }

  /// 一般公共预算财政拨款支出决算总体情况 is of one section, 总体情况 of any.
  private static let ownTitle = 14
  private static let longestTitle = 40

  private struct Title {
    /// Those that bear it.
    var patterns: [Int]
    var length: Int
    var end: Int
    var ordinal: Ordinal?
  }

  /// What a heading, or a paragraph that has an ordinal, begins with.
  private func title(of passage: Passage) -> Title? {
    let ordinal = Ordinal(startOf: passage.scalars.prefix(12))
    guard passage.isHeading || ordinal != nil, passage.scalars.count <= 400 else { return nil }
    let end = passage.scalars.firstIndex { "。：:".unicodeScalars.contains($0) } ?? passage.scalars.count
    let title = ownName.removed(from: passage.scalars[..<min(end, 60)])
    let matched = (titles[LabelKey(SectionPattern.titleKey(String(scalars: title)))] ?? []).sorted()
    return Title(patterns: matched, length: title.count, end: end, ordinal: ordinal)
  }

  private func isPart(_ index: Int) -> Bool { sections[index] != index }

  private func isInside(_ part: Int) -> Bool { open.contains { sections[$0] == sections[part] } }
}
