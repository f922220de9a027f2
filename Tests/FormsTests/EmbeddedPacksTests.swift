import Amounts
@testable import Forms
import Testing

@Suite("The packs that the program carries")
struct EmbeddedPacksTests {
  private func form(_ pack: String) throws -> Form { try EmbeddedForms.form(pack) }

  private func table(_ id: String, of form: Form) throws -> TableForm {
    form.tables[try #require(form.table(id))]
  }

  @Test("every pack loads without problems", arguments: EmbeddedForms.packs)
  func sound(_ pack: String) throws {
    let loaded = try EmbeddedForms.loaded(pack)
    let catalog = try EmbeddedForms.catalog(.chinese)
    #expect(loaded.problems.map { $0.rendered(catalog) }.isEmpty)
    let form = try #require(loaded.form)
    #expect(form.pack == pack)
    #expect(form.chain == (pack == "national" ? ["national"] : ["national", pack]))
    #expect(form.unit == .tenThousandYuan)
    #expect(form.precision == 2)
    #expect(!form.glossary.isEmpty && !form.phrases.isEmpty && form.classifications.count == 2)
  }

  @Test("the packs are those with a pack.yaml")
  func packs() {
    #expect(EmbeddedForms.files.packs == ["hunan", "national", "shanghai", "shanghai-budget", "sichuan"])
  }

  @Test("ids of rules, tables and sections are unique", arguments: EmbeddedForms.packs)
  func uniqueIDs(_ pack: String) throws {
    let form = try form(pack)
    #expect(Set(form.rules.map(\.id)).count == form.rules.count)
    #expect(Set(form.tables.map(\.id)).count == form.tables.count)
    #expect(Set(form.sections.map(\.id)).count == form.sections.count)
    for table in form.tables {
      for block in table.blocks {
        #expect(Set(block.columns.map(\.id)).count == block.columns.count, "\(table.id)")
        #expect(Set(block.rows.map(\.id)).count == block.rows.count, "\(table.id)")
      }
    }
  }

  @Test("every rule has a title, a basis that exists and a severity its basis carries", arguments: EmbeddedForms.packs)
  func rules(_ pack: String) throws {
    let form = try form(pack)
    for rule in form.rules {
      #expect(!rule.title.isEmpty, "\(rule.id)")
      #expect(!rule.basis.isEmpty && rule.basis.allSatisfy { form.sources[$0] != nil }, "\(rule.id)")
      if rule.severity == .error {
        #expect(rule.basis.contains { form.sources[$0]?.verification != .remembered }, "\(rule.id)")
      }
    }
  }

  @Test("the nine tables are printed, sheets are not", arguments: EmbeddedForms.packs)
  func printed(_ pack: String) throws {
    let form = try form(pack)
    let nine = (1...9).map { "T0\($0)" }
    #expect(form.tables.filter(\.isPrinted).map(\.id).filter(nine.contains) == nine)
    for sheet in ["budget", "outturn", "quantities", "procurement", "assets", "running"] {
      #expect(try !table(sheet, of: form).isPrinted)
    }
  }

  @Test("totals are marked, parts are not")
  func totals() throws {
    let spending = try table("T03", of: form("national")).blocks[0]
    #expect(spending.columns.map(\.isTotal) == [true, false, false, false, false, false])
    #expect(spending.rows.map(\.isTotal) == [true, false])
    let details = try table("T06", of: form("national")).blocks[0]
    #expect(details.rows.filter(\.isTotal).map(\.id) == ["personnel", "operating"])
  }

  @Test("Shanghai sums operating expenses over two classes, the nation over four")
  func operating() throws {
    func source(_ pack: String) throws -> String? {
      try form(pack).rules.first { $0.id == "T06.rows.operating" }?.source
    }
    #expect(try source("shanghai") == "sum(302, 310)")
    #expect(try source("national") == "sum(302, 307, 310, 399)")
    #expect(try source("hunan") == source("national"))
    let rule = try #require(form("shanghai").rules.first { $0.id == "T06.rows.operating" })
    #expect(rule.title == "公用经费合计", "the nation's title speaks of four classes")
  }

  @Test("Shanghai's 06 title is its own and the national one stays readable")
  func title() throws {
    let table = try table("T06", of: form("shanghai"))
    #expect(table.title == "一般公共预算财政拨款基本支出决算表")
    #expect(table.otherTitles.contains("一般公共预算财政拨款基本支出决算明细表"))
    #expect(try self.table("T06", of: form("national")).title == "一般公共预算财政拨款基本支出决算明细表")
  }

  @Test("a form of its own takes nothing but the head of the pack beneath")
  func ownForm() throws {
    let loaded = FormLoader(files: EmbeddedForms.files).load("shanghai-budget", isThorough: true)
    #expect(loaded.problems == [])
    let budget = try #require(loaded.form)
    #expect(budget.tables.map(\.id) == (1...9).map { "B0\($0)" })
    #expect(budget.sections.isEmpty && budget.phrases.isEmpty && budget.glossary.isEmpty)
    #expect(budget.classifications.count == 2)
    #expect(budget.kind == "budget")
    #expect(try form("shanghai").kind == "accounts")
  }

  @Test("Shanghai prints no numbers on its tables")
  func numbers() throws {
    let shanghai = try form("shanghai")
    #expect(shanghai.tables.filter(\.isPrinted).compactMap(\.number) == [])
    #expect(try table("T01", of: form("hunan")).number == "公开01表")
  }

  @Test("09 is a product of stage and item, whichever of them is laid out first", arguments: EmbeddedForms.packs)
  func threePublic(_ pack: String) throws {
    let block = try table("T09", of: form(pack)).blocks[0]
    let items = ["total", "overseas", "vehicles", "purchase", "running", "receptions"]
    #expect(block.columns.map(\.id) == items.map { "budget.\($0)" } + items.map { "outturn.\($0)" })
    #expect(block.rows.isEmpty)
    let budget = try #require(block.column("budget.overseas"))
    #expect(block.columns[budget].dimension.contains("预算数"))
    #expect(
      block.columns.prefix(4).map(\.label) == ["预算数·合计", "预算数·因公出国（境）费", "预算数·公务用车购置及运行维护费", "预算数·公务用车购置费"])
    #expect(block.columns[budget].keys.contains("因公出国(境)费"))
    let purchase = try #require(block.column("outturn.purchase"))
    #expect(block.columns[purchase].under == ["公务用车购置及运行维护费"])
    #expect(block.columns[purchase].dimension.contains("决算数"))
  }

  @Test("Shanghai's 08 has the columns of 07 before its total")
  func stateCapital() throws {
    let columns = try table("T08", of: form("shanghai")).blocks[0].columns.map(\.id)
    #expect(columns == ["opening", "income", "total", "basic", "project", "closing"])
    #expect(try table("T08", of: form("national")).blocks[0].columns.map(\.id) == ["total", "basic", "project"])
  }

  @Test("Hunan's weights replace the nation's", arguments: ["OVERALL", "PROJECT"])
  func weights(_ id: String) throws {
    func points(_ pack: String) throws -> [String] {
      try table(id, of: form(pack)).weights.map { "\($0.name) \($0.points.formatted(limit: 2))" }
    }
    #expect(try points("hunan") == ["执行率 10", "产出 40", "效益 20", "满意度 10", "成本 20"])
    #expect(try points("national") == ["执行率 10", "产出 50", "效益 30", "满意度 10", "成本 0"])
    #expect(try points("shanghai") == points("national"))
  }

  @Test("sections come in the form's order")
  func sections() throws {
    let all = try form("national").sections.filter(\.isComposed).map(\.id)
    #expect(all.filter { $0.hasPrefix("N") } == (1...13).map { $0 < 10 ? "N0\($0)" : "N\($0)" })
    // The performance report comes after the narrative.
    #expect(all.suffix(5) == ["P01", "P02", "P03", "P04", "P05"])
    let hunan = try form("hunan").sections.filter { $0.isComposed && $0.id.hasPrefix("N") }.map(\.id)
    #expect(Array(hunan.drop { $0 != "N10" }) == ["N10", "N14", "N11", "N12", "N13"])
    let narrative = try #require(form("shanghai").outline.first { $0.id == "narrative" })
    #expect(narrative.holds.suffix(5) == ["N09", "N13", "N10", "N11", "N12"])
  }

  @Test("an overlay's outline replaces, adds and removes parts")
  func outline() throws {
    #expect(try form("shanghai").outline.map(\.id) == ["overview", "tables", "narrative", "glossary"])
    let annex = try #require(form("hunan").outline.first { $0.id == "annex" })
    #expect(annex.isRequired && annex.holds == ["BASE", "OVERALL", "PROJECT"])
    #expect(try form("national").outline.first { $0.id == "annex" }?.isRequired == false)
  }

  @Test("Shanghai grades in four bands of its own")
  func grades() throws {
    #expect(try form("shanghai").scoring.grades.map(\.name) == ["优", "良", "合格", "不合格"])
    #expect(try form("national").scoring.grades.map(\.name) == ["优", "良", "中", "差"])
  }

  @Test("Shanghai leaves out what it does not state")
  func removed() throws {
    let shanghai = try form("shanghai")
    for id in ["procurement.smes", "procurement.micro", "sme_share", "micro_share"] {
      #expect(!shanghai.rules.contains { $0.id == id }, "\(id)")
      #expect(try form("national").rules.contains { $0.id == id }, "\(id)")
    }
  }

  @Test("the nation's wording stays readable under an overlay's")
  func earlierWording() throws {
    let national = try #require(
      form("national").sections.first { $0.id == "N02" }?.sentences.first { $0.id == "total" })
    let hunan = try #require(form("hunan").sections.first { $0.id == "N02" }?.sentences.first { $0.id == "total" })
    #expect(hunan.wordings.count == national.wordings.count + 1)
    #expect(hunan.wordings.dropFirst().first == national.wordings.first)
  }

  @Test("marks tell the packs apart")
  func marks() throws {
    let packs = ParsedPacks(EmbeddedForms.files)
    let hunan = try #require(packs.marks(of: "hunan"))
    #expect(hunan.places.contains("株洲") && hunan.years.lowerBound == 2023 && hunan.chainLength == 2)
    #expect(hunan.titles.contains { $0.first == "支出决算表" })
    #expect(packs.marks(of: "nowhere") == nil)
    #expect(try #require(packs.marks(of: "national")).places.isEmpty)
  }
}
