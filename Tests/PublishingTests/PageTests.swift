import Composing
import Forms
import Foundation
import Testing
import Writers

@testable import Publishing

@Suite("Published pages") struct PageTests {
  private func page(_ proof: String? = nil) throws -> String {
    let page = try PublishedPage(catalog: PackFiles.embedded.catalog(.chinese)).write(Sample.publication())
    return proof.map { PageProof.adding($0, to: page) } ?? page
  }

  @Test func namesAreUniqueAndLinksLeadToThem() throws {
    let page = try page()
    let ids = page.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
    #expect(ids.count > 1_000)
    #expect(Set(ids).count == ids.count)
    let links = Set(page.matches(of: #/href="#([^"]+)"/#).map { String($0.1) })
    #expect(links.count > 20)
    #expect(links.subtracting(ids).isEmpty)
    let labels = Set(page.matches(of: #/aria-labelledby="([^"]+)"/#).map { String($0.1) })
    #expect(labels.subtracting(ids).isEmpty)
  }

  @Test func nothingIsLoadedAndNothingRuns() throws {
    let page = try page()
    #expect(!page.contains(" style=\""))
    #expect(!page.contains("<script"))
    #expect(!page.contains("<link"))
    #expect(!page.contains("src=") && !page.contains("url(http") && !page.contains("@import"))
    let style = try #require(page.firstMatch(of: #/<style>([\s\S]*?)<\/style>/#)).1
    let digest = Data(SHA256.digest(Array(String(style).utf8))).base64EncodedString()
    #expect(page.contains("sha256-\(digest)") || page.contains("sha256-\(digest.replacing("=", with: "&#61;"))"))
  }

  @Test func tablesSayWhatTheirHeadingsAreFor() throws {
    let page = try page()
    let tables = page.components(separatedBy: "<table class=\"grid").dropFirst()
    #expect(tables.count == 15)
    for table in tables {
      let inside = table.components(separatedBy: "</table>")[0]
      #expect(inside.contains("<caption>"))
      #expect(inside.contains("scope=\"col"))
      #expect(!inside.contains("<th>"))
    }
  }

  @Test func chartsStandBesideTheirFigures() throws {
    let page = try page()
    let charts = page.components(separatedBy: "class=\"tbl chart\"").dropFirst()
    #expect(charts.count == 4)
    for chart in charts {
      let rows = chart.components(separatedBy: "</table>")[0].components(separatedBy: "<tr>").count - 2
      #expect(rows > 0)
      #expect(
        chart.components(separatedBy: "</table>")[0].components(separatedBy: "aria-hidden=\"true\"").count - 1 == rows)
    }
  }

  @Test func theProofComesBackAndIsNoMarkup() throws {
    let proof = "{\"a\":\"</script><b>“三公”\"}"
    let page = try page(proof)
    let read = try #require(PageProof.read(page))
    #expect(!read.contains("<"))
    let text = try JSONDecoder().decode([String: String].self, from: Data(read.utf8))
    #expect(text == ["a": "</script><b>“三公”"])
    #expect(PageProof.read(try self.page()) == nil)
  }
}
