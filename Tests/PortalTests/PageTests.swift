import Foundation
import HTTPTypes
import Samples
import Store
import TestSupport
import Testing

@testable import Portal
@testable import Writers

@Suite struct PageTests {
  private static let pages: [(name: String?, path: String)] = [
    (nil, "/"), (nil, "/departments"), (nil, "/departments/2/2024"), (nil, "/departments/2/2024/report"),
    (nil, "/search?q=档案馆"), (nil, "/search"), (nil, "/sign-in"), (nil, "/none"), ("clerk", "/desk"),
    ("clerk", "/filings/1"), ("reviewer", "/board?year=2024"), ("reviewer", "/filings/1"), ("admin", "/admin"),
    ("admin", "/admin/trail"),
  ]

  private static let texts = Task {
    let portal = try await TestPortal()
    var texts: [String: [(path: String, text: String)]] = [:]
    for language in ["zh", "en"] {
      for (name, path) in pages {
        let browser = try await portal.browser(name)
        let reply = try await browser.get(path + (path.contains("?") ? "&" : "?") + "lang=\(language)")
        texts[language, default: []].append((path, reply.text))
      }
    }
    return texts
  }

  private func markups(_ language: String) async throws -> [(path: String, markup: Markup)] {
    try await Self.texts.value[language, default: []].map { ($0.path, Markup($0.text)) }
  }

  @Test(arguments: ["zh", "en"])
  func pagesAreWellFormedAndTheirLinksLeadSomewhere(language: String) async throws {
    for (path, markup) in try await markups(language) {
      #expect(markup.fault == nil, "\(path)")
      #expect(markup.elements.first?.attributes["lang"] == (language == "zh" ? "zh-CN" : "en"), "\(path)")
      let ids = markup.values(of: "id")
      #expect(Set(ids).count == ids.count, "\(path)")
      for target in markup.values(of: "href") where target.hasPrefix("#") {
        #expect(ids.contains(String(target.dropFirst())), "\(path) \(target)")
      }
      for name in ["for", "aria-labelledby", "aria-describedby"] {
        for target in markup.values(of: name) { #expect(ids.contains(target), "\(path) \(name)=\(target)") }
      }
      #expect(markup.elements.count { $0.name == "main" } == 1, "\(path)")
      #expect(markup.elements.count { $0.name == "h1" } == 1, "\(path)")
    }
  }

  /// A strict policy holds, and nothing is shown in place of words that are missing.
  @Test(arguments: ["zh", "en"])
  func nothingIsInlineAndNothingIsMissing(language: String) async throws {
    for (path, markup) in try await markups(language) {
      for element in markup.elements {
        for (name, value) in element.attributes {
          #expect(name != "style" && !name.hasPrefix("on"), "\(path) \(name)")
          #expect(!value.contains("portal.") || value.hasPrefix("/assets/"), "\(path) \(name)=\(value)")
        }
      }
      #expect(
        markup.elements.filter { $0.name == "script" }.allSatisfy {
          $0.attributes["src"]?.hasPrefix("/assets/") == true
        })
      #expect(!markup.text.contains("portal.") && !markup.text.contains("false"), "\(path)")
      #expect(!markup.text.contains("nil") && !markup.text.contains("Optional("), "\(path)")
    }
  }

  @Test func everyClassIsInAStyleSheet() async throws {
    let assets = try PortalAssets()
    let style = assets.files.style + assets.portalStyle
    for (path, markup) in try await markups("zh") {
      for name in Set(markup.values(of: "class").flatMap { $0.split(separator: " ") }) {
        #expect(style.contains(try Regex("\\.\(name)(?![\\w-])")), "\(path) \(name)")
      }
    }
  }

  /// A figure leads to the cell of the document that holds it.
  @Test func figuresLeadToTheirCells() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser()
    let page = Markup(try await browser.get("/departments/2/2024").text)
    let targets = page.values(of: "href").filter { $0.hasPrefix("/departments/2/2024/report#") }
    #expect(targets.count > 40)
    let report = Set(Markup(try await browser.get("/departments/2/2024/report").text).values(of: "id"))
    for target in targets { #expect(report.contains(String(target.split(separator: "#")[1])), "\(target)") }
    let facts = try await portal.store.facts(of: 2)
    let income = try #require(facts.first { $0.highlight == "income" })
    #expect(income.text == "1336.81" && income.fen == 1_336_810_000 && income.step == 10_000)
  }

  @Test func yearsAreComparedWhereMoreThanOneIsPublic() async throws {
    let portal = try await TestPortal()
    let clerk = try await portal.browser("clerk")
    let text = SampleFiles.text("archive-2024.md")!.replacing("2023", with: "2022").replacing("2024", with: "2023")
    #expect(try await clerk.upload("/desk/2023/file", name: "a.md", Array(text.utf8)).status == 303)
    let id = try #require(try await portal.store.filing(body: 2, year: 2023)).id
    for finding in try await portal.store.findings(of: 3) where finding.severity == "error" {
      let fields = ["finding": finding.fingerprint, "decision": "dismissed", "reason": "试"]
      #expect(try await clerk.post("/filings/\(id)/decide", fields).status == 303)
    }
    #expect(try await clerk.post("/filings/\(id)/submit").status == 303)
    let reviewer = try await portal.browser("reviewer")
    #expect(try await reviewer.post("/filings/\(id)/approve").status == 303)
    #expect(try await reviewer.post("/filings/\(id)/publish").status == 303)
    let page = Markup(try await reviewer.get("/departments/2/2024").text)
    let isCompared = page.values(of: "id").contains("y3")
    let isTold = page.text.contains("与上年相同")
    #expect(isCompared && isTold)
    // The 2023 page does not know what came after it.
    let before = Markup(try await reviewer.get("/departments/2/2023").text)
    let knowsMore = before.values(of: "id").contains("y3")
    #expect(!knowsMore)
  }

  @Test func assetsAreKeptForEverUnderTheirOwnName() async throws {
    let portal = try await TestPortal(isFilled: false)
    let browser = try await portal.browser()
    let assets = try PortalAssets()
    for path in [assets.stylePath, assets.scriptPath, assets.portalStylePath, assets.portalScriptPath] {
      let reply = try await browser.get(path)
      #expect(reply.status == 200 && reply.headers[.cacheControl]?.contains("immutable") == true)
    }
    #expect(try await browser.get("/assets/0000/mingzhang.css").status == 404)
  }
}
