import Amounts
import Testing

@Suite("Money and its units")
struct MoneyTests {
  @Test("amounts add, subtract, negate and compare")
  func arithmetic() {
    let a = Money(fen: 120_345)
    let b = Money(fen: 45)
    #expect(a - b == Money(fen: 120_300))
    #expect(a + b == Money(fen: 120_390))
    #expect(-a < b)
    #expect([a, b, -a].sorted() == [-a, b, a])
    #expect(Set([a, Money(fen: 120_345)]).count == 1)
  }

  @Test(
    "each unit is worth its fen",
    arguments: [
      (MoneyUnit.yuan, 100), (.thousandYuan, 100_000), (.tenThousandYuan, 1_000_000),
      (.hundredMillionYuan, 10_000_000_000),
    ] as [(MoneyUnit, Int64)])
  func worth(_ unit: MoneyUnit, _ fen: Int64) {
    #expect(unit.fen == fen)
    #expect(MoneyUnit(text: unit.rawValue) == unit)
  }

  @Test("every unit is covered")
  func all() {
    #expect(MoneyUnit.allCases.map(\.rawValue) == ["元", "千元", "万元", "亿元"])
  }

  @Test(
    "a unit is read at the end of its line",
    arguments: [
      ("单位：万元", MoneyUnit.tenThousandYuan), ("金额单位：人民币万元", .tenThousandYuan), ("单位：元", .yuan),
      ("金额单位：人民币元", .yuan), ("单位:千元", .thousandYuan), ("亿元", .hundredMillionYuan), ("元", .yuan),
      ("（单位：万元）", .tenThousandYuan), ("(万元)", .tenThousandYuan), ("金额单位：万元", .tenThousandYuan), ("单位：　元 ", .yuan),
    ] as [(String, MoneyUnit)])
  func texts(_ text: String, _ unit: MoneyUnit) {
    #expect(MoneyUnit(text: text) == unit)
  }

  @Test(
    "what names no unit of money is none",
    arguments: [
      "", "单位：人", "%", "万", "万元/个", "角", "分", "个", "百万元", "美元", "单位：百万元", "金额单位：美元", "（", "（）", "单位：", "元元", "多少元",
    ])
  func none(_ text: String) {
    #expect(MoneyUnit(text: text) == nil)
  }

  @Test("a substring reads like a string")
  func substring() {
    #expect(MoneyUnit(text: "单位：万元，公开01表".prefix(5)) == .tenThousandYuan)
  }
}
