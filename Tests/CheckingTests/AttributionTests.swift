import Documents
import Filings
import Forms
import TestSupport
import Testing

@testable import Checking

/// One slip in a small sound world gives one finding, on that cell, with its true value.
@Suite struct AttributionTests {
  /// 03 and 05 agree, 06 adds up to the basic expenditure, 01 and 04 carry the totals.
  private static let sound: [String: [String: [String: String]]] = [
    "T01.income": [
      "general": ["amount": "30.00"], "total": ["amount": "30.00"], "opening": ["amount": ""],
      "surplus": ["amount": ""], "grand": ["amount": "30.00"],
    ],
    "T01.expenditure": [
      "201": ["amount": "22.40"], "221": ["amount": "7.60"], "total": ["amount": "30.00"], "closing": ["amount": ""],
      "distribution": ["amount": ""], "grand": ["amount": "30.00"],
    ],
    "T03": [
      "total": ["total": "30.00", "basic": "20.00", "project": "10.00"],
      "201": ["total": "22.40", "basic": "12.40", "project": "10.00"],
      "20126": ["total": "22.40", "basic": "12.40", "project": "10.00"],
      "2012601": ["total": "12.40", "basic": "12.40", "project": ""],
      "2012602": ["total": "10.00", "basic": "", "project": "10.00"],
      "221": ["total": "7.60", "basic": "7.60", "project": ""],
      "22102": ["total": "7.60", "basic": "7.60", "project": ""],
      "2210201": ["total": "7.60", "basic": "7.60", "project": ""],
    ],
    "T05": [
      "total": ["total": "30.00", "basic": "20.00", "project": "10.00"],
      "201": ["total": "22.40", "basic": "12.40", "project": "10.00"],
      "20126": ["total": "22.40", "basic": "12.40", "project": "10.00"],
      "2012601": ["total": "12.40", "basic": "12.40", "project": ""],
      "2012602": ["total": "10.00", "basic": "", "project": "10.00"],
      "221": ["total": "7.60", "basic": "7.60", "project": ""],
      "22102": ["total": "7.60", "basic": "7.60", "project": ""],
      "2210201": ["total": "7.60", "basic": "7.60", "project": ""],
    ],
    "T06": [
      "301": ["amount": "15.00"], "302": ["amount": "5.00"], "personnel": ["amount": "15.00"],
      "operating": ["amount": "5.00"],
    ],
  ]

  private func findings(_ tables: [String: [String: [String: String]]]) -> [Finding] {
    let catalog = PackFiles.embedded.catalog(.chinese)
    return Checker(form: TestForms.hunan, catalog: catalog).check(.printing(tables), of: .init(blocks: [])).findings
      .filter { finding in TestForms.hunan.rules.contains { rule in rule.id == finding.rule && rule.table != nil } }
  }

  /// Nothing else prints the parts of 302. A lost sign tells which of them to look at, and still they are all doubted.
  @Test func aLostSignIsTheFirstSuspectOfATie() throws {
    var tables = Self.sound
    tables["T06"]?["30201"] = ["amount": "1.20"]
    tables["T06"]?["30206"] = ["amount": "-0.80"]
    tables["T06"]?["30211"] = ["amount": "3.00"]
    let finding = try #require(findings(tables).first)
    #expect(finding.isOpen)
    #expect(finding.message.hasPrefix("公开06表“302”决算数为5.00万元"), "\(finding.message)")
    #expect(finding.locations.first?.row == "30206")
    #expect(finding.locations.map(\.role) == [.culprit, .also, .also])
    #expect(finding.suggestion?.contains("改为0.80万元即相符") ?? false)
  }

  /// Its sibling prints a right figure, whatever the sums say.
  @Test func aMissingRowIsTheCauseOfAllItsSums() throws {
    var tables = Self.sound
    tables["T03"]?["2012602"] = nil
    let findings = findings(tables)
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.message.contains("2012602"))
    #expect(finding.locations.allSatisfy { $0.row?.hasPrefix("2012602") ?? false })
    #expect(finding.expected == "10.00万元")
  }

  private func changed(_ table: String, _ row: String, _ column: String, to text: String) -> [String: [String: [String:
    String]]]
  {
    var tables = Self.sound
    tables[table]?[row]?[column] = text
    return tables
  }

  @Test func aSoundFilingHasNoFinding() {
    #expect(findings(Self.sound).map(\.message) == [])
  }

  @Test(arguments: [
    ("T03", "20126", "total", "24.20", "22.40万元"), ("T05", "2012602", "project", "1.00", "10.00万元"),
    ("T03", "221", "basic", "67.60", "7.60万元"), ("T01.expenditure", "total", "amount", "3.00", "30.00万元"),
    ("T06", "personnel", "amount", "51.00", "15.00万元"), ("T05", "total", "basic", "2.00", "20.00万元"),
  ])
  func aWrongFigureIsOneFindingWithItsTrueValue(
    _ table: String, _ row: String, _ column: String, _ text: String, _ expected: String
  ) throws {
    let found = findings(changed(table, row, column, to: text))
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].severity == .error)
    #expect(found[0].expected == expected)
    #expect(found[0].locations.filter { $0.role == .culprit }.map(\.quote) == [text])
  }

  @Test func aBlankTotalIsFilledIn() throws {
    let found = findings(changed("T03", "total", "total", to: ""))
    try #require(found.count == 1)
    #expect(found[0].expected == "30.00万元")
    #expect(found[0].title.contains("漏填"))
  }

  @Test func aRowLeftOutOfOneTableIsNamed() throws {
    var tables = Self.sound
    tables["T03"]?["2210201"] = nil
    let found = findings(tables)
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].title.contains("2210201"))
    #expect(found[0].title.contains("缺少"))
  }

  @Test func twoRowsExchangedAreOneFinding() throws {
    var tables = Self.sound
    tables["T05"]?["2012601"] = Self.sound["T05"]?["2012602"]
    tables["T05"]?["2012602"] = Self.sound["T05"]?["2012601"]
    let found = findings(tables)
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(Set(found[0].locations.compactMap(\.row)) == ["2012601", "2012602"])
  }

  @Test func aSlipCopiedIntoTheNextTableIsOneFinding() throws {
    var tables = changed("T03", "221", "total", to: "6.70")
    tables["T03"]?["221"]?["basic"] = "6.70"
    tables["T05"]?["221"] = ["total": "6.70", "basic": "6.70", "project": ""]
    let found = findings(tables)
    try #require(found.count == 1, "\(found.map(\.message))")
    #expect(found[0].expected == "7.60万元")
    #expect(found[0].locations.count == 4)
  }

  @Test func whatTheDocumentCannotDecideIsNotAsserted() throws {
    // 06 alone says what 301 and its total are: either may be wrong.
    let found = findings(["T06": ["301": ["amount": "15.00"], "personnel": ["amount": "16.00"], "302": ["amount": ""]]])
    try #require(found.count == 1)
    #expect(found[0].suggestion?.contains("不能断定") == true)
    #expect(found[0].locations.filter { $0.role != .evidence }.count == 2)
  }

  /// Of a budget the rate tells only about how much it was; the roundest amount is the likeliest.
  @Test func anAmountFromARateIsSaidToBeApproximate() throws {
    let found = findings([
      "PROJECT.funds": ["total": ["original": "650.00", "revised": "", "executed": "647.00", "rate": "99.5%"]]
    ])
    let finding = try #require(found.first { $0.title.contains("全年预算数") }, "\(found.map(\.message))")
    #expect(finding.expected == "约650.00万元")
  }

  /// A hint without a place stays; one about a place that an error accuses says nothing new.
  @Test func hintsGiveWayToErrors() {
    let place = Location(role: .culprit, quote: "1.00", span: SourceSpan(start: 4, end: 8))
    let error = Finding(rule: "a", severity: .error, title: "", message: "wrong", locations: [place])
    let hint = Finding(rule: "b", severity: .info, title: "", message: "odd", locations: [place])
    let bare = Finding(rule: "c", severity: .info, title: "", message: "general")
    #expect(FindingList.finished([error, hint, bare], department: "").map(\.rule) == ["a", "c"])
    #expect(FindingList.finished([hint, bare], department: "").map(\.rule) == ["b", "c"])
  }

  @Test func aMissingAccountWithPartsIsSaidToHaveThem() throws {
    var tables = Self.sound
    tables["T03"]?["20126"] = nil
    tables["T03"]?["205"] = ["total": "0.00", "basic": "0.00", "project": ""]
    tables["T03"]?["20501"] = ["total": "0.00", "basic": "0.00", "project": ""]
    let found = findings(tables)
    let finding = try #require(found.first { $0.title.contains("20126") }, "\(found.map(\.message))")
    #expect(finding.message.contains("却列出了它的下级科目"))
  }

  @Test func orderOfRowsChangesNothing() {
    let forward = findings(changed("T03", "20126", "total", to: "24.20")).map(\.message)
    var filing = Filing.printing(changed("T03", "20126", "total", to: "24.20"))
    for table in filing.tables.indices {
      for block in filing.tables[table].blocks.indices {
        filing.tables[table].blocks[block].rows.reverse()
        filing.tables[table].blocks[block].index()
      }
    }
    filing.tables.reverse()
    let catalog = PackFiles.embedded.catalog(.chinese)
    let backward = Checker(form: TestForms.hunan, catalog: catalog).check(filing, of: .init(blocks: [])).findings.map(
      \.message)
    #expect(forward.allSatisfy(backward.contains))
  }
}
