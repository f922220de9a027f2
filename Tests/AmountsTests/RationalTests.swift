import Amounts
import Testing

@Suite("Exact fractions")
struct RationalTests {
  private let largest = Int128(Int64.max)

  private func fraction(_ numerator: Int128, _ denominator: Int128) throws -> Rational {
    try Rational(numerator, over: denominator)
  }

  @Test("a denominator is positive whatever the signs were")
  func signs() throws {
    let negative = try fraction(3, -4)
    #expect(negative.denominator == 4)
    #expect(negative.numerator == -3)
    #expect(try fraction(-3, -4) == fraction(3, 4))
    #expect(try fraction(0, -7) == .zero)
  }

  @Test("the four operations are exact")
  func arithmetic() throws {
    let third = try fraction(1, 3)
    let sixth = try fraction(1, 6)
    #expect(try third + sixth == fraction(1, 2))
    #expect(try third - sixth == sixth)
    #expect(try third * sixth == fraction(1, 18))
    #expect(try third / sixth == Rational(2))
    #expect(try sixth - third == -sixth)
    #expect(try (third + third + third) == .one)
  }

  @Test("fractions of one denominator keep it")
  func sharedDenominator() throws {
    let sum = try fraction(12345, 100) + fraction(55, 100)
    #expect(sum.denominator == 100)
    #expect(sum == Rational(124))
  }

  @Test(
    "equal values are equal, and hash alike, however they are written",
    arguments: [
      (1, 2, 50, 100), (0, 1, 0, 100), (-3, 4, -75, 100), (7, 1, 7_000_000, 1_000_000), (120_345, 100, 24_069, 20),
    ] as [(Int128, Int128, Int128, Int128)])
  func unreduced(_ a: Int128, _ b: Int128, _ c: Int128, _ d: Int128) throws {
    let one = try fraction(a, b)
    let other = try fraction(c, d)
    #expect(one == other)
    #expect(one.hashValue == other.hashValue)
    #expect(Set([one, other]).count == 1)
    #expect(!(one < other) && !(other < one))
  }

  @Test("fractions that differ in the last place are not equal")
  func nearby() throws {
    #expect(try fraction(1, 3) != fraction(333_333, 1_000_000))
    #expect(try fraction(1, 3) > fraction(333_333, 1_000_000))
    #expect(try fraction(1, 2) != fraction(-1, 2))
  }

  @Test("fractions sort by value")
  func ordering() throws {
    let sorted = try [
      fraction(-7, 2), fraction(-10, 3), .zero, fraction(1, 1000), fraction(2, 3), fraction(66, 98), .one,
    ]
    #expect(sorted.shuffled().sorted() == sorted)
    #expect(try fraction(-1, 3) < fraction(-1, 4))
    #expect(try fraction(99_99, 100_00) < .one)
  }

  @Test("sign, zero and magnitude")
  func parts() throws {
    #expect(Rational.zero.isZero && !Rational.zero.isNegative)
    #expect(try fraction(-1, 9).isNegative)
    #expect(try fraction(-1, 9).magnitude == fraction(1, 9))
    #expect(Rational(Int64.min).magnitude == Rational(Int64.max))
  }

  @Test("a denominator of zero throws")
  func zeroDenominator() throws {
    #expect(throws: ArithmeticOverflow.self) { try Rational(1, over: 0) }
    #expect(throws: ArithmeticOverflow.self) { try Rational.one / Rational.zero }
    #expect(throws: ArithmeticOverflow.self) { try Rational.zero / Rational.zero }
  }

  @Test("what does not fit throws and does not trap")
  func overflow() throws {
    let huge = try fraction(largest, 1)
    let tiny = try fraction(1, largest)
    #expect(throws: ArithmeticOverflow.self) { try huge + .one }
    #expect(throws: ArithmeticOverflow.self) { try -huge - Rational(2) }
    #expect(throws: ArithmeticOverflow.self) { try huge * Rational(2) }
    #expect(throws: ArithmeticOverflow.self) { try huge / tiny }
    #expect(throws: ArithmeticOverflow.self) { try tiny * tiny }
    #expect(throws: ArithmeticOverflow.self) { try tiny + fraction(1, largest - 2) }
    #expect(throws: ArithmeticOverflow.self) { try fraction(largest + 1, 1) }
    #expect(throws: ArithmeticOverflow.self) { try fraction(.max, 2) }
    #expect(throws: ArithmeticOverflow.self) { try Rational(.min, over: 1) }
    #expect(throws: ArithmeticOverflow.self) { try Rational(1, over: .min) }
  }

  @Test("huge fractions still compare")
  func hugeComparison() throws {
    let huge = try fraction(largest, 1)
    let tiny = try fraction(1, largest)
    #expect(tiny < huge)
    #expect(-huge < -tiny)
    #expect(try fraction(largest, largest) == .one)
    #expect(tiny != .zero)
  }

  @Test("what fits in lowest terms is kept, however large it is written")
  func reduction() throws {
    #expect(try fraction(.max, .max) == .one)
    #expect(try fraction(2 * largest, 6) == fraction(largest, 3))
    #expect(try fraction(largest, 7) * fraction(7, largest) == .one)
  }

  @Test("unlike denominators stay small through a long sum")
  func longSum() throws {
    var sum = Rational.zero
    for denominator in 1...40 { sum = try sum + fraction(1, Int128(denominator)) - fraction(1, Int128(denominator)) }
    #expect(sum == .zero)
    #expect(sum.denominator <= 1_000_000_000_000 * 1600)
  }

  @Test("laws hold for seeded fractions")
  func laws() throws {
    var generator = SeededGenerator(seed: 11)
    func any() throws -> Rational {
      try fraction(
        Int128.random(in: -1_000_000...1_000_000, using: &generator), Int128.random(in: 1...9999, using: &generator))
    }
    for _ in 0..<2000 {
      let (a, b, c) = (try any(), try any(), try any())
      #expect(try a + b == b + a)
      #expect(try (a + b) - b == a)
      #expect(try a * (b + c) == a * b + a * c)
      #expect((a < b) == (b > a) && (a == b) == !(a < b || b < a))
      if !b.isZero { #expect(try a / b * b == a) }
      #expect(try (a + b - b).hashValue == a.hashValue)
    }
  }
}
