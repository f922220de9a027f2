import Amounts

/// Tells whether a paragraph goes on in the next one, because a page or a line ended in the middle of a sentence.
package enum ParagraphEnd {
  /// Digits, signs and letters in one width; nil for white space.
  package static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x4E00...0x9FFF: scalar
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x3000, 0xFEFF: nil
    case 0xFF0C, 0xFF1A, 0xFF1B, 0xFF08, 0xFF09: scalar
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x28: "（"
    case 0x29: "）"
    case 0x3A: "："
    default: scalar
    }
  }

  /// - Parameter scalars: of the paragraph, each made plain.
  package static func isOpen(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count > 15, let last = scalars.last else { return false }
    if endsInBracket(scalars) || isHalfAnItem(scalars) { return true }
    // A numbered line without any punctuation is a title.
    let hasClauses = scalars.contains { "，。；".unicodeScalars.contains($0) }
    if !hasClauses, Ordinal(startOf: scalars.prefix(12)) != nil { return false }
    if last == "）", hasClauses { return isName(inLastBracket: scalars) }
    return !"。；：！？:;.）”".unicodeScalars.contains(last)
  }

  /// Whether a bracket is open at the end: 事业运行（ … 项）.
  private static func endsInBracket(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let open = scalars.lastIndex(of: "（"), scalars.count - open <= 20 else { return false }
    return !scalars[open...].contains("）")
  }

  /// Whether the last bracket is part of a name: 国（境）.
  private static func isName(inLastBracket scalars: [Unicode.Scalar]) -> Bool {
    guard let open = scalars.lastIndex(of: "（") else { return false }
    return scalars.count - open <= 3 && scalars[open...].dropFirst().allSatisfy { !("0"..."9").contains($0) }
  }

  private static let itemMarks = ["（类）", "（项）"].map { Array($0.unicodeScalars) }

  /// Whether it names the class of an item and ends before the item: …（类）…（款）机关事业 … 单位.
  private static func isHalfAnItem(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count <= 80, Ordinal(startOf: scalars.prefix(12)) != nil else { return false }
    let ends = itemMarks.map { lastEnd(of: $0, in: scalars) }
    return ends[0] != nil && ends[1] == nil && ends[0] != scalars.count
      && !scalars.contains { "，。；".unicodeScalars.contains($0) }
  }

  private static func lastEnd(of words: [Unicode.Scalar], in scalars: [Unicode.Scalar]) -> Int? {
    guard scalars.count >= words.count else { return nil }
    return (words.count...scalars.count).last { scalars[($0 - words.count)..<$0].elementsEqual(words) }
  }
}
