import Amounts
import Texts

/// A number in a sentence, with what it counts.
struct Quantity {
  enum Unit: Hashable {
    /// 万元, 元 …
    case money(MoneyUnit)
    case percent
    /// 个, 人次, 辆 …
    case count(String)
    /// Years, dates, ordinals, codes, numbers of documents.
    case apart
  }

  var number: PrintedNumber
  var unit: Unit
  /// The digits, with the per-cent sign where there is one.
  var digits: Range<Int>
  /// The digits with their unit.
  var whole: Range<Int>
  /// Whether it is an amount by the words before it alone, in the unit that the document counts in: 年初预算为0，.
  var isBare = false
}

/// Finds the numbers of a passage.
///
/// - Complexity: linear in the passage.
struct QuantityScanner {
  let scalars: [Unicode.Scalar]

  static func scan(_ scalars: [Unicode.Scalar]) -> [Quantity] {
    let scanner = QuantityScanner(scalars: scalars)
    var found: [Quantity] = []
    var position = Ordinal(startOf: scalars.prefix(12)).map(\.length) ?? 0
    while position < scalars.count {
      guard isDigit(scalars[position]) else {
        position += 1
        continue
      }
      let end = scanner.end(ofDigitsFrom: position)
      if let quantity = scanner.quantity(position..<end) { found.append(quantity) }
      position = end
    }
    return found
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func end(ofDigitsFrom start: Int) -> Int {
    var end = start
    var hasPoint = false
    while end < scalars.count {
      if Self.isDigit(scalars[end]) {
        end += 1
      } else if end + 1 < scalars.count, Self.isDigit(scalars[end + 1]) || scalars[end] == ".",
        scalars[end] == "," || (scalars[end] == "." && !hasPoint)
      {
        if scalars[end] == "," {
          // 1,203 is one number; 3,4 are two, and 1.86,257 are.
          guard !hasPoint, end + 3 < scalars.count, scalars[end + 1...end + 3].allSatisfy(Self.isDigit) else { break }
        } else {
          hasPoint = true
        }
        end += 1
      } else {
        break
      }
    }
    return end
  }

  private func quantity(_ digits: Range<Int>) -> Quantity? {
    var text = String(scalars: scalars[digits])
    var start = digits.lowerBound
    let before = digits.lowerBound > 0 ? scalars[digits.lowerBound - 1] : " "
    if before == "-" || before == "－", digits.lowerBound < 2 || !Self.isDigit(scalars[digits.lowerBound - 2]) {
      text = "-" + text
      start -= 1
    }
    guard case .number(let number) = PrintedValue(parsing: text), !number.isMalformed else { return nil }
    var (unit, length) = self.unit(after: digits, before: before)
    var percent = unit == .percent ? 1 : 0
    if unit == .count(""), number.decimals > 0, isRate(digits) { (unit, length, percent) = (.percent, 0, 0) }
    var own = number
    own.isPercent = unit == .percent
    let isBare = length == 0 && isBareAmount(number, digits)
    if isBare { unit = .money(.tenThousandYuan) }
    return Quantity(
      number: own, unit: unit, digits: start..<(digits.upperBound + percent),
      whole: start..<(digits.upperBound + length), isBare: isBare)
  }

  private static let announced = ["预算为", "预算数为", "决算为", "决算数为"].map { Array($0.unicodeScalars) }
  private static let clauseEnds = Set("，。；、".unicodeScalars)

  /// Whether words announce an amount and nothing follows it. A whole number other than zero may be of anything.
  private func isBareAmount(_ number: PrintedNumber, _ digits: Range<Int>) -> Bool {
    guard number.significand == 0 || number.decimals > 0,
      digits.upperBound == scalars.count || Self.clauseEnds.contains(scalars[digits.upperBound])
    else { return false }
    let before = scalars[max(0, digits.lowerBound - 4)..<digits.lowerBound]
    return Self.announced.contains { before.count >= $0.count && before.suffix($0.count).elementsEqual($0) }
  }

  private static let rates = ["增长", "下降", "上升", "降低", "占", "预算的", "预算数的", "合计的", "总额的"]
    .map { Array($0.unicodeScalars) }
  private static let fillers = Set("了约为（）".unicodeScalars)

  /// Whether a number without any unit stands where a percentage does: 增加10.00万元，增长12.50，….
  private func isRate(_ digits: Range<Int>) -> Bool {
    var end = digits.lowerBound
    while end > 0, Self.fillers.contains(scalars[end - 1]) { end -= 1 }
    let before = scalars[max(0, end - 4)..<end]
    return Self.rates.contains { before.count >= $0.count && before.suffix($0.count).elementsEqual($0) }
  }

  private static let moneyUnits: [(words: [Unicode.Scalar], unit: MoneyUnit)] = MoneyUnit.allCases.map {
    (Array($0.rawValue.unicodeScalars), $0)
  }.sorted { $0.words.count > $1.words.count }

  private static let apart = Set("年月日号届期条款时秒°℃〕］]级版".unicodeScalars)

  private func unit(after digits: Range<Int>, before: Unicode.Scalar) -> (Quantity.Unit, length: Int) {
    let rest = scalars[digits.upperBound...]
    guard let next = rest.first else { return (.apart, 0) }
    if next == "%" || next == "％" { return (.percent, 1) }
    if before == "第" || before == "〔" || before == "[" || Self.apart.contains(next) { return (.apart, 0) }
    if before.isASCII, before.properties.isAlphabetic { return (.apart, 0) }
    // 0000-2300618 is a telephone, 公开01表 a table.
    if next == "-" || next == "表"
      || before == "-" && digits.lowerBound > 1 && Self.isDigit(scalars[digits.lowerBound - 2])
    {
      return (.apart, 0)
    }
    for (words, unit) in Self.moneyUnits where rest.starts(with: words) {
      // 2500元/人 is a price, not an amount.
      let follows = rest.dropFirst(words.count).first
      // 单价100万元（含）以上设备: the number is part of a name.
      if follows == "以" || rest.dropFirst(words.count).starts(with: "（含）以".unicodeScalars) { return (.apart, 0) }
      return follows == "/"
        ? (.count(String(scalars: rest.prefix(words.count + 2))), words.count)
        : (.money(unit), words.count)
    }
    if next == "万" {
      let follows = rest.dropFirst().first
      let isBare = follows.map { "，。；、（）,".unicodeScalars.contains($0) } ?? true
      if isBare { return (.money(.tenThousandYuan), 1) }
    }
    let words = rest.prefix { $0.properties.isIdeographic || $0 == "（" || $0 == "）" }.prefix(4)
    let isDouble = words.dropFirst().first == "次"
    return (.count(String(scalars: words)), min(words.count, isDouble ? 2 : 1))
  }
}
