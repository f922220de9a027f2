@testable import Forms
import Testing

@Suite("What expressions count")
struct DimensionTests {
  private static let all: [Dimension] = [.amount, .ratio, .points, .count, .text, .truth, .pure, .rate]

  @Test("only like is added to and compared with like; bare numbers fit any number")
  func common() {
    for a in Self.all {
      for b in Self.all {
        let common = Dimension.common(a, b)
        #expect(common == Dimension.common(b, a))
        if a == b {
          #expect(common == a)
        } else if a == .pure || b == .pure {
          let other = a == .pure ? b : a
          #expect(common == (other == .text || other == .truth ? nil : other))
        } else {
          #expect(common == nil)
        }
      }
    }
  }

  @Test(
    "products",
    arguments: [
      (.amount, .amount, nil), (.ratio, .amount, .amount), (.amount, .ratio, .amount), (.pure, .points, .points),
      (.count, .amount, .amount),
      (.rate, .count, .amount), (.ratio, .ratio, .ratio), (.text, .pure, nil), (.amount, .truth, nil),
      (.count, .count, nil), (.points, .points, nil),
    ] as [(Dimension, Dimension, Dimension?)])
  func products(_ a: Dimension, _ b: Dimension, _ product: Dimension?) {
    #expect(Dimension.product(a, b) == product)
    #expect(Dimension.product(b, a) == product)
  }

  @Test(
    "quotients",
    arguments: [
      (.amount, .amount, .ratio), (.count, .count, .ratio), (.amount, .pure, .amount), (.amount, .ratio, .amount),
      (.amount, .count, .rate),
      (.points, .amount, .rate), (.text, .amount, nil), (.amount, .truth, nil),
    ] as [(Dimension, Dimension, Dimension?)])
  func quotients(_ a: Dimension, _ b: Dimension, _ quotient: Dimension?) {
    #expect(Dimension.quotient(a, b) == quotient)
  }

  @Test("a column's measure says what its cells count")
  func measures() {
    #expect(
      [Measure.amount, .percent, .points, .count(unit: "人"), .text].map(Dimension.init) == [
        .amount, .ratio, .points, .count, .text,
      ])
  }

  @Test(
    "a row's own unit overrides an amount column's",
    arguments: [("人", Measure.count(unit: "人")), ("万元", .amount), ("元", .amount)])
  func rowUnits(_ unit: String, _ measure: Measure) throws {
    let form = try #require(TinyPack.load("sheet: S\nrows: { r: { label: 甲, unit: \(unit) }, s: 乙 }\n").form)
    let block = try #require(form.tables.first?.blocks.first)
    #expect(block.measure(row: 0, column: 0) == measure)
    #expect(block.measure(row: 1, column: 0) == .amount)
    #expect(block.measure(row: nil, column: 0) == .amount)
  }

  @Test(
    "expressions that go together load",
    arguments: [
      "T[total].a + T[total].b = 0", "T[total].a / T[total].b = T[total].share",
      "T[total].share * T[total].a = T[total].b", "T[total].a * 2 >= 1",
      "T[total].a / T[total].people <= 0.05", "T[total].share >= 30%", "T[total].name = \"甲\"",
      "not (T[total].people > 3)",
      "T[total].people * (T[total].a / T[total].people) = T[total].b",
      "if T[total].a > 0 then T[total].b > 0 else T[total].b = 0",
      "near(T[total].a, T[total].b, 5%)", "all(T[total].a, T[total].name)", "min(1, T[total].share) = 1",
    ])
  func sound(_ expression: String) {
    #expect(TinyPack.load(TinyPack.table(holding: expression)).problems.isEmpty)
  }
}
