import Testing

@testable import Checking

/// What the characters around a number make of it.
@Suite struct NumberScannerTests {
  private func numbers(_ text: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    return NumberScanner.scan(text).map {
      "\($0.kind.rawValue) \(String(String.UnicodeScalarView(scalars[$0.range])))"
    }
  }

  @Test(arguments: [
    ("收入合计1,203.45万元，占36.83%", ["amount 1,203.45", "percentage 36.83%"]),
    ("增加 12.5万，下降3个百分点", ["amount 12.5", "percentage 3"]),
    ("标准为0.25万元/个，2500元/人", ["amount 0.25", "amount 2500"]),
    ("－3.05万元", ["amount －3.05"]),
    ("５辆，共１２．３０万元", ["count ５", "amount １２．３０"]),
    ("接待26批次、183人次，3至5天", ["count 26", "count 183", "count 3", "count 5"]),
    ("产出指标（40分），用时10分钟", ["points 40", "count 10"]),
    ("≥95%", ["percentage 95%"]), ("1203.45", ["count 1203.45"]), ("12-15个", ["count 12", "count 15"]),
    ("3,4项", ["count 3", "count 4"]), ("95 ％以上", ["percentage 95 ％"]),
  ])
  func measures(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  @Test(arguments: [
    ("截至2024年12月31日", ["date 2024年12月31日"]), ("2024 年 12 月底前", ["date 2024 年 12 月"]),
    ("2021-2023年", ["date 2021", "date 2023年"]), ("填报于2024-12-31", ["date 2024-12-31"]),
    ("2024.12.31 ", ["date 2024.12.31"]), ("2024届毕业生8人", ["date 2024", "count 8"]),
    ("近3年增收2024.5万元", ["date 3年", "amount 2024.5"]),
    ("（示财〔2024〕5号）", ["documentNumber 〔2024〕5号"]), ("(2024)20号", ["documentNumber (2024)20号"]),
    ("第3号文件第4条", ["documentNumber 第3号", "ordinal 第4"]),
    ("电话：00000000", ["phone 00000000"]), ("0000-0000000", ["phone 0000-0000000"]),
    ("10000000000", ["phone 10000000000"]),
    ("A4纸，版本1.2.3", ["code 4", "code 1.2.3"]), ("公开03表，附件2", ["reference 03", "reference 2"]),
  ])
  func names(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  @Test(arguments: [
    ("一、收入", ["ordinal 一、"]), ("（二）支出3辆", ["ordinal （二）", "count 3"]), ("第一部分 概况", ["ordinal 第一部分"]),
    ("1.2024年度", ["ordinal 1.", "date 2024年"]), ("1.5万元", ["amount 1.5"]),
    ("说明：（1）购置2台；（2）维修", ["ordinal （1）", "count 2", "ordinal （2）"]),
    ("①甲②乙", ["ordinal ①", "ordinal ②"]), ("甲\n2、乙", ["ordinal 2、"]), ("完成任务。3.其他", ["ordinal 3."]),
    ("三公经费", []), ("没有数字", []),
  ])
  func places(text: String, expected: [String]) { #expect(numbers(text) == expected) }

  /// Whatever the text, its digits are all there, once, in order.
  @Test func everyDigitBelongsToOneNumber() {
    let parts = [
      "12", "3.", ",", "年", "-", "〔2024〕", "第", "%", "号", " ", "\n", "１", "一、", "（", "）", "2024", "A", "电话", ".5",
    ]
    for first in parts {
      for second in parts {
        for third in parts {
          let scalars = Array((first + second + third).unicodeScalars)
          var owners = Array(repeating: 0, count: scalars.count)
          for found in NumberScanner.scan(first + second + third) { for index in found.range { owners[index] += 1 } }
          let digits = scalars.indices.filter { scalars[$0].properties.numericType == .decimal }
          #expect(digits.allSatisfy { owners[$0] == 1 } && owners.allSatisfy { $0 < 2 }, "\(first)|\(second)|\(third)")
        }
      }
    }
  }
}
