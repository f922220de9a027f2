import Amounts
import Testing

@Suite struct DigitGroupsTests {
  @Test(arguments: [
    ("支出3，462.75万元", "支出3,462.75万元"), ("1，234，567.80元", "1,234,567.80元"), ("1,234，567.80元", "1,234,567.80元"),
    ("1，034，567.00元", "1,034,567.00元"),
    // These part sentences, or are two numbers.
    ("增长12.5，300.00万元", "增长12.5，300.00万元"), ("团组0，123.45万元", "团组0，123.45万元"), ("见表1，100.00万元", "见表1，100.00万元"),
    ("共3，46.75万元", "共3，46.75万元"), ("共3，462人", "共3，462人"), ("3，", "3，"), ("3，462", "3，462"),
  ])
  func aFullWidthCommaBetweenGroupsIsAHalfWidthOne(_ text: String, _ joined: String) {
    var scalars = Array(text.unicodeScalars)
    DigitGroups.join(&scalars)
    #expect(scalars == Array(joined.unicodeScalars))
  }

  /// However many groups a stranger writes.
  @Test func aLongRowOfGroupsIsReadInOnePass() {
    var scalars = Array(("1" + String(repeating: "，234", count: 200_000) + "元").unicodeScalars)
    DigitGroups.join(&scalars)
    #expect(!scalars.contains("，"))
  }
}
