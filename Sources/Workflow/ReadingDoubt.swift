import Checking
import Documents
import Forms

/// Lowers findings that rest on print which was recognised without certainty, or on tables whose cells were told apart
/// without certainty: they ask somebody to look, and accuse nothing.
struct ReadingDoubt {
  private let map: SourceMap
  /// Whether any of the text was recognised on a picture.
  private let isRecognised: Bool
  /// Tables whose cells nothing but the place of words tells apart.
  private let tables: [SourceSpan]
  private let catalog: Catalog
  /// Pages with print that was not recognised at all: it may be a figure, or part of one.
  private let pages: Set<Page>
  /// Rules on single characters, which recognition itself mixes up.
  private let ofCharacters: Set<String>

  private struct Page: Hashable {
    var file: String?
    var number: Int

    init?(_ place: Place) {
      guard case .page(let number, _) = place.spot else { return nil }
      (file, self.number) = (place.file, number)
    }
  }

  /// Recognition that is less sure is doubted. Of clean print on the sample, figures score above 0.99.
  private static let leastScore: Float = 0.97

  /// - Returns: nil where all was read with certainty.
  init?(_ map: SourceMap?, _ form: Form, _ catalog: Catalog, notes: [ReadingNote] = []) {
    guard let map else { return nil }
    isRecognised = map.leaves.contains { $0.score != nil }
    tables = notes.filter { $0.id == ReadingNote.guessedTable }.compactMap(\.span)
    guard isRecognised || !tables.isEmpty else { return nil }
    (self.map, self.catalog) = (map, catalog)
    ofCharacters = Set(
      form.rules.lazy.filter { rule in
        if case .kind(let kind, _) = rule.kind { Self.kindsOfCharacters.contains(kind) } else { false }
      }.map(\.id))
    pages = Set(map.leaves.lazy.filter { $0.score == 0 }.compactMap { Page($0.place) })
  }

  private static let kindsOfCharacters: Set = ["misspelt", "dropped_character"]

  func applied(to findings: [Finding]) -> [Finding] {
    let lowered = findings.map(lowered)
    return Finding.Severity.allCases.sorted(by: >).flatMap { severity in lowered.filter { $0.severity == severity } }
  }

  private func lowered(_ finding: Finding) -> Finding {
    var finding = finding
    if ofCharacters.contains(finding.rule),
      finding.locations.compactMap(\.span).contains(where: { map.score(of: $0) != nil })
    {
      finding.severity = .info
      finding.message += "\n" + catalog("recognised.characters")
      return finding
    }
    guard finding.severity == .error, let reason = reason(to: finding) else { return finding }
    finding.severity = .warning
    finding.message += "\n" + reason
    finding.repairs = []
    return finding
  }

  private func reason(to finding: Finding) -> String? {
    let spans = finding.locations.compactMap(\.span) + finding.evidence.flatMap(\.terms).compactMap(\.span)
    // What is missing may be there and not be recognised.
    guard !spans.isEmpty else { return catalog(isRecognised ? "recognised.missing" : "guessed.missing") }
    if spans.contains(where: { span in tables.contains { $0.meets(span) } }) { return catalog("guessed.table") }
    let doubtful = spans.filter { span in
      map.score(of: span).map { $0 < Self.leastScore } ?? false
        || map.places(of: span).contains { Page($0).map(pages.contains) ?? false }
    }
    return doubtful.isEmpty ? nil : catalog("recognised.doubtful", ["count": String(Set(doubtful).count)])
  }
}
