import Forms

/// What a share is a share of, by the words around 占: 人员经费占基本支出的.
struct ShareBase {
  /// The words behind 占.
  var whole: LeadWords
  /// Whether they only say that it is the total.
  var isTotal: Bool
  /// Whether they say that it is the grand total, with what was carried over.
  var isGrandTotal: Bool
  /// Characters before 占 in its clause: what the share is, where it is named there.
  var partLength: Int

  private static let share: Unicode.Scalar = "占"
  private static let totals = ["总", "合计", "本年", "全部"].map { Array($0.unicodeScalars) }

  private static let grandTotal = Array("总计".unicodeScalars)

  /// - Returns: nil where there is no 占.
  init?(_ lead: [Unicode.Scalar]) {
    guard let at = lead.lastIndex(of: Self.share) else { return nil }
    let behind = lead[(at + 1)...]
    whole = LeadWords(behind)
    isTotal = Self.totals.contains { behind.lastEnd(of: $0) != nil }
    isGrandTotal = behind.lastEnd(of: Self.grandTotal) != nil
    let clause = lead[..<at].suffix(while: { !"，。；：,;".unicodeScalars.contains($0) })
    partLength = LeadWords.clean(clause).count
  }

  /// Whether what the share is stands in its own clause, and not before it.
  var namesPart: Bool { partLength >= 4 }

  /// Whether a slot's share is of the same.
  func agrees(with slot: ShareBase?) -> Bool {
    guard let slot else { return true }
    // The form names the part with its amount; a part named here is another one.
    if namesPart, slot.partLength < 2 { return false }
    // A share of which nothing is said is one of what was received or spent, not of what was carried over too.
    if whole.scalars.count < 2 { return !slot.isGrandTotal }
    if slot.whole.scalars.count < 2 { return isTotal }
    return whole.likeness(to: slot.whole) > 60
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// The end of it of which every character is as wanted.
  fileprivate func suffix(while isWanted: (Unicode.Scalar) -> Bool) -> ArraySlice<Unicode.Scalar> {
    var start = endIndex
    while start > startIndex, isWanted(self[start - 1]) { start -= 1 }
    return self[start...]
  }
}
