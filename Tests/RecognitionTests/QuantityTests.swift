import Amounts
import Testing

@testable import Recognition

/// Numbers of sentences, and what they count.
@Suite struct QuantityTests {
  private func scan(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return QuantityScanner.scan(scalars).map { quantity in
      let digits = String(String.UnicodeScalarView(scalars[quantity.digits]))
      switch quantity.unit {
      case .money(let unit): return "\(digits) \(unit.rawValue)"
      case .percent: return "\(digits) percent"
      case .count(let unit): return "\(digits) \(unit)"
      case .apart: return "\(digits) -"
      }
    }
  }

  @Test(arguments: [
    ("支出决算为1,203.45万元，完成预算的97.62%。", ["1,203.45 万元", "97.62% percent"]),
    ("预算数为5万，减少0.52万。", ["5 万元", "0.52 万元"]),
    ("截至2024年12月31日，共有车辆2辆", ["2024 -", "12 -", "31 -", "2 辆"]),
    ("1、因公出国（境）费支出0万元", ["0 万元"]),
    ("全年接待26批次、183人次", ["26 批次", "183 人次"]),
    ("单价100万元（含）以上设备1台", ["100 -", "1 台"]),
    ("联系电话0000-2300618", ["0000 -", "2300618 -"]),
    ("第3批，培训费365元/人", ["3 -", "365 元/人"]),
    ("各减少1267.86,257.97万元", ["1267.86 ", "257.97 万元"]),
    ("公开05表、〔2016〕143号", ["05 -", "2016 -", "143 -"]),
    ("年初预算为0，支出决算为4.19。", ["0 万元", "4.19 万元"]),
    ("支出决算为30，决算数为4.19万", ["30 ", "4.19 万元"]),
  ])
  func numbersAreToldApart(_ text: String, _ expected: [String]) {
    #expect(scan(text).map { $0.replacing("元/人", with: "元/人") } == expected)
  }

  @Test(arguments: [
    ("与上年相比增加", "change", "up"), ("比上年实际支出减少", "change", "down"), ("追加", "figure", ""),
    ("减少到", "figure", ""), ("支出决算为", "figure", ""),
  ])
  func amountsOfChangeAreKnownByTheirLastWord(_ lead: String, _ kind: String, _ direction: String) throws {
    let role = try #require(LeadRole(Array(lead.unicodeScalars)[...], unit: .money(.tenThousandYuan)))
    #expect("\(role.kind)" == kind)
    #expect(role.direction.map { "\($0)" } ?? "" == direction)
  }

  @Test(arguments: [
    ("占本年支出合计的", "share"), ("完成年初预算的", "completion"), ("经费执行率达", "completion"), ("下降", "growth"),
  ])
  func percentagesAreSharesRatesOrGrowth(_ lead: String, _ kind: String) throws {
    let role = try #require(LeadRole(Array(lead.unicodeScalars)[...], unit: .percent))
    #expect("\(role.kind)" == kind)
  }

  @Test func otherPercentagesAreNotRead() {
    #expect(LeadRole(Array("群众满意度".unicodeScalars)[...], unit: .percent) == nil)
  }

  @Test func theStageIsTheLastOneNamed() {
    #expect(LeadWords("一般公共预算财政拨款支出".unicodeScalars).stage == nil)
    #expect(LeadWords("一般公共预算财政拨款支出年初预算为".unicodeScalars).stage == .budget)
    #expect(LeadWords("年初预算及支出决算为".unicodeScalars).stage == .outturn)
    #expect(LeadWords("全年预算为".unicodeScalars).stage == .revised)
  }
}
