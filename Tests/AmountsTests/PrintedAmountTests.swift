import Amounts
import Testing

@Suite("Printed amounts")
struct PrintedAmountTests {
  private func amount(_ text: String, _ unit: MoneyUnit, precision: Int = 2) throws -> PrintedAmount? {
    guard case .number(let number) = PrintedValue(parsing: text) else {
      Issue.record("\(text) is not a number")
      return nil
    }
    return PrintedAmount(number, unit: unit, precision: precision)
  }

  @Test(
    "a figure is scaled by its unit and keeps the step it was printed with",
    arguments: [
      ("1,203.45", MoneyUnit.tenThousandYuan, 1_203_450_000, 10_000), ("24", .tenThousandYuan, 24_000_000, 10_000),
      ("24.5", .tenThousandYuan, 24_500_000, 10_000), ("1.234567", .tenThousandYuan, 1_234_567, 1),
      ("1.2345", .tenThousandYuan, 1_234_500, 100), ("12,034,500.00", .yuan, 1_203_450_000, 1), ("3", .yuan, 300, 1),
      ("1.20", .thousandYuan, 120_000, 1_000), ("0.05", .hundredMillionYuan, 500_000_000, 100_000_000),
      ("-2.50", .tenThousandYuan, -2_500_000, 10_000), ("0.00", .tenThousandYuan, 0, 10_000),
    ] as [(String, MoneyUnit, Int64, Int64)])
  func scaling(_ text: String, _ unit: MoneyUnit, _ fen: Int64, _ step: Int64) throws {
    let amount = try #require(try amount(text, unit))
    #expect(amount == PrintedAmount(money: Money(fen: fen), step: step))
  }

  @Test("the form's precision sets the step, a finer print sets a finer one")
  func precision() throws {
    #expect(try amount("24", .tenThousandYuan, precision: 0)?.step == 1_000_000)
    #expect(try amount("24", .tenThousandYuan, precision: 4)?.step == 100)
    #expect(try amount("24.123", .tenThousandYuan, precision: 2)?.step == 1_000)
    #expect(try amount("24", .yuan, precision: 6)?.step == 1)
  }

  @Test("what is finer than a fen is no amount")
  func finerThanFen() throws {
    #expect(try amount("1.005", .yuan) == nil)
    #expect(try amount("1.00", .yuan) != nil)
    #expect(try amount("1.000", .yuan)?.money == Money(fen: 100))
    #expect(try amount("0.000001", .thousandYuan) == nil)
  }

  @Test("what does not fit is no amount")
  func tooLarge() throws {
    #expect(try amount("999999999999999", .hundredMillionYuan) == nil)
    #expect(try amount("999999999999999", .yuan) != nil)
  }

  @Test(
    "rounding can open half a step for each figure involved",
    arguments: [
      (1, 10_000, 10_000), (3, 10_000, 20_000), (2, 100, 150), (0, 10_000, 5_000), (4, 1, 2),
    ] as [(Int, Int64, Int64)])
  func allowance(_ parts: Int, _ step: Int64, _ fen: Int64) {
    #expect(PrintedAmount.roundingAllowance(parts: parts, step: step) == Money(fen: fen))
  }
}
