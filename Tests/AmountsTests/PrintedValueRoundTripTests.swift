import Amounts
import Testing

@Suite("Printing and parsing are inverse")
struct PrintedValueRoundTripTests {
  /// The ways documents print one figure.
  private enum Style: CaseIterable {
    case plain, separated, fullWidth, spaced, triangle, bracketed
  }

  private func separated(_ whole: String) -> String {
    var text = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  private func fullWidth(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      view.append((0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
    }
    return String(view)
  }

  private func printed(_ money: Money, _ style: Style) throws -> String {
    let text = try Rational(Int128(money.fen.magnitude), over: 100).formatted(decimals: 2)
    let isNegative = money.fen < 0
    switch style {
    case .plain: return (isNegative ? "-" : "") + text
    case .separated: return (isNegative ? "-" : "") + separated(String(text.dropLast(3))) + text.suffix(3)
    case .fullWidth: return fullWidth((isNegative ? "-" : "") + text)
    case .spaced: return "\u{3000}\(isNegative ? "－" : "") \(text) "
    case .triangle: return (isNegative ? "△" : "") + text
    case .bracketed: return isNegative ? "（\(text)）" : text
    }
  }

  @Test("an amount in yuan reads back, however it was printed")
  func yuan() throws {
    var generator = SeededGenerator(seed: 2024)
    for index in 0..<4000 {
      let width = Int64(10) << Int64.random(in: 0...36, using: &generator)
      let money = Money(fen: Int64.random(in: -width...width, using: &generator))
      let style = Style.allCases[index % Style.allCases.count]
      let text = try printed(money, style)
      guard case .number(let number) = PrintedValue(parsing: text) else {
        Issue.record("\(text) is not a number")
        return
      }
      #expect(!number.isMalformed && !number.isPercent && number.unit.isEmpty, "\(text)")
      #expect(PrintedAmount(number, unit: .yuan, precision: 2) == PrintedAmount(money: money, step: 1), "\(text)")
    }
  }

  @Test("an amount in 万元 reads back with as many decimals as it needs")
  func tenThousandYuan() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3000 {
      let money = Money(fen: Int64.random(in: -9_999_999_999...9_999_999_999, using: &generator))
      let text = try Rational(Int128(money.fen), over: 1_000_000).formatted(minimum: 2, limit: 6)
      guard case .number(let number) = PrintedValue(parsing: text) else {
        Issue.record("\(text) is not a number")
        return
      }
      let amount = try #require(PrintedAmount(number, unit: .tenThousandYuan, precision: 2))
      #expect(amount.money == money, "\(text)")
      #expect((1...10_000).contains(amount.step) && money.fen % amount.step == 0, "\(text)")
    }
  }

  @Test("a figure rounded for print lies within half a step of the truth")
  func rounded() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<2000 {
      let fen = Int64.random(in: -9_999_999_999...9_999_999_999, using: &generator)
      let text = try Rational(Int128(fen), over: 1_000_000).formatted(decimals: 2)
      guard case .number(let number) = PrintedValue(parsing: text) else {
        Issue.record("\(text) is not a number")
        return
      }
      let amount = try #require(PrintedAmount(number, unit: .tenThousandYuan, precision: 2))
      #expect((amount.money.fen - fen).magnitude * 2 <= amount.step.magnitude, "\(text)")
    }
  }

  @Test("no text makes the parser trap")
  func soup() {
    let pieces = [
      "0", "9", "12", ",", "，", ".", "．", "-", "—", "△", "(", ")", "（", "）", "%", "％", "万元", "人", " ", "\u{3000}", "m",
      "²", "/", "字", "😀",
      "e\u{301}", "\u{FEFF}",
    ]
    var generator = SeededGenerator(seed: 1)
    var counts: [String: Int] = [:]
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? ""
      }.joined()
      switch PrintedValue(parsing: text) {
      case .blank: counts["blank", default: 0] += 1
      case .text: counts["text", default: 0] += 1
      case .number(let number):
        counts["number", default: 0] += 1
        #expect(number.value.magnitude <= Rational(999_999_999_999_999), "\(text)")
        #expect((0...6).contains(number.decimals), "\(text)")
      }
    }
    #expect(counts.count == 3)
  }
}
