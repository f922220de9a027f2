@testable import Forms
import Testing

@Suite("Equations in words")
struct EquationTextTests {
  private func text(_ id: String, _ pack: String, _ language: Catalog.Language) throws -> String? {
    let form = try EmbeddedForms.form(pack)
    let rule = try #require(form.rules.first { $0.id == id })
    return try EquationText.of(rule, form: form, catalog: EmbeddedForms.catalog(language))
  }

  @Test(
    "rules of the national form, in Chinese and in English",
    arguments: [
      ("T03.rows.total", "合计 ＝ 各类之和", "合计 ＝ the sum of the accounts of level 类"),
      ("T03.rows.codes", "对各科目：本行 ＝ 下级科目之和", "For the accounts: this row ＝ the sum of the children"),
      ("T05.columns.total", "对各行：小计 ＝ 基本支出 ＋ 项目支出", "For the rows: 小计 ＝ 基本支出 ＋ 项目支出"),
      (
        "T03.columns.total", "对各行：本年支出合计 ＝ 基本支出 ＋ 项目支出 ＋ 上缴上级支出 ＋ 经营支出 ＋ 对附属单位补助支出",
        "For the rows: 本年支出合计 ＝ 基本支出 ＋ 项目支出 ＋ 上缴上级支出 ＋ 经营支出 ＋ 对附属单位补助支出"
      ),
      ("T06.rows.personnel", "人员经费合计 ＝ 301、303之和", "人员经费合计 ＝ the sum of 301, 303"),
      (
        "T07.columns.closing", "对各行：年末结转和结余 ＝ 年初结转和结余 ＋ 本年收入 － 小计",
        "For the rows: 年末结转和结余 ＝ 年初结转和结余 ＋ 本年收入 － 小计"
      ),
      ("T01.balance", "收入·总计 ＝ 支出·总计", "收入·总计 ＝ 支出·总计"),
      (
        "T01.income.rows.total", "收入·本年收入合计 ＝ “一般公共预算财政拨款收入”至“其他收入”各行之和",
        "收入·本年收入合计 ＝ the sum of the rows “一般公共预算财政拨款收入” to “其他收入”"
      ),
      ("T03.total", "公开01表·支出·本年支出合计 ＝ 合计·本年支出合计", "公开01表·支出·本年支出合计 ＝ 合计·本年支出合计"),
      ("T05.basic", "合计·基本支出 ＝ 公开06表·人员经费合计 ＋ 公开06表·公用经费合计", "合计·基本支出 ＝ 公开06表·人员经费合计 ＋ 公开06表·公用经费合计"),
      ("T05.rows", "对各行：公开03表有同一科目", "For the rows: 公开03表 has the same account"),
      (
        "T05.same_T03",
        "当公开03表·合计·本年支出合计 ＝ 合计·小计时，对各行：小计 ＝ 公开03表·同一科目·本年支出合计；基本支出 ＝ 公开03表·同一科目·基本支出；项目支出 ＝ 公开03表·同一科目·项目支出",
        "When 公开03表·合计·本年支出合计 ＝ 合计·小计: For the rows: 小计 ＝ 公开03表·the same account·本年支出合计; 基本支出 ＝ 公开03表·the same account·基本支出; 项目支出 ＝ 公开03表·the same account·项目支出"
      ),
      ("T09.running_06", "公开06表·30231 ≤ 决算数·公务用车运行维护费", "公开06表·30231 ≤ 决算数·公务用车运行维护费"),
      (
        "class_223", "并非（公开05表有223），且并非（公开07表有223）", "not (公开05表 has 223) and not (公开07表 has 223)"
      ),
      (
        "pension", "公开05表·2080505·基本支出与公开06表·30108相差不超过 5%", "公开05表·2080505·基本支出 is within 5% of 公开06表·30108"
      ),
      (
        "OVERALL.weights",
        ["产出", "效益", "满意度", "成本"].map { "一级指标为\($0)的各行之和 ＝ 表中所印“\($0)”的分值" }.joined(separator: "；"),
        ["产出", "效益", "满意度", "成本"].map { "the sum of the rows where 一级指标 is \($0) ＝ the points printed for “\($0)”" }
          .joined(separator: "; ")
      ),
      (
        "T04.expenditure.rows.classes",
        "对各科目：一般公共预算财政拨款 ＝ 公开05表·同一科目·小计；政府性基金预算财政拨款 ＝ 公开07表·同一科目·小计；国有资本经营预算财政拨款 ＝ 公开08表·同一科目·合计",
        "For the accounts: 一般公共预算财政拨款 ＝ 公开05表·the same account·小计; 政府性基金预算财政拨款 ＝ 公开07表·the same account·小计; 国有资本经营预算财政拨款 ＝ 公开08表·the same account·合计"
      ),
      (
        "T04.income.rows.opening_fund", "收入·年初财政拨款结转和结余·政府性基金预算财政拨款 ＝ 公开07表·合计·年初结转和结余",
        "收入·年初财政拨款结转和结余·政府性基金预算财政拨款 ＝ 公开07表·合计·年初结转和结余"
      ),
      (
        "to_item", "对公开05表各款：公开05表下级科目的个数 ＞ 0",
        "For the accounts of level 款 of 公开05表: the number of the children of 公开05表 ＞ 0"
      ),
      (
        "opening_is_last_closing", "公开01表·收入·年初结转和结余 ＝ 上年的公开01表·支出·年末结转和结余",
        "公开01表·收入·年初结转和结余 ＝ last year's 公开01表·支出·年末结转和结余"
      ),
    ])
  func national(_ id: String, _ chinese: String, _ english: String) throws {
    #expect(try text(id, "national", .chinese) == chinese)
    #expect(try text(id, "national", .english) == english)
  }

  @Test("Shanghai's own labels and equations")
  func shanghai() throws {
    #expect(try text("T06.rows.operating", "shanghai", .chinese) == "公用经费合计 ＝ 302、310之和")
    #expect(try text("T05.columns.total", "shanghai", .chinese) == "对各行：合计 ＝ 基本支出 ＋ 项目支出")
    #expect(try text("T03.total", "shanghai", .chinese) == "收入支出决算总表·支出·本年支出合计 ＝ 合计·本年支出合计")
  }

  @Test("a rule of a kind has no equation")
  func kinds() throws {
    #expect(try text("code_known", "national", .chinese) == nil)
  }

  @Test("no id of the catalogue or of a row shows through", arguments: EmbeddedForms.packs)
  func words(_ pack: String) throws {
    let form = try EmbeddedForms.form(pack)
    for language in Catalog.Language.allCases {
      let catalog = try EmbeddedForms.catalog(language)
      for rule in form.rules {
        guard let text = EquationText.of(rule, form: form, catalog: catalog) else { continue }
        #expect(!text.isEmpty && !text.contains("equation."), "\(rule.id)")
        if language == .chinese {
          #expect(!text.contains { $0.isASCII && $0.isLetter }, "\(rule.id): \(text)")
        }
      }
    }
  }

  @Test(
    "an expression of every shape is put into words",
    arguments: [
      ("T[total].a > 0 or filled(T[total].b)", "合计·甲 ＞ 0，或合计·乙已填"), ("not blank(T[total].a)", "并非（合计·甲空白）"),
      ("T[total].a != T[total].b", "合计·甲 ≠ 合计·乙"), ("T[total].a < 1", "合计·甲 ＜ 1"), ("empty(T)", "小表没有数据"),
      ("count(T[codes].a) = 0", "各行的个数 ＝ 0"), ("abs(T[total].a) >= 0", "|合计·甲| ≥ 0"),
      ("-T[total].a = T[total].b", "－合计·甲 ＝ 合计·乙"),
      ("min(T[total].a, T[total].b) = 0", "合计·甲、合计·乙中较小者 ＝ 0"),
      ("max(T[total].a, T[total].b) = 0", "合计·甲、合计·乙中较大者 ＝ 0"),
      ("sum(T[leaves].a) = 0", "末级科目之和 ＝ 0"), ("sum(T[under 301].a) = 0", "301的下级科目之和 ＝ 0"),
      ("sum(T[where a > 1].a) = 0", "甲 ＞ 1的各行之和 ＝ 0"), ("any(T[codes].a)", "各行中至少一个已填"), ("any(T[total].a)", "合计·甲已填"),
      ("T[total].a / T[total].b <= 30%", "合计·甲 ÷ 合计·乙 ≤ 0.3"),
      ("T[total].name starts 甲", "合计·名称为甲"), ("T[total].name = \"甲\"", "合计·名称 ＝ “甲”"),
      ("T[total].a * 2 = T[total].b", "合计·甲 × 2 ＝ 合计·乙"),
      ("(T[total].a + T[total].b) * 2 = 0", "（合计·甲 ＋ 合计·乙） × 2 ＝ 0"),
      ("T[total].a - (T[total].b - 1) = 0", "合计·甲 － （合计·乙 － 1） ＝ 0"),
      ("T[total].a - T[total].b - 1 = 0", "合计·甲 － 合计·乙 － 1 ＝ 0"),
      ("T[total].a / (2 * 3) = -(T[total].a + 1)", "合计·甲 ÷ （2 × 3） ＝ －（合计·甲 ＋ 1）"),
      ("min(1, T[total].share) * 2 = sum(T[301, 303].a) + 1", "（1、合计·占比中较小者） × 2 ＝ （301、303之和） ＋ 1"),
      ("blank(T[total].a + 1) and (filled(T[total].a) or filled(T[total].b))", "（合计·甲 ＋ 1）空白，且（合计·甲已填，或合计·乙已填）"),
      ("(T[total].a > 0) = (T[total].b > 0)", "（合计·甲 ＞ 0） ＝ （合计·乙 ＞ 0）"),
      ("all(T[total].a, T[total].b)", "合计·甲、合计·乙都已填"), ("all(T[total].a)", "合计·甲已填"),
      ("any(T[total].a, T[total].b > 0)", "合计·甲已填、合计·乙 ＞ 0中至少一项成立"),
      ("all(T[total].a > 0, T[total].b > 0)", "合计·甲 ＞ 0、合计·乙 ＞ 0都成立"),
    ] as [(String, String)])
  func shapes(_ expression: String, _ words: String) throws {
    let loaded = TinyPack.load(TinyPack.table(holding: expression.hasPrefix("-") ? "\"\(expression)\"" : expression))
    #expect(loaded.problems.isEmpty)
    let form = try #require(loaded.form)
    let rule = try #require(form.rules.first)
    #expect(try EquationText.of(rule, form: form, catalog: EmbeddedForms.catalog(.chinese)) == words)
  }
}
