import Foundation
import TestSupport
import Testing

@testable import mutations

/// Documents that were not generated, as ground for slips.
@Suite struct PublishedDocumentTests {
  private let bench = Bench(seed: 502, regime: .full, isRounded: false)

  @Test func aSoundDocumentIsLeftAsItIs() throws {
    let url = Repository.file("Samples/archive-2024.md")
    let manuscript = try bench.ground(url.path).manuscript
    #expect(manuscript.text == (try String(contentsOf: url, encoding: .utf8)))
    #expect(manuscript.prints.count { $0.kind == .cell } > 300)
    #expect(manuscript.prints.count { $0.kind == .sentence } > 80)
    #expect(manuscript.prints.count { $0.kind == .percentage } > 40)
    for print in manuscript.prints {
      #expect(manuscript.scalars[print.range].map(String.init).joined() == print.text)
      #expect(Accounts.value(print.text, print.unit) != nil)
    }
  }

  @Test func slipsAreRepairedByTheFindings() throws {
    let slipped = try String(contentsOf: Repository.file("Samples/archive-2024-slips.md"), encoding: .utf8)
    let manuscript = try bench.ground(Repository.file("Samples/archive-2024-slips.md").path).manuscript
    #expect(slipped.contains("\t1057.55\t"))
    #expect(!manuscript.text.contains("\t1057.55\t"))
  }

  @Test func itsOwnFindingsAreSetAside() throws {
    let ground = try bench.ground(Repository.file("Samples/archive-2024-slips.md").path)
    let findings = DisclosureCheck(regime: .full).findings(ground.manuscript.text)
    #expect(!findings.isEmpty)
    #expect(ground.new(findings).isEmpty)
  }
}
