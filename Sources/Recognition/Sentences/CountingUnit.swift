import Amounts

/// Which unit the sentences of a document count in, and which one is a slip where both stand in one paragraph.
struct CountingUnit {
  /// Whether more amounts are in 元 than in 万元.
  private let isYuan: Bool

  init(of passages: [Passage]) {
    var (yuan, tenThousand) = (0, 0)
    for passage in passages {
      let scalars = passage.scalars
      for index in scalars.indices.dropFirst(2) where scalars[index] == "元" {
        if Self.isDigit(scalars[index - 1]) { yuan += 1 }
        if scalars[index - 1] == "万", Self.isDigit(scalars[index - 2]) { tenThousand += 1 }
      }
    }
    isYuan = yuan > tenThousand
  }

  /// The unit that most amounts are in.
  var usual: MoneyUnit { isYuan ? .yuan : .tenThousandYuan }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Decimals of an amount counted in 万元: 92.61元 beside 90.64万元 means 万元 in a document of 万元, and the other way
  /// round in one of 元. That the unit is wrong is another rule's finding. 926,100.00元 beside it means what it says.
  ///
  /// - Parameter largest: by unit, the largest amount of the paragraph.
  func decimals(_ number: PrintedNumber, _ unit: MoneyUnit, among largest: [MoneyUnit: Rational]) -> Int {
    let isSlip =
      number.decimals > 0 && unit != usual && (unit == .yuan || unit == .tenThousandYuan)
      && largest[usual].map { usual.isMeant(by: number.value, beside: $0) } ?? false
    let moved = number.decimals + ((isSlip ? usual : unit) == .yuan ? 4 : 0)
    return moved <= 6 ? moved : number.decimals
  }
}
