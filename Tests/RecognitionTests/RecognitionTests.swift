import Documents
import Filings
import Forms
import Readers
import TestSupport
import Testing

@testable import Recognition

/// Tables are found by names and headings, cells by labels and codes.
@Suite struct RecognitionTests {
  private func filing(_ text: String, form: Form = TestForms.hunan) throws -> Filing {
    let reading = try MarkdownReader().read(SourceFile(name: "test", bytes: [UInt8](text.utf8)))
    return Recognizer(form: form).recognize(reading.document, year: 2024)
  }

  private func cell(
    _ filing: Filing, _ table: String, block: Int = 0, code: String, _ column: String, form: Form = TestForms.hunan
  ) -> String? {
    guard let index = form.table(table), let filled = filing.fillings(of: index).first,
      let row = filing.tables[filled].blocks[block].row(code: code),
      let at = form.tables[index].blocks[block].column(column)
    else { return nil }
    return filing.tables[filled].blocks[block].rows[row].cells[at]?.text
  }

  private static let heading = "项目\t\t本年支出合计\t基本支出\t项目支出\n科目编码\t科目名称\t\t\t\n栏次\t\t1\t2\t3\n"

  @Test func aTableIsFoundByItsNameWhateverItsNumber() throws {
    let filing = try filing(
      "支出决算表\n\n公开 07 表\n部门：示例局\n单位：万元\n\n" + Self.heading + "合计\t\t3.00\t2.00\t1.00\n201\t一般公共服务支出\t3.00\t2.00\t1.00\n"
    )
    #expect(filing.tables.map { TestForms.hunan.tables[$0.form].id } == ["T03"])
    #expect(filing.tables[0].header.number?.text == "公开07表")
    #expect(filing.tables[0].header.department?.text == "示例局")
    #expect(cell(filing, "T03", code: "201", "project") == "1.00")
  }

  @Test func columnsMayStandInAnyOrder() throws {
    let text = "支出决算表\n\n科目编码\t科目名称\t项目支出\t本年支出合计\t基本支出\n合计\t\t1.00\t3.00\t2.00\n201\t一般公共服务支出\t1.00\t3.00\t2.00\n"
    let filing = try filing(text)
    #expect(cell(filing, "T03", code: "201", "total") == "3.00")
    #expect(cell(filing, "T03", code: "201", "basic") == "2.00")
  }

  @Test func codesMayBeSplitOverColumns() throws {
    let text =
      "支出决算表\n\n| 科目编码 |  |  | 科目名称 | 本年支出合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|---|---|\n| 类 | 款 | 项 |  |  |  |  |\n| 201 | 26 | 01 | 行政运行 | 3.00 | 2.00 | 1.00 |\n| 201 | 26 |  | 档案事务 | 3.00 | 2.00 | 1.00 |\n"
    let filing = try filing(text)
    #expect(cell(filing, "T03", code: "2012601", "total") == "3.00")
    #expect(cell(filing, "T03", code: "20126", "project") == "1.00")
  }

  @Test func repeatedHeadingsOnANewPageAreNotData() throws {
    let text =
      "支出决算表\n\n" + Self.heading + "201\t一般公共服务支出\t3.00\t2.00\t1.00\n" + Self.heading + "221\t住房保障支出\t1.00\t1.00\t\n"
    let filing = try filing(text)
    #expect(cell(filing, "T03", code: "221", "basic") == "1.00")
    #expect(filing.tables[0].blocks[0].rows.count == 2)
  }

  @Test func threePublicColumnsAreToldByBothDimensions() throws {
    let head =
      "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\n\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t\n"
    let filing = try filing(
      "财政拨款“三公”经费支出决算表\n\n" + head + "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n10\t1\t6\t2\t4\t3\t9\t\t7\t3\t4\t2\n")
    let form = TestForms.hunan.tables[try #require(TestForms.hunan.table("T09"))]
    let cells = try #require(filing.tables.first?.blocks[0].rows.first?.cells)
    let printed = Dictionary(uniqueKeysWithValues: zip(form.blocks[0].columns.map(\.id), cells.map { $0?.text ?? "–" }))
    #expect(printed["budget.total"] == "10")
    #expect(printed["budget.vehicles"] == "6")
    #expect(printed["outturn.purchase"] == "3")
    #expect(printed["outturn.receptions"] == "2")
    #expect(printed["outturn.overseas"] == "")
  }

  @Test func theSameLabelTwiceIsToldByOrder() throws {
    let text =
      "财政拨款收入支出决算总表\n\n收入\t\t支出\t\t\t\t\n项目\t决算数\t项目\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款\n一、一般公共预算财政拨款\t8\t一、一般公共服务支出\t9\t9\t\t\n本年收入合计\t8\t本年支出合计\t9\t9\t\t\n年初财政拨款结转和结余\t2\t年末财政拨款结转和结余\t1\t1\t\t\n一般公共预算财政拨款\t2\t\t\t\t\t\n总计\t10\t总计\t10\t10\t\t\n"
    let filing = try filing(text)
    let form = TestForms.hunan.tables[try #require(TestForms.hunan.table("T04"))]
    let income = filing.tables[0].blocks[0]
    func amount(_ id: String) -> String? {
      form.blocks[0].row(id).flatMap { income.row(form: $0) }.flatMap { income.rows[$0].cells[0]?.text }
    }
    #expect(amount("general") == "8")
    #expect(amount("opening_general") == "2")
    #expect(cell(filing, "T04", block: 1, code: "201", "general") == "9")
  }

  @Test func anUnknownTableIsReportedAsUnread() throws {
    let filing = try filing("人员名册\n\n序号\t姓名\t工龄\n1\t甲\t12\n")
    #expect(filing.tables.isEmpty)
    #expect(filing.unread.map(\.reason) == ["table"])
  }

  @Test func aListOfNamesHasNothingToRead() throws {
    let filing = try filing("单位构成\n\n序号\t单位名称\t备注\n1\t示例局（本级）\t\n2\t示例中心\t事业单位\n")
    #expect(filing.tables.isEmpty)
    #expect(filing.unread.isEmpty)
  }

  @Test func aRowThatNoLabelFitsIsReportedAsUnread() throws {
    let filing = try filing("支出决算表\n\n" + Self.heading + "201\t一般公共服务支出\t3.00\t2.00\t1.00\n不知所云\t\t9.00\t9.00\t\n")
    #expect(filing.unread.map(\.reason) == ["row"])
  }

  @Test func aBudgetIsNotHeldAgainstTheForm() throws {
    let filing = try filing("# 示例局2025年部门预算\n\n支出预算总表\n\n" + Self.heading + "201\t一般公共服务支出\t3.00\t2.00\t1.00\n")
    #expect(filing.tables.isEmpty)
    #expect(filing.unread.map(\.reason) == ["kind"])
    #expect(filing.kind?.id == "budget")
  }
}
