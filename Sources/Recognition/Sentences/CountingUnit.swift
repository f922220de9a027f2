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
  /// round in one of 元. That the unit is wrong is another rule's finding.
  ///
  /// - Parameter units: those of all amounts of the paragraph.
  func decimals(_ number: PrintedNumber, _ unit: MoneyUnit, among units: Set<MoneyUnit>) -> Int {
    let isMixed = units.isSuperset(of: [.yuan, .tenThousandYuan]) && number.decimals > 0
    let meant = isMixed ? usual : unit
    let moved = number.decimals + (meant == .yuan ? 4 : 0)
    return moved <= 6 ? moved : number.decimals
  }
}
