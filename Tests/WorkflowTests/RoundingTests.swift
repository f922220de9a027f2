import Checking
import Documents
import Forms
import TestSupport
import Testing
import Workflow
import Writers

/// Last digits that rounding may have parted are told once, as an info, unless the document remarks on them.
@Suite struct RoundingTests {
  private static func disclosure(total: String, class05: String, share: String, remark: String = "") -> String {
    """
    # 示例县水务局2024年度部门决算

    ## 支出决算表

    公开03表

    部门：示例县水务局

    单位：万元

    | 功能分类科目编码 | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |
    | --- | --- | --- | --- | --- |
    | | 合计 | \(total) | 6013.00 | 4010.00 |
    | 213 | 农林水支出 | 8012.00 | 5008.00 | 3004.00 |
    | 21303 | 水利 | 8012.00 | 5008.00 | 3004.00 |
    | 2130301 | 行政运行 | 5008.00 | 5008.00 | |
    | 2130305 | 水利工程建设 | 3004.00 | | 3004.00 |
    | 221 | 住房保障支出 | 2011.00 | 1005.00 | 1006.00 |
    | 22102 | 住房改革支出 | 2011.00 | 1005.00 | 1006.00 |
    | 2210201 | 住房公积金 | 2011.00 | 1005.00 | 1006.00 |

    \(remark)

    ## 一般公共预算财政拨款支出决算表

    公开05表

    部门：示例县水务局

    单位：万元

    | 功能分类科目编码 | 科目名称 | 小计 | 基本支出 | 项目支出 |
    | --- | --- | --- | --- | --- |
    | | 合计 | 8012.00 | 5008.00 | 3004.00 |
    | 213 | 农林水支出 | \(class05) | 5008.00 | 3004.00 |
    | 21303 | 水利 | 8012.00 | 5008.00 | 3004.00 |
    | 2130301 | 行政运行 | 5008.00 | 5008.00 | |
    | 2130305 | 水利工程建设 | 3004.00 | | 3004.00 |

    ## 五、一般公共预算财政拨款支出决算情况说明

    （一）一般公共预算财政拨款支出决算总体情况

    2024年度财政拨款支出8012.00万元，占本年支出合计的\(share)。

    """
  }

  private func found(_ text: String) throws -> [Finding] {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    let findings = try Check(files: files, catalog: files.catalog(.chinese)).run(file, Check.Options()).input.report
      .findings
    #expect(findings.allSatisfy { $0.severity != .error })
    return findings.filter { $0.rule == "rounding" }
  }

  @Test func figuresThatAgreeAreNotTold() throws {
    #expect(try found(Self.disclosure(total: "10023.00", class05: "8012.00", share: "79.94%")).isEmpty)
  }

  @Test func eachWayIsOneFinding() throws {
    let sum = try found(Self.disclosure(total: "10023.01", class05: "8012.00", share: "79.94%"))
    #expect(sum.map(\.severity) == [.info])
    #expect(sum.first?.locations.first?.quote == "10023.01")
    let same = try found(Self.disclosure(total: "10023.00", class05: "8012.01", share: "79.94%"))
    #expect(same.contains { finding in finding.locations.contains { $0.quote == "8012.01" } })
    let rate = try found(Self.disclosure(total: "10023.00", class05: "8012.00", share: "79.93%"))
    #expect(rate.map(\.expected) == ["79.94%"])
    #expect(rate.first?.locations.first?.quote.hasSuffix("79.93%") == true)
  }

  /// The remark is on amounts; a rate is not rounded by it.
  @Test(arguments: ["注：本套报表金额单位转换时可能存在尾差。", "注：因四舍五入，合计数与各项之和可能略有出入。"])
  func aRemarkAnswersForAmounts(_ remark: String) throws {
    #expect(try found(Self.disclosure(total: "10023.01", class05: "8012.01", share: "79.94%", remark: remark)).isEmpty)
    #expect(
      try found(Self.disclosure(total: "10023.00", class05: "8012.00", share: "79.93%", remark: remark)).map(\.expected)
        == ["79.94%"])
  }
}
