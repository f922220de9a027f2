import Amounts
import Testing

@Suite("Intervals")
struct IntervalTests {
  private func interval(_ low: Int64, _ center: Int64, _ high: Int64) -> Interval {
    Interval(low: Rational(low), center: Rational(center), high: Rational(high))
  }

  @Test("an exact number is a point")
  func point() {
    let point = Interval(exactly: Rational(5))
    #expect(point.low == point.high)
    #expect(point.center == Rational(5))
  }

  @Test(
    "two intervals meet when they share a value, an end included",
    arguments: [
      (0, 2, 2, 4, true), (0, 2, 3, 4, false), (3, 4, 0, 2, false), (0, 9, 4, 5, true), (4, 5, 0, 9, true),
      (1, 1, 1, 1, true),
    ] as [(Int64, Int64, Int64, Int64, Bool)])
  func meeting(_ low: Int64, _ high: Int64, _ otherLow: Int64, _ otherHigh: Int64, _ meet: Bool) {
    let one = interval(low, low, high)
    let other = interval(otherLow, otherLow, otherHigh)
    #expect(one.meets(other) == meet)
    #expect(other.meets(one) == meet)
  }

  @Test("sums and differences widen")
  func addition() throws {
    let a = interval(1, 2, 3)
    let b = interval(10, 20, 30)
    #expect(try a + b == interval(11, 22, 33))
    #expect(try b - a == interval(7, 18, 29))
    #expect(-a == interval(-3, -2, -1))
  }

  @Test("products take the outermost corners")
  func multiplication() throws {
    #expect(try interval(-2, 1, 3) * interval(-5, 2, 4) == interval(-15, 2, 12))
    #expect(try interval(-3, -2, -1) * interval(-3, -2, -1) == interval(1, 4, 9))
    #expect(try interval(-1, 0, 1) * Interval(exactly: .zero) == interval(0, 0, 0))
  }

  @Test("quotients take the outermost corners")
  func division() throws {
    #expect(try interval(-6, 6, 12) / interval(1, 2, 3) == interval(-6, 3, 12))
    #expect(try interval(-6, 6, 12) / interval(-3, -2, -1) == interval(-12, -3, 6))
  }

  @Test("a divisor that may be zero throws", arguments: [(-1, 1), (0, 5), (-5, 0), (0, 0)] as [(Int64, Int64)])
  func divisionByZero(_ low: Int64, _ high: Int64) {
    #expect(throws: ArithmeticOverflow.self) {
      try Interval(exactly: .one) / Interval(low: Rational(low), center: Rational(low), high: Rational(high))
    }
  }

  @Test("the smaller and the larger of two are taken end by end")
  func extremes() {
    let a = interval(0, 5, 6)
    let b = interval(1, 2, 9)
    #expect(Interval.smaller(a, b) == interval(0, 2, 6))
    #expect(Interval.larger(a, b) == interval(1, 5, 9))
    #expect(Interval.larger(b, a) == Interval.larger(a, b))
  }

  @Test("a magnitude folds at zero")
  func magnitude() {
    #expect(interval(1, 2, 3).magnitude == interval(1, 2, 3))
    #expect(interval(-3, -2, -1).magnitude == interval(1, 2, 3))
    #expect(interval(-5, -1, 3).magnitude == interval(0, 1, 5))
    #expect(interval(-3, 1, 5).magnitude == interval(0, 1, 5))
  }

  @Test("overflow is thrown on")
  func overflow() throws {
    let huge = Interval(exactly: Rational(.max))
    #expect(throws: ArithmeticOverflow.self) { try huge + huge }
    #expect(throws: ArithmeticOverflow.self) { try huge * huge }
  }

  @Test("what is computed from points inside lies inside")
  func containment() throws {
    var generator = SeededGenerator(seed: 3)
    func any() -> Interval {
      let ends = (0..<3).map { _ in Int64.random(in: -50...50, using: &generator) }.sorted()
      return interval(ends[0], ends[1], ends[2])
    }
    func contains(_ outer: Interval, _ value: Rational) -> Bool { outer.low <= value && value <= outer.high }
    for _ in 0..<1000 {
      let (a, b) = (any(), any())
      for x in [a.low, a.center, a.high] {
        for y in [b.low, b.center, b.high] {
          #expect(try contains(a + b, x + y))
          #expect(try contains(a - b, x - y))
          #expect(try contains(a * b, x * y))
          #expect(contains(.smaller(a, b), min(x, y)) && contains(.larger(a, b), max(x, y)))
        }
        #expect(contains(a.magnitude, x.magnitude))
      }
    }
  }
}
