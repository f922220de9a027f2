import Documents
import Filings
import Forms
import Readers
import TestSupport
import Testing

@testable import Recognition

/// Tables as other provinces lay them out.
@Suite struct OtherLayoutTests {
  private let form = TestForms.hunan

  private func filing(_ text: String) throws -> Filing {
    let reading = try MarkdownReader().read(SourceFile(name: "test", bytes: [UInt8](text.utf8)))
    return Recognizer(form: form).recognize(reading.document, year: 2024)
  }

  private func ids(_ filing: Filing) -> [String] { filing.tables.map { form.tables[$0.form].id } }

  /// The figures of the table of 三公 by column.
  private func expenses(_ filing: Filing) -> [String: String] {
    guard let index = form.table("T09"), let filling = filing.fillings(of: index).first,
      let row = filing.tables[filling].blocks[0].rows.first
    else { return [:] }
    return zip(form.tables[index].blocks[0].columns, row.cells).reduce(into: [:]) { $0[$1.0.id] = $1.1?.text }
  }

  private static let six = ["total", "overseas", "vehicles", "purchase", "running", "receptions"]

  private func expected(_ budget: [String], _ outturn: [String]) -> [String: String] {
    zip(Self.six, zip(budget, outturn)).reduce(into: [:]) { figures, item in
      figures["budget." + item.0] = item.1.0
      figures["outturn." + item.0] = item.1.1
    }
  }

  @Test func theExpensesMayBeRows() throws {
    let filing = try filing(
      "财政拨款“三公”经费支出决算表\n\n项目\t年初预算数\t决算数\n合计\t12.30\t8.15\n1.因公出国（境）费\t0.00\t0.00\n2.公务用车购置及运行维护费\t9.30\t6.30\n其中：公务用车购置费\t0.00\t0.00\n公务用车运行维护费\t9.30\t6.30\n3.公务接待费\t3.00\t1.85\n"
    )
    #expect(
      expenses(filing)
        == expected(
          ["12.30", "0.00", "9.30", "0.00", "9.30", "3.00"], ["8.15", "0.00", "6.30", "0.00", "6.30", "1.85"]))
  }

  @Test func budgetAndOutturnMayBeRowsBesideOtherExpenses() throws {
    let filing = try filing(
      "财政拨款“三公”经费及会议费、培训费支出决算表\n\n项目\t“三公”经费\t\t\t\t\t\t会议费\t培训费\n\t小计\t因公出国（境）费用\t公务用车购置及运行维护费\t\t\t公务接待费\t\t\n\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\n预算数\t12.30\t0.00\t9.30\t0.00\t9.30\t3.00\t2.00\t4.00\n决算数\t8.15\t0.00\t6.30\t0.00\t6.30\t1.85\t1.50\t3.20\n"
    )
    #expect(
      expenses(filing)
        == expected(
          ["12.30", "0.00", "9.30", "0.00", "9.30", "3.00"], ["8.15", "0.00", "6.30", "0.00", "6.30", "1.85"]))
  }

  @Test func totalsMayStandAsColumns() throws {
    let filing = try filing(
      "一般公共预算财政拨款基本支出决算表\n\n项目\t\t本年支出合计\t人员经费\t公用经费\n科目编码\t科目名称\t\t\t\n合计\t\t7.50\t5.00\t2.50\n301\t工资福利支出\t5.00\t5.00\t\n30101\t基本工资\t5.00\t5.00\t\n302\t商品和服务支出\t2.50\t\t2.50\n30201\t办公费\t2.50\t\t2.50\n"
    )
    #expect(ids(filing) == ["T06"])
    #expect(filing.unread.isEmpty)
    let block = filing.tables[0].blocks[0]
    let rows = try #require(form.table("T06").map { form.tables[$0].blocks[0].rows })
    let named = block.rows.compactMap { row in
      row.code == nil ? row.form.map { "\(rows[$0].id) \(row.cells[0]?.text ?? "")" } : nil
    }
    #expect(named == ["personnel 5.00", "operating 2.50"])
    #expect(block.row(code: "30201").flatMap { block.rows[$0].cells[0]?.text } == "2.50")
  }

  @Test func aTitleOfAnotherTableIsNotTheForms() throws {
    let columns = "科目编码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t3.00\t2.00\t1.00\n201\t一般公共服务支出\t3.00\t2.00\t1.00\n"
    #expect(try ids(filing("某某县审计局支出决算表\n\n" + columns)) == ["T03"])
    #expect(try ids(filing("财政拨款支出决算表（功能科目）\n\n" + columns)) == ["G2"])
    #expect(try ids(filing("一般公共预算支出决算表（功能科目）\n\n" + columns)) == ["T05"])
    let unknown = try filing("财政拨款机关运行经费支出决算表\n\n" + columns)
    #expect(unknown.tables.isEmpty)
    #expect(unknown.unread.map(\.reason) == ["table"])
  }
}
