import Checking
import Documents
import Forms
import Foundation
import TestSupport
import Testing
import Workflow
import Writers

/// Slips that the Shanghai form makes likely, in a sound disclosure of an invented department.
@Suite struct ShanghaiTests {
  private func check(_ text: String) throws -> Report {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file).input.report
  }

  /// The sound disclosure; its department has a 和 in its name.
  private static let sound: String = {
    let url = Repository.file("Tests/Fixtures/documents/shanghai-sound.md")
    guard let data = FileManager.default.contents(atPath: url.path) else { preconditionFailure("no \(url.path)") }
    return String(decoding: data, as: UTF8.self).replacing("示例区园林管理局", with: "示例区绿化和园林管理局")
  }()

  private func accused(_ finding: Finding) -> [String] {
    finding.locations.filter { $0.role != .evidence }.map(\.quote)
  }

  @Test func theDisclosureIsSound() throws {
    let report = try check(Self.sound)
    #expect(report.findings.map(\.message) == [])
    #expect(report.document.pack == "shanghai")
    #expect(report.document.kind == "部门决算")
    #expect(report.document.department == "示例区绿化和园林管理局")
  }

  /// What is written instead of what, the rule that finds it, how grave it is, and what it accuses.
  @Test(arguments: [
    ("增长8.79%", "增长8.79", "narrative_percent", Finding.Severity.error, ["8.79"]),
    ("事务（款）一般行政管理事务（项）", "事务（款）机关事务管理（项）", "narrative_items", .error, ["机关事务管理"]),
    ("住房改革支出（款）", "住房保障支出（款）", "narrative_items", .error, ["住房保障支出", "住房保障支出"]),
    ("机关事业单位职业年金缴费支出（项）", "机关单位职业年金缴费支出（项）", "narrative_items", .warning, ["机关单位职业年金缴费支出"]),
    ("印刷费、手续费", "印刷费、咨询费、手续费", "narrative_list", .warning, ["咨询费"]),
    ("退休费；公用经费", "退休费、其他对个人和家庭的补助支出；公用经费", "narrative_list", .warning, ["其他对个人和家庭的补助支出"]),
    ("下降21.21%", "下降（增长）21.21%", "placeholders", .warning, ["下降（增长）"]),
    ("主要原因：新增三处社区公园的养护任务。", "主要原因：。", "placeholders", .warning, ["主要原因：。", "主要原因：。"]),
    (
      "维护支出9.84万元。", "维护支出9.84万元，比上年增加19.84万元。", "narrative_prior", .warning, ["19.84", "9.84"]
    ),
    ("住房保障支出（类）住房改革支出（款）住房公积金", "住房支出（类）住房改革支出（款）住房公积金", "narrative_items", .warning, ["住房支出"]),
    ("卫生健康支出（类）201.77万元", "医疗卫生支出（类）201.77万元", "narrative_items", .warning, ["医疗卫生支出"]),
    ("住房公积金（项）。主要用于", "住房公积金（项）268.64万元，主要用于", "narrative_restated", .warning, ["268.65", "268.64"]),
    ("采购金额842.15万元", "采购金额942.15万元", "procurement.won_reserved", .warning, ["942.15", "860.00"]),
    (
      "面向小微企业预留政府采购项目预算金额620.00", "面向小微企业预留政府采购项目预算金额920.00", "procurement.reserved_micro", .warning,
      ["920.00", "860.00"]
    ),
    ("绩效跟踪评价的2024年度项目12个", "绩效跟踪评价的2024年度项目21个", "evaluation.tracked", .warning, ["21", "12"]),
    ("印刷费、手续费", "印刷费、大型修缮、手续费", "narrative_list", .warning, ["大型修缮"]),
    ("合并检查批次，租车和印刷支出减少", "年中根据实际情况调增检查经费", "narrative_reason", .info, ["年中根据实际情况调增检查经费"]),
    (
      "公务接待费支出减少的主要原因是", "公务接待费支出增加的主要原因是", "narrative_direction", .warning,
      ["公务接待费支出增加的主要原因是", "0.14"]
    ),
    ("接待外宾0批次、0人次", "接待外宾0批次、12人次", "quantities.foreign_size", .warning, ["12", "0"]),
    ("财政拨款收入支出总计增加", "财政拔款收入支出总计增加", "misspellings", .warning, ["财政拔款"]),
    ("津贴补贴、绩效工资", "津贴补贴、奖金和绩效工资", "narrative_list", .warning, ["奖金和绩效工资"]),
    (
      "购房补贴（项）。主要用于", "购房补贴（项）163.40万元，主要用于", "outturn.rows.codes", .error, ["163.40"]
    ),
    ("支出决算为64.25万元，", "支出决算为64.25，", "units", .info, ["64.25"]),
    ("养护任务，并更新", "养护任务，，并更新", "usage", .info, ["，，"]),
    ("公务接待6批次", "列明公务接待6批次", "guidance", .warning, ["列明公务"]),
    ("养护任务，并更新", "养护任务，较上一度增加，并更新", "fixed_words", .warning, ["较上一度"]),
    ("养护任务，并更新", "养护任务，年中追工作经费，并更新", "fixed_words", .warning, ["年中追工"]),
    (
      "# 第二部分  示例区绿化和园林管理局2024", "# 第二部分  示例绿化和园林管理局2024", "department", .error, ["示例绿化和园林管理局"]
    ),
    ("示例区绿化和园林管理局2024年度无", "示例区绿化与园林管理局2024年度无", "department", .warning, ["示例区绿化与园林管理局", "示例区绿化与园林管理局"]),
  ])
  func aSlipIsFound(
    _ sound: String, _ slip: String, _ rule: String, _ severity: Finding.Severity, _ quotes: [String]
  ) throws {
    #expect(Self.sound.contains(sound), "the disclosure does not say \(sound)")
    let findings = try check(Self.sound.replacing(sound, with: slip)).findings
    #expect(findings.map(\.rule) == [rule], "\(findings.map(\.message))")
    #expect(findings.first?.severity == severity)
    #expect(findings.first.map(accused) == quotes)
  }

  /// Wordings that other departments use for the same.
  @Test(arguments: [
    ("# 第二部分  示例区绿化和园林管理局", "# 示例区绿化和园林管理局"), ("决算数与预算数持平", "决算数同预算数持平"),
    ("主要原因：新增三处社区公园的养护任务。", "主要原因：项目支出增加，较上一年度增加520.00万元，增长6.10%，用于新增的三处社区公园。"),
    ("办公设备购置、信息网络", "办公设备购置支出、信息网络"), ("国内公务接待支出0.52万元", "国内公务接待支出0.52万元"),
    ("社会保障和就业支出（类）", "社会保障和就业（类）"), ("购房补贴（项）。主要用于", "购房补贴（项）136.40万元，主要用于"), ("2024年度部门决算", "2024年度单位决算"),
  ])
  func anotherWordingIsNoSlip(_ sound: String, _ other: String) throws {
    #expect(Self.sound.contains(sound), "the disclosure does not say \(sound)")
    let findings = try check(Self.sound.replacing(sound, with: other)).findings
    #expect(findings.map(\.message) == [])
  }

  /// One of the sum and its parts is wrong, and the rates beside them agree with them.
  @Test func theChangeOfASumIsTheSumOfTheChangesOfItsParts() throws {
    let slip = Self.sound.replacing("增加16.90万元，增长160.65%", with: "增加16.20万元，增长144.39%")
    let finding = try #require(try check(slip).findings.first)
    #expect(finding.rule == "narrative_change")
    #expect(finding.isOpen && finding.severity == .error)
    #expect(Set(accused(finding)).isSuperset(of: ["22.12", "16.20"]))
  }

  /// What a part that has nothing this year lost nobody says: the whole cannot have grown by more than the other parts, but by
  /// less.
  @Test(arguments: [
    ("增加17.46万元，增长166.60%", "narrative_change", Finding.Severity.error),
    ("增加16.20万元，增长137.99%", "narrative_parts", .warning),
    ("增加16.76万元，增长149.91%", "", .info),
  ])
  func aPartWithNothingThisYearMayOnlyHaveLost(
    _ said: String, _ rule: String, _ severity: Finding.Severity
  ) throws {
    let text = Self.sound.replacing("| 37.20 | 33.30 | 6.00 | 5.36 |", with: "| 31.20 | 27.94 |  |  |")
      .replacing("年初预算为37.20万元，支出决算为33.30万元，完成预算的89.52%", with: "年初预算为31.20万元，支出决算为27.94万元，完成预算的89.55%")
      .replacing("因公出国（境）费决算为5.36万元，完成预算的89.33%", with: "因公出国（境）费决算为0.00万元")
      .replacing("增加22.12万元，增长197.85%，其中：因公出国（境）费支出决算增加5.36万元；", with: "\(said)，其中：")
      .replacing("因公出国（境）费支出决算5.36万元，占16.10%；", with: "")
      .replacing("决算27.42万元，占82.34%", with: "决算27.42万元，占98.14%").replacing("占1.56%", with: "占1.86%")
      .replacing("1、因公出国（境）费支出5.36万元。全年安排因公出国（境）团组1个、累计2人次。", with: "1、因公出国（境）费支出0.00万元。")
    let findings = try check(text).findings
    #expect(findings.map(\.rule) == [rule].filter { !$0.isEmpty }, "\(findings.map(\.message))")
    #expect(findings.first.map(\.severity) ?? .info == severity)
  }

  /// Figures under a name that the form does not know may be what a sum seems to lack.
  @Test(arguments: [
    ("| 五、事业收入 |", "| 五、专业业务收入 |", "收入支出决算总表中没有认出“五、专业业务收入”一行"),
    ("| 附属单位上缴收入 | 其他收入 |", "| 附属单位上缴收入 | 余外收入 |", "收入决算表中没有认出“余外收入”一栏"),
  ])
  func aSumWithAnUnknownPartIsNotAccused(_ sound: String, _ other: String, _ reason: String) throws {
    #expect(Self.sound.contains(sound))
    let report = try check(Self.sound.replacing(sound, with: other))
    #expect(report.findings.map(\.message) == [])
    #expect(report.coverage.unread.map(\.reason) == [reason])
  }

  @Test func aRateOfNothingButNothingIsAnError() throws {
    let none = Self.sound.replacing(
      "年初预算为136.40万元，支出决算为136.40万元，完成年初预算的100.00%", with: "年初预算为0，支出决算为136.40万元，完成年初预算的100.00%"
    )
    .replacing("年初预算为9,021.25万元", with: "年初预算为8,884.85万元").replacing("完成年初预算的99.92%", with: "完成年初预算的101.46%")
    .replacing("136.40万元，完成年初预算的100.00%。决算数与预算数持平", with: "136.40万元，完成年初预算的100.00%。决算数大于预算数的主要原因：年中追加")
    .replacing("决算数小于预算数的主要原因：在职人数低于编制预算时的人数，部分零星工程未安排", with: "决算数大于预算数的主要原因：年中追加")
    let findings = try check(none).findings
    #expect(findings.map(\.rule) == ["narrative_ratio"], "\(findings.map(\.message))")
    #expect(findings.first?.suggestion?.hasPrefix("分母为零的比率不写") ?? false)
  }

  /// The name of the item above, copied: the paragraph's figures are those of the item that is not named.
  @Test func aNameThatStandsTwiceIsOneFinding() throws {
    let findings = try check(Self.sound.replacing("（款）购房补贴（项）", with: "（款）住房公积金（项）")).findings
    #expect(findings.map(\.rule) == ["narrative_items"], "\(findings.map(\.message))")
    #expect(findings.first.map(accused) == ["住房公积金"])
    #expect(findings.first?.expected == "购房补贴")
  }

  /// What the total has more than its parts may be in the part that is blank.
  @Test func besideABlankPartNoneIsAssertedToBeWrong() throws {
    let findings = try check(Self.sound.replacing("年末结转和结余 | 129.55", with: "年末结转和结余 | 119.55")).findings
    #expect(findings.map(\.rule) == ["T01.expenditure.rows.grand"])
    #expect(findings.first?.isOpen ?? false)
    #expect(findings.first?.repairs.isEmpty ?? false)
  }

  /// Titles in book marks, as some print them.
  @Test func titlesInMarksAreTitles() throws {
    let marked = Self.sound.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("## ") && line.hasSuffix("表") ? "## 《\(line.dropFirst(3))》" : String(line)
    }.joined(separator: "\n")
    let report = try check(marked)
    #expect(report.findings.map(\.message) == [])
    #expect(report.coverage.unread.isEmpty)
  }

  /// A name that the table does not have leaves the figures of its paragraph with the item that they are of.
  @Test func figuresOfAMisnamedItemAreStillHeldAgainstTheTable() throws {
    let slip = Self.sound.replacing("事务（款）一般行政管理事务（项）", with: "事务（款）机关事务管理（项）")
      .replacing("完成年初预算的93.91%", with: "完成年初预算的91.93%")
    #expect(Set(try check(slip).findings.map(\.rule)) == ["narrative_items", "narrative_ratio"])
  }

  @Test func aTemplateIsOneNote() throws {
    let digits = /\d+(,\d{3})*\.\d\d/
    let template = Self.sound.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("|") ? String(line).replacing(digits, with: "") : String(line).replacing(digits, with: "XX")
    }.joined(separator: "\n").replacing("示例区绿化和园林管理局", with: "上海市XX局")
    let report = try check(template)
    #expect(report.findings.map(\.rule) == ["blank_form"])
    #expect(report.findings.map(\.severity) == [.info])
    #expect(report.verdicts.holds == 0 && report.verdicts.contradicted == 0)
  }

  /// The names of a table are sorted otherwise than its figures.
  @Test func figuresBesideOtherAccountsAreOneFinding() throws {
    var lines = Self.sound.components(separatedBy: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("## 一般公共预算财政拨款支出决算表") })
    let end = try #require(lines[start...].firstIndex { $0.hasPrefix("| 合计") })
    let rows = lines.indices.filter { $0 > start && $0 < end && lines[$0].hasPrefix("| 2") }
    let cells = rows.map { lines[$0].components(separatedBy: "|") }
    for (index, row) in rows.enumerated() {
      lines[row] = (cells[index][..<3] + cells[(index + 2) % rows.count][3...]).joined(separator: "|")
    }
    let findings = try check(lines.joined(separator: "\n")).findings
    #expect(findings.map(\.rule) == ["rows_in_place"], "\(findings.map(\.message))")
    #expect(findings.first?.locations.count == rows.count)
  }

  /// Some offices print the columns' headings in the row of the total.
  @Test func headingsInTheRowOfTheTotalAreRead() throws {
    let text = """
      # 示例区园林管理局2024年度部门决算

      ## 政府性基金预算财政拨款收入支出决算表

      | 项目 |  | 年初结转和结余 | 本年收入 | 本年支出 |  |  | 年末结转和结余 |
      | --- | --- | --- | --- | --- | --- | --- | --- |
      | 功能分类科目编码 | 科目名称 |  |  |  |  |  |  |
      | 合计 |  |  | 60.00 | 合计 | 基本支出 | 项目支出 |  |
      | 212 | 城乡社区支出 |  | 60.00 | 60.00 |  | 60.00 |  |
      | 21208 | 国有土地使用权出让收入安排的支出 |  | 60.00 | 60.00 |  | 60.00 |  |
      | 2120899 | 其他国有土地使用权出让收入安排的支出 |  | 60.00 | 40.00 |  | 60.00 |  |

      """
    let finding = try #require(try check(text).findings.first { $0.severity == .error && $0.rule.hasPrefix("T07") })
    #expect(accused(finding) == ["40.00"])
    #expect(finding.expected == "60.00万元")
  }
}
