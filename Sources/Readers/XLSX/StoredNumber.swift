/// A number as a workbook stores it, in decimal digits: rounding it goes by the digits and never by a `Double`.
struct StoredNumber: Hashable {
  var isNegative = false
  /// Without zeros at either end; empty for zero.
  private(set) var digits: [UInt8] = []
  /// The value is `0.d1d2d3… × 10^point`.
  private(set) var point = 0

  /// Workbooks calculate with so many digits; what a file has beyond is noise of its binary form.
  private static let precision = 15

  /// - Returns: nil where the text is no number, or one of more than 300 places.
  init?(_ text: String) {
    var bytes = Array(text.utf8)[...]
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      bytes.removeFirst()
    }
    var exponent = 0
    if let mark = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let value = Int(String(decoding: bytes[(mark + 1)...], as: UTF8.self)), abs(value) <= 300 else {
        return nil
      }
      exponent = value
      bytes = bytes[..<mark]
    }
    guard !bytes.isEmpty, bytes.count <= 300 else { return nil }
    var hasPoint = false
    for byte in bytes {
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        digits.append(byte - UInt8(ascii: "0"))
        if !hasPoint { point += 1 }
      } else {
        return nil
      }
    }
    guard !digits.isEmpty else { return nil }
    point += exponent
    normalise()
    round(keeping: Self.precision)
  }

  var isZero: Bool { digits.isEmpty }

  func multiplied(byTenTo power: Int) -> StoredNumber {
    var number = self
    if !isZero { number.point += power }
    return number
  }

  /// Half away from zero.
  func rounded(decimals: Int) -> StoredNumber {
    var number = self
    number.round(keeping: point + decimals)
    return number
  }

  /// Digits before the point, at least so many.
  func integer(least: Int) -> String {
    let count = max(point, 0)
    let digits = (0..<count).map { $0 < self.digits.count ? self.digits[$0] : 0 }
    return String(repeating: "0", count: max(0, least - count)) + Self.string(digits)
  }

  /// Digits behind the point, exactly so many; the number must be rounded to them.
  func fraction(decimals: Int) -> String {
    Self.string(
      (0..<decimals).map { index in
        let place = point + index
        return place >= 0 && place < digits.count ? digits[place] : 0
      })
  }

  /// All its digits, without separators: `1684186.52`.
  var plain: String {
    let decimals = decimals
    return (isNegative && !isZero ? "-" : "") + integer(least: 1)
      + (decimals > 0 ? "." + fraction(decimals: decimals) : "")
  }

  /// How many decimals it has.
  var decimals: Int { max(0, digits.count - point) }

  private mutating func round(keeping count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      normalise()
      return
    }
    let isUp = digits[count] >= 5
    digits.removeSubrange(count...)
    if isUp { increment() }
    normalise()
  }

  private mutating func increment() {
    var place = digits.count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
  }

  private mutating func normalise() {
    while digits.last == 0 { digits.removeLast() }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    point -= leading
    if digits.isEmpty { point = 0 }
  }

  private static func string(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
