import Amounts
import Testing

@Suite("Fractions as decimal text")
struct RationalFormattingTests {
  @Test(
    "rounds half away from zero",
    arguments: [
      (1, 8, 2, "0.13"), (-1, 8, 2, "-0.13"), (1, 3, 4, "0.3333"), (2, 3, 4, "0.6667"), (5, 10, 0, "1"),
      (-5, 10, 0, "-1"),
      (49, 100, 0, "0"), (1005, 1000, 2, "1.01"), (999, 1000, 2, "1.00"), (-1, 1000, 2, "0.00"),
      (8375, 10000, 4, "0.8375"),
      (120_345, 100, 2, "1203.45"), (7, 1, 2, "7.00"), (5, 100, 1, "0.1"), (4, 100, 1, "0.0"), (1, 100, 2, "0.01"),
    ] as [(Int128, Int128, Int, String)])
  func fixed(_ numerator: Int128, _ denominator: Int128, _ decimals: Int, _ text: String) throws {
    #expect(try Rational(numerator, over: denominator).formatted(decimals: decimals) == text)
  }

  @Test(
    "drops trailing zeros down to the minimum and rounds at the limit",
    arguments: [
      (3, 2, 0, 4, "1.5"), (3, 2, 2, 4, "1.50"), (2, 1, 0, 4, "2"), (2, 1, 2, 6, "2.00"), (1, 3, 2, 6, "0.333333"),
      (100, 1, 0, 2, "100"), (12_345, 10_000, 2, 6, "1.2345"), (-3, 2, 0, 2, "-1.5"), (0, 1, 0, 2, "0"),
      (10, 1, 0, 0, "10"),
    ] as [(Int128, Int128, Int, Int, String)])
  func trimmed(_ numerator: Int128, _ denominator: Int128, _ minimum: Int, _ limit: Int, _ text: String) throws {
    #expect(try Rational(numerator, over: denominator).formatted(minimum: minimum, limit: limit) == text)
  }

  @Test("a number too large for its decimals is printed as a fraction")
  func overflow() throws {
    #expect(try Rational(Int128(Int64.max), over: 2).formatted(decimals: 25) == "\(Int64.max)/2")
  }

  @Test("an amount in fen prints as yuan and reads back")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      let fen = Int64.random(in: -99_999_999_999...99_999_999_999, using: &generator)
      let value = try Rational(Int128(fen), over: 100)
      let text = value.formatted(decimals: 2)
      guard case .number(let number) = PrintedValue(parsing: text) else {
        Issue.record("\(text) is not a number")
        return
      }
      #expect(number.value == value)
      #expect(number.decimals == 2)
    }
  }
}
