/// Follows the numbers of a passage: which words stand before each, and which stand in brackets.
struct LeadTracker {
  enum Aside { case begins, ended, none }

  let scalars: [Unicode.Scalar]
  /// Whether the number given last is the first in brackets, or the first behind them.
  private(set) var aside = Aside.none

  private var start = 0
  private var lastLead: Int?
  /// The bracket that is open at the number given last.
  private var open: Int?

  private static let of = Array("的".unicodeScalars)

  init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// - Parameter sentence: where the sentence begins that the number stands in.
  mutating func lead(of quantity: Quantity, sentence: Int) -> Range<Int> {
    let digits = quantity.digits.lowerBound
    let goesOn = start >= sentence
    var begin = min(max(start, sentence), digits)
    let opened = bracket(openAt: digits)
    aside = opened == open ? .none : opened != nil && open == nil ? .begins : opened == nil ? .ended : .none
    // The bracket that ends the aside, not another one of the sentence that follows.
    if case .ended = aside, let close = scalars[min(start, digits)..<digits].firstIndex(of: "）") {
      begin = max(begin, close + 1)
    }
    open = opened
    // 完成年初预算10.00万元的95.00%: the words stand before the amount.
    if quantity.unit == .percent, goesOn, scalars[begin..<digits].elementsEqual(Self.of), let lastLead {
      begin = lastLead
    }
    lastLead = begin
    start = quantity.whole.upperBound
    return begin..<digits
  }

  /// An aside is no longer than this.
  private static let longestAside = 200

  /// The bracket that is open at a place.
  private func bracket(openAt place: Int) -> Int? {
    let before = scalars[max(0, place - Self.longestAside)..<place]
    guard let open = before.lastIndex(of: "（") else { return nil }
    return before[open...].contains("）") ? nil : open
  }
}
