import Documents
import Forms
import Foundation
import HTTPTypes
import OpenXML
import Samples
import Store
import Testing
import Workflow

@testable import Portal

/// What the bureau does with many departments at once, and with the rules.
@Suite struct BureauTests {
  /// A filing of another department, made of a sample.
  private static func add(
    _ sample: String, to name: String, _ portal: TestPortal, upTo state: FilingState = .submitted
  ) async throws -> Version {
    let text = (SampleFiles.text(sample) ?? "").replacing("示例市档案馆", with: name)
    let body = try #require(try await portal.store.bodies().first { $0.name == name })
    let user = try #require(try await portal.store.users().first { $0.name == "clerk" })
    let actor = Actor(user: user.id, name: "clerk", at: portal.now)
    let bytes = try TestPortal.worker(
      .assess, SourceFile(name: "\(name).md", bytes: Array(text.utf8)), PackFiles.embedded.catalog(.chinese),
      FileTask.Options())
    let assessed = try JSONDecoder().decode(AssessedFile.self, from: Data(bytes))
    let version = try await portal.store.add(
      try Intake.version(assessed, name: "\(name).md", Array(text.utf8), by: Severities(), correction: nil),
      body: body.id, year: 2024, from: [nil], by: actor)
    try await portal.store.move(version.filing, from: [.draft], to: .submitted, by: actor)
    if state == .published {
      try await portal.store.move(version.filing, from: [.submitted], to: .approved, by: actor)
      try await portal.store.publish(version.filing, by: actor)
    }
    return version
  }

  // MARK: Figures

  @Test func departmentsAreComparedByWhatIsPublic() async throws {
    let portal = try await TestPortal()
    let other = try await Self.add("archive-2024-slips.md", to: "示例市水务局", portal, upTo: .published)
    let hidden = try await Self.add("archive-2024.md", to: "示例市体育局", portal)
    let bodies = try await portal.store.bodies()
    func id(_ version: Version) async throws -> Int64 { try await portal.store.filing(version.filing).body }
    let archive = try #require(bodies.first { $0.name == "示例市档案馆" }).id
    let (second, third) = (try await id(other), try await id(hidden))
    let browser = try await portal.browser()
    let page = try await browser.get("/compare?year=2024&body=\(archive)&body=\(second)&body=\(third)&body=\(archive)")
    #expect(page.status == 200)
    #expect(page.text.contains("示例市档案馆") && page.text.contains("示例市水务局"))
    // What is in review is nobody's to see, whatever an address asks for.
    #expect(!page.text.contains("示例市体育局"))
    #expect(page.text.contains("年初预算完成率") && page.text.contains("人均“三公”经费"))
    #expect(page.text.contains("/departments/\(second)/2024/report#"))
    let found = try await browser.get("/compare?year=2024&body=\(archive)&q=" + Gate.encoded("水务"))
    #expect(found.text.contains("body=\(archive)&amp;body=\(second)"))
    #expect(try await browser.get("/compare?body=x&year=1").status == 200)
  }

  @Test func theBureauSeesAllDepartmentsTogether() async throws {
    let portal = try await TestPortal()
    _ = try await Self.add("archive-2024-slips.md", to: "示例市水务局", portal)
    let browser = try await portal.browser("reviewer")
    let page = try await browser.get("/board/figures?year=2024")
    #expect(page.status == 200)
    #expect(page.text.contains("2 个部门的最新版本"))
    let csv = try await browser.get("/board/figures.csv?year=2024")
    #expect(csv.text.contains("示例市水务局") && csv.text.contains("示例市档案馆"))
    #expect(try await browser.get("/board/figures?year=2031").text.contains("还没有送审或公开"))
  }

  // MARK: Many files

  private static func zip(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    try Archive.packing(files.map { (name: $0.0, contents: $0.1) })
  }

  /// Until everything is done.
  private static func wait(_ browser: Browser, _ path: String) async throws -> String {
    for _ in 0..<600 {
      let page = try await browser.get(path)
      try #require(page.status == 200)
      if !page.text.contains("data-reload") { return page.text }
      try await Task.sleep(for: .milliseconds(100))
    }
    Issue.record("the job did not end")
    return ""
  }

  @Test func manyFilesAreCheckedAtOnce() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("reviewer")
    let zip = try Self.zip([
      ("甲/sound.md", SampleFiles.bytes("archive-2024.md")), ("乙/slips.md", SampleFiles.bytes("archive-2024-slips.md")),
      ("丙.docx", Array("no document".utf8)),
    ])
    let begun = try await browser.upload("/bulk", name: "全市.zip", zip)
    let path = try #require(begun.location)
    #expect(begun.status == 303 && path.hasPrefix("/bulk/"))
    let page = try await Self.wait(browser, path)
    #expect(page.contains("全部 2 份已完成"))
    #expect(page.contains("2 份：1 份有问题（错误 11 处），1 份没有问题，0 份未能识别，0 份无法读取"))
    // What is no document is left out, and said.
    #expect(page.contains("丙.docx"))
    let csv = try await browser.get(path + "/files/totals.csv")
    #expect(csv.text.contains("丙.docx"))
    #expect(csv.text.contains("乙/slips.md") && csv.headers[.contentDisposition]?.contains("attachment") == true)
    #expect(try await browser.get(path + "/files/findings.csv").text.contains("T03.columns.total"))
    #expect(try await browser.get(path + "/files/other.csv").status == 404)
    #expect(try await browser.get("/bulk").text.contains("全市.zip"))
    // Somebody else's is nobody's.
    let password = "another-reviewer-password"
    _ = try await portal.store.addUser(
      name: "second", display: "second", role: .reviewer, body: nil, password: try PasswordHash.make(password),
      by: Actor(user: nil, name: "test", at: portal.now))
    #expect(try await portal.browser("second").get(path).status == 404)
  }

  @Test func whatIsNoArchiveIsToldAtOnce() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("reviewer")
    #expect(try await browser.upload("/bulk", name: "x.zip", Array("PK no archive".utf8)).status == 422)
    #expect(try await browser.upload("/bulk", name: "x.zip", try Self.zip([])).status == 422)
  }

  // MARK: Rules

  @Test func aSeverityThatIsSetCountsInEveryLaterCheck() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("reviewer")
    let rule = "empty_tables"
    let page = try await browser.get("/rules?pack=hunan&year=2025")
    #expect(page.text.contains(rule) && page.text.contains("T03.columns.total"))
    #expect(page.text.contains("本年支出合计等于各栏之和"))
    var fields = ["pack": "hunan", "year": "2025", "rule": rule, "severity": "info", "reason": "试行一年，只作参考"]
    #expect(try await browser.post("/rules/severity", fields).status == 303)
    let before = try await Self.severities(portal, year: 2024)
    #expect(before[rule] == "error")
    // Only of the year that it was set for.
    fields["year"] = "2024"
    #expect(try await Self.severities(portal, year: 2024) == before)
    #expect(try await browser.post("/rules/severity", fields).status == 303)
    #expect(try await Self.severities(portal, year: 2024)[rule] == "info")
    #expect(try await browser.get("/rules?pack=hunan&year=2024").text.contains("试行一年，只作参考"))
    let events = try await portal.store.events()
    #expect(events.contains { $0.action == "rule.severity" && $0.detail == "info: 试行一年，只作参考" })
    #expect(try await portal.store.firstBrokenEvent() == nil)
    fields["severity"] = "pack"
    #expect(try await browser.post("/rules/severity", fields).status == 303)
    #expect(try await Self.severities(portal, year: 2024)[rule] == "error")
  }

  /// What the slips come to when somebody hands them in now.
  private static func severities(_ portal: TestPortal, year: Int) async throws -> [String: String] {
    let visitor = try await portal.browser()
    let page = try await visitor.upload("/check", name: "slips.md", SampleFiles.bytes("archive-2024-slips.md"))
    #expect(page.status == 200)
    let options = FileTask.Options(severities: try await portal.store.standingSeverities())
    let bytes = try TestPortal.worker(
      .assess, SourceFile(name: "slips.md", bytes: SampleFiles.bytes("archive-2024-slips.md")),
      PackFiles.embedded.catalog(.chinese), options)
    let assessed = try JSONDecoder().decode(AssessedFile.self, from: Data(bytes))
    return Dictionary(assessed.findings.map { ($0.rule, $0.severity) }) { first, _ in first }
  }

  /// A version says for ever what it was checked by, in every language and file.
  @Test func aVersionKeepsWhatItWasCheckedBy() async throws {
    let portal = try await TestPortal()
    let clerk = try #require(try await portal.store.users().first { $0.name == "clerk" })
    let reviewer = try #require(try await portal.store.users().first { $0.name == "reviewer" })
    func set(_ severity: String?) async throws {
      try await portal.store.setSeverity(
        severity, of: "empty_tables", year: 2024, reason: "试行",
        by: Actor(user: reviewer.id, name: "reviewer", at: portal.now))
    }
    try await set("info")
    let browser = try await portal.browser("clerk")
    let reason = ["reason": "更正"]
    let reply = try await browser.upload(
      "/desk/2024/correction", name: "slips.md", SampleFiles.bytes("archive-2024-slips.md"), reason)
    #expect(reply.status == 303)
    let filing = try #require(try await portal.store.filing(body: clerk.body ?? 0, year: 2024))
    let version = try #require(try await portal.store.versions(of: filing.id).last)
    let severity = try await portal.store.findings(of: version.id).first { $0.rule == "empty_tables" }?.severity
    #expect(severity == "info")
    try await set(nil)
    #expect(try await portal.store.severities(of: version).years[2024]?["empty_tables"] == .info)
    let chinese = try await browser.get("/filings/\(filing.id)")
    let english = try await browser.get("/filings/\(filing.id)?lang=en")
    #expect(chinese.text.contains("错误 10") && english.text.contains("errors 10"))
  }

  @Test func aRuleWhoseGroundNobodyReadIsNoError() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("reviewer")
    let book = try RuleBook(pack: "hunan", year: 2024, files: .embedded, catalog: PackFiles.embedded.catalog(.chinese))
    let entries = book.chapters.flatMap(\.entries)
    let remembered = try #require(entries.first { !$0.canBeError })
    var fields = ["pack": "hunan", "year": "2024", "rule": remembered.id, "severity": "error", "reason": "从严"]
    #expect(try await browser.post("/rules/severity", fields).status == 400)
    for (key, value) in [("severity", "fatal"), ("rule", "no.such"), ("reason", " "), ("year", "1"), ("pack", "none")] {
      var wrong = fields
      wrong["severity"] = "info"
      wrong[key] = value
      #expect(try await browser.post("/rules/severity", wrong).status == 400, "\(key)")
    }
    fields["severity"] = "info"
    #expect(try await browser.post("/rules/severity", fields).status == 303)
    #expect(try await portal.store.severities().count == 1)
  }

  // MARK: Trials

  private static let change = """
    table: T09
    checks:
      spent: { title: 公务接待费决算数不小于预算数, holds: "T09.outturn.receptions >= T09.budget.receptions", severity: warning, basis: 惯例 }
    ---
    duties:
      empty_tables: { severity: warning }

    """

  @Test func aChangedPackIsTriedOnWhatWasFiled() async throws {
    let portal = try await TestPortal()
    _ = try await Self.add("archive-2024-slips.md", to: "示例市水务局", portal)
    let browser = try await portal.browser("reviewer")
    let before = try await portal.store.events().count
    let begun = try await browser.upload(
      "/rules/trial", name: "change.yaml", Array(Self.change.utf8), ["pack": "hunan", "year": "2024"])
    let path = try #require(begun.location)
    let page = try await Self.wait(browser, path)
    #expect(page.contains("T09.spent") && page.contains("会多出"))
    let csv = try await browser.get(String(path.prefix { $0 != "?" }) + "/findings.csv")
    #expect(csv.text.contains("示例市档案馆,会多出") && csv.text.contains("示例市水务局,级别会变"))
    // Nothing was changed by it.
    #expect(try await portal.store.events().count == before)
  }

  @Test(arguments: [
    ("x.yaml", "table: T09\nchecks: { a: { holds: \"T09.nothing = 1\" } }\n"), ("x.yaml", "a: [b"),
    ("x.yaml", "\u{0}\u{1}"),
  ])
  func aPackThatCannotBeLoadedIsTold(name: String, text: String) async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser("reviewer")
    let reply = try await browser.upload(
      "/rules/trial", name: name, Array(text.utf8), ["pack": "hunan", "year": "2024"])
    #expect(reply.status == 422)
    #expect(reply.text.contains("没有试用"))
  }

  @Test func anArchiveTakesThePlaceOfFilesOfThePacks() async throws {
    let catalog = PackFiles.embedded.catalog(.chinese)
    func read(_ files: [(String, String)]) throws -> PackOverlay.Summary {
      let upload = SourceFile(name: "p.zip", bytes: try Self.zip(files.map { ($0.0, Array($0.1.utf8)) }))
      let bundle = SourceFile(name: "p.zip", bytes: FileBundle([upload]).bytes)
      let answer = try FileTask.readPack.run(
        on: bundle, files: .embedded, catalog: catalog, FileTask.Options(pack: "hunan"))
      return try JSONDecoder().decode(PackOverlay.Summary.self, from: Data(answer))
    }
    let pack = try #require(PackFiles.embedded.texts["hunan/pack.yaml"])
    #expect(try read([("Packs/hunan/pack.yaml", pack)]).files == ["hunan/pack.yaml"])
    let added = try read([("yunzhou/pack.yaml", "pack: yunzhou\ntitle: 云州\nextends: national\nyears: 2024..\n")])
    #expect(added.extended == ["yunzhou": "national"])
    for path in ["../hunan/pack.yaml", "hunan/pack.exe", "messages/portal.tsv", "pack.yaml"] {
      #expect(throws: FileTaskFailure.self, "\(path)") { try read([(path, pack)]) }
    }
  }
}
