import Checking
import Documents
import Forms
import TestSupport
import Testing
import Workflow
import Writers

/// Budgets are another kind of document, with a form of their own where a pack has one.
@Suite struct BudgetTests {
  private func check(_ text: String) throws -> Report {
    let files = PackFiles.embedded
    let file = SourceFile(name: "test.md", bytes: [UInt8](text.utf8))
    return try Check(files: files, catalog: files.catalog(.chinese)).run(file).input.report
  }

  private static let budget = """
    上海市示例区2025年区级部门预算

    预算主管部门：上海市示例区园林管理局

    2025年部门财务收支预算总表

    单位：元

    | 本年收入 |  | 本年支出 |  |
    | --- | --- | --- | --- |
    | 项目 | 预算数 | 项目 | 预算数 |
    | 一、财政拨款收入 | 3,204,500.00 | 一、社会保障和就业支出 | 604,500.00 |
    | 1. 一般公共预算资金 | 3,204,500.00 | 二、城乡社区支出 | 2,650,000.00 |
    | 2. 政府性基金 |  |  |  |
    | 3. 国有资本经营预算 |  |  |  |
    | 二、事业收入 | 50,000.00 |  |  |
    | 收入总计 | 3,254,500.00 | 支出总计 | 3,254,500.00 |

    2025年部门收入预算总表

    单位：元

    | 项目 |  |  |  | 收入预算 |  |  |  |  |
    | --- | --- | --- | --- | --- | --- | --- | --- | --- |
    | 功能分类科目编码 |  |  | 功能分类科目名称 | 合计 | 财政拨款收入 | 事业收入 | 事业单位经营收入 | 其他收入 |
    | 类 | 款 | 项 |  |  |  |  |  |  |
    | 208 |  |  | 社会保障和就业支出 | 604,500.00 | 604,500.00 |  |  |  |
    | 208 | 05 |  | 行政事业单位养老支出 | 604,500.00 | 604,500.00 |  |  |  |
    | 208 | 05 | 05 | 机关事业单位基本养老保险缴费支出 | 604,500.00 | 604,500.00 |  |  |  |
    | 212 |  |  | 城乡社区支出 | 2,650,000.00 | 2,600,000.00 | 50,000.00 |  |  |
    | 212 | 01 |  | 城乡社区管理事务 | 2,650,000.00 | 2,600,000.00 | 50,000.00 |  |  |
    | 212 | 01 | 01 | 行政运行 | 2,650,000.00 | 2,600,000.00 | 50,000.00 |  |  |
    | 合计 |  |  |  | 3,254,500.00 | 3,204,500.00 | 50,000.00 |  |  |

    2025年部门支出预算总表

    单位：元

    | 项目 |  |  |  | 支出预算 |  |  |
    | --- | --- | --- | --- | --- | --- | --- |
    | 功能分类科目编码 |  |  | 功能分类科目名称 | 合计 | 基本支出 | 项目支出 |
    | 类 | 款 | 项 |  |  |  |  |
    | 208 |  |  | 社会保障和就业支出 | 604,500.00 | 604,500.00 |  |
    | 208 | 05 |  | 行政事业单位养老支出 | 604,500.00 | 604,500.00 |  |
    | 208 | 05 | 05 | 机关事业单位基本养老保险缴费支出 | 604,500.00 | 604,500.00 |  |
    | 212 |  |  | 城乡社区支出 | 2,650,000.00 | 2,150,000.00 | 500,000.00 |
    | 212 | 01 |  | 城乡社区管理事务 | 2,650,000.00 | 2,150,000.00 | 500,000.00 |
    | 212 | 01 | 01 | 行政运行 | 2,650,000.00 | 2,150,000.00 | 500,000.00 |
    | 合计 |  |  |  | 3,254,500.00 | 2,754,500.00 | 500,000.00 |
    """

  @Test func aBudgetIsHeldAgainstItsOwnForm() throws {
    let report = try check(Self.budget)
    #expect(report.findings.map(\.message) == [])
    #expect(report.document.pack == "shanghai-budget")
    #expect(report.document.kind == "部门预算")
    #expect(report.document.fiscalYear == 2025)
    #expect(report.coverage.unread.isEmpty)
    #expect(report.coverage.verified == report.coverage.numbers)
  }

  @Test func aUnitsBudgetIsHeldAgainstTheSameForm() throws {
    let own = Self.budget.replacing("2025年部门", with: "2025年预算单位").replacing("一般公共预算资金", with: "一般公共预算")
      .replacing("2. 政府性基金", with: "2. 政府性基金预算")
    let report = try check(own)
    #expect(report.findings.map(\.message) == [])
    #expect(report.document.pack == "shanghai-budget")
    #expect(report.coverage.unread.isEmpty)
    #expect(report.coverage.verified == report.coverage.numbers)
  }

  @Test func aWrongFigureOfABudgetIsFound() throws {
    let slip = Self.budget.replacing(
      "| 2,650,000.00 | 2,150,000.00 |", with: "| 2,650,000.00 | 2,510,000.00 |", maxReplacements: 1)
    let report = try check(slip)
    #expect(report.findings.map(\.severity) == [.error])
    #expect(report.findings.first?.locations.first?.quote == "2,510,000.00")
    #expect(report.findings.first?.expected == "2150000.00元")
  }

  @Test func aBudgetWithoutAFormIsNotChecked() throws {
    let other = Self.budget.replacing("上海市示例区", with: "示例县").replacing("部门财务收支预算总表", with: "收支预算总表")
      .replacing("部门收入预算总表", with: "收入预算总表").replacing("部门支出预算总表", with: "支出预算总表")
    let report = try check(other)
    #expect(report.findings.map(\.message) == [])
    #expect(report.document.kind == "部门预算")
    #expect(report.coverage.unread.map(\.reason) == ["这是部门预算，不是部门决算，没有核对"])
    #expect(report.verdicts.holds == 0)
  }
}
