import Checking
import Documents
import Forms
import Testing

@testable import Workflow

/// What is recognised without certainty accuses nothing.
@Suite struct ReadingDoubtTests {
  private let catalog = PackFiles.embedded.catalog(.chinese)
  private let form: Form

  init() throws {
    form = try #require(FormLoader(files: .embedded).load("national", year: 2024).form)
  }

  private func leaf(_ start: Int, _ page: Int, _ score: Float?) -> SourceMap.Leaf {
    let box = Place.Box(left: 0, top: 0, right: 9, bottom: 9)
    return SourceMap.Leaf(start: start, end: start + 5, place: Place(.page(number: page, box: box)), score: score)
  }

  private func finding(_ spans: [Int], _ severity: Finding.Severity = .error) -> Finding {
    var finding = Finding(
      rule: "T03.columns.total", severity: severity, title: "合计", message: "不等",
      locations: spans.map { Location(role: .culprit, quote: "", span: SourceSpan($0..<$0 + 5)) })
    finding.repairs = [Repair(span: SourceSpan(0..<5), text: "1.00")]
    return finding
  }

  /// Sure, doubtful, carried by the file itself, and sure on a page that holds print nobody could read.
  private var map: SourceMap {
    SourceMap([leaf(0, 1, 0.99), leaf(10, 1, 0.9), leaf(20, 2, nil), leaf(30, 3, 0.99), leaf(40, 3, 0)])
  }

  private func severities(_ findings: [Finding]) -> [Finding.Severity] {
    (ReadingDoubt(map, form, catalog)?.applied(to: findings) ?? []).map(\.severity)
  }

  @Test func whatIsSureStaysAnError() {
    #expect(severities([finding([0])]) == [.error])
    #expect(severities([finding([20])]) == [.error])
  }

  @Test func whatRestsOnDoubtIsAWarning() throws {
    #expect(severities([finding([0, 10])]) == [.warning])
    #expect(severities([finding([30])]) == [.warning])
    #expect(severities([finding([])]) == [.warning])
    var byTerm = finding([0])
    byTerm.evidence = [
      Evidence(
        equation: "", left: "", right: "", difference: "",
        terms: [Evidence.Term(sign: "＋", label: "", text: "", span: SourceSpan(10..<15))])
    ]
    let lowered = try #require(ReadingDoubt(map, form, catalog)?.applied(to: [byTerm]).first)
    #expect(lowered.severity == .warning)
    #expect(lowered.repairs.isEmpty)
    #expect(lowered.message.contains("1 处把握不大"))
  }

  @Test func whatRestsOnATableOfGuessedCellsIsAWarning() throws {
    let map = SourceMap([leaf(0, 1, nil), leaf(20, 2, nil)])
    let note = ReadingNote(id: ReadingNote.guessedTable, span: SourceSpan(15..<40))
    let doubt = try #require(ReadingDoubt(map, form, catalog, notes: [note]))
    #expect(doubt.applied(to: [finding([0]), finding([0, 20])]).map(\.severity) == [.error, .warning])
    #expect(doubt.applied(to: [finding([])]).map(\.severity) == [.warning])
    #expect(doubt.applied(to: [finding([20])]).first?.repairs == [])
  }

  @Test func aCharacterThatLooksLikeAnotherMayHaveBeenMisread() {
    func misspelt(_ start: Int) -> Finding {
      var finding = finding([start], .warning)
      finding.rule = "misspellings"
      return finding
    }
    #expect(severities([misspelt(0)]) == [.info])
    #expect(severities([misspelt(20)]) == [.warning])
  }

  @Test func errorsStayFirst() {
    let findings = [finding([10]), finding([0]), finding([20], .info), finding([0], .warning)]
    #expect(severities(findings) == [.error, .warning, .warning, .info])
  }

  @Test func whatCarriesItsTextIsLeftAlone() {
    #expect(ReadingDoubt(SourceMap([leaf(0, 1, nil)]), form, catalog) == nil)
    #expect(ReadingDoubt(nil, form, catalog) == nil)
  }
}
