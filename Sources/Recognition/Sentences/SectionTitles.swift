import Forms
import Texts

/// Which section of the form, or part of one, a title of a document opens.
struct SectionTitles {
  private let patterns: [SectionPattern]
  /// By key of a title, the patterns that bear it.
  private var byKey: [LabelKey: [Int]] = [:]
  /// By pattern, the one of the section that it is a part of; its own index where it is a section.
  private let sections: [Int]

  init(_ patterns: [SectionPattern]) {
    self.patterns = patterns
    for (index, pattern) in patterns.enumerated() {
      for title in pattern.titles { byKey[LabelKey(title), default: []].append(index) }
    }
    let ids = patterns.map { $0.id.split(separator: ".")[0] }
    sections = ids.map { id in ids.firstIndex(of: id) ?? 0 }
  }

  /// 一般公共预算财政拨款支出决算总体情况 is of one section, 总体情况 of any.
  private static let ownTitle = 14

  /// - Parameters:
  ///   - candidates: the patterns that the reader is in.
  ///   - isSibling: whether the title is numbered like that of the section the reader is in, and so is no part of it.
  func pattern(of title: ArraySlice<Unicode.Scalar>, at candidates: [Int], isSibling: Bool) -> Int? {
    let text = String(scalars: title)
    let matched = (byKey[LabelKey(SectionPattern.titleKey(text))] ?? []).sorted()
    // A part belongs to the section that the reader is in.
    // One that says of what it speaks opens its section where the heading of that was worded otherwise.
    return matched.first { !isSibling && isPart($0) && isInside($0, candidates) } ?? matched.first { !isPart($0) }
      ?? (title.count >= Self.ownTitle ? matched.first : nil) ?? pattern(about: Label.key(text))
  }

  /// Whether a title is one of sections, word for word, and of no part.
  func isOfSections(_ title: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let matched = byKey[LabelKey(SectionPattern.titleKey(String(scalars: title)))] else { return false }
    return !matched.contains(where: isPart)
  }

  /// The only section, or the only part of it, that a title worded otherwise is about.
  private func pattern(about key: String) -> Int? {
    func only(_ indices: [Int]) -> Int? {
      let found = indices.filter { SectionPattern.isTitle(key, about: patterns[$0].topics) }
      return found.count == 1 ? found[0] : nil
    }
    guard let section = only(patterns.indices.filter { !isPart($0) }) else { return nil }
    return only(patterns.indices.filter { isPart($0) && sections[$0] == section }) ?? section
  }

  /// The patterns whose sentences may stand under the title of one: of a section those of its parts too.
  func scope(of found: Int) -> [Int] {
    patterns.indices.filter { index in
      index == found || index == sections[found] || !isPart(found) && sections[index] == found
    }
  }

  func isPart(_ index: Int) -> Bool { section(of: index) != index }

  /// The section that a pattern is of.
  func section(of index: Int) -> Int { sections[index] }

  private func isInside(_ part: Int, _ candidates: [Int]) -> Bool {
    candidates.contains { sections[$0] == sections[part] }
  }
}
