import Composing
import OpenXML
import Testing

@testable import Publishing

@Suite("Word files of disclosures") struct WordFileTests {
  private func package(_ proof: String? = nil) throws -> OfficePackage {
    let file = try WordFile.write(Sample.publication())
    return try OfficePackage(try proof.map { proof throws in try ProofPart.adding(proof, to: file) } ?? file)
  }

  @Test func everyPartIsThereAndWellFormed() throws {
    let package = try package("{}")
    #expect(package.kind == .word)
    #expect(package.archive.entries.count == 12)
    for entry in package.archive.entries {
      let size = try package.bytes(of: entry.name).count
      #expect(size > 80, "\(entry.name)")
      _ = try package.xml(entry.name)
    }
    for part in ["", package.mainPart] {
      for relation in try package.relationships(of: part) {
        #expect(package.has(relation.target), "\(relation.target)")
      }
    }
  }

  @Test func rowsAreAsWideAsTheirTable() throws {
    let body = try #require(try package().xml("word/document.xml").root.child("body"))
    var tables = 0
    for table in body.children where table.name == "tbl" {
      tables += 1
      let columns = table.child("tblGrid").map { Array($0.children).count } ?? 0
      for row in table.children where row.name == "tr" {
        let width = row.children.filter { $0.name == "tc" }.reduce(0) {
          $0 + ($1.child("tcPr")?.child("gridSpan")?["val"].flatMap { Int($0) } ?? 1)
        }
        #expect(width == columns)
        #expect(row.child("trPr")?.child("cantSplit") != nil)
      }
    }
    #expect(tables == 15)
  }

  @Test func onlyStylesThatExistAreUsedAndLinksHaveTargets() throws {
    let package = try package()
    let styles = Set(try package.xml("word/styles.xml").root.children.compactMap { $0["styleId"] })
    let document = String(decoding: try package.bytes(of: "word/document.xml"), as: UTF8.self)
    let used = Set(document.matches(of: #/w:(?:pStyle|tblStyle|rStyle) w:val="([^"]+)"/#).map { String($0.1) })
    #expect(used.count > 8)
    #expect(used.isSubset(of: styles))
    let names = document.matches(of: #/w:bookmarkStart w:id="\d+" w:name="([^"]+)"/#).map { String($0.1) }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.utf8.count <= 40 })
    let links = document.matches(of: #/w:anchor="([^"]+)"/#).map { String($0.1) }
    #expect(links.count > 20)
    #expect(Set(links).isSubset(of: Set(names)))
  }

  @Test func headsAreRepeatedAndPaperTurns() throws {
    let package = try package()
    let document = String(decoding: try package.bytes(of: "word/document.xml"), as: UTF8.self)
    #expect(document.contains("<w:tblHeader/>"))
    #expect(document.contains("w:orient=\"landscape\""))
    #expect(document.contains("TOC \\o &quot;1-2&quot;"))
  }

  @Test func theProofComesBackAsItWasPutIn() throws {
    let proof = "{\"a\":\"<&>\\n“三公”\"}"
    let read = try ProofPart.read(try package(proof))
    #expect(read == proof)
    #expect(try ProofPart.read(try package()) == nil)
  }
}
