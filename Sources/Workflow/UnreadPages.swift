import Checking
import Documents
import Forms

/// Pages of a file that were not read: what seems to be missing may stand there, and a table may go on there.
struct UnreadPages {
  private struct Page: Hashable {
    var file: String?
    var number: Int
  }

  private let pages: Set<Page>
  private let map: SourceMap
  private let catalog: Catalog
  /// Rules that say that something is not there.
  private let ofAbsence: Set<String>
  /// Rules that hold tables against sentences that may not have been read.
  private let ofSentences: Set<String>

  private static let notes: Set = ["reading.pagePicture", "reading.pageUnreadable", "reading.tooManyRules"]

  /// - Returns: nil where all pages were read.
  init?(_ notes: [ReadingNote], _ map: SourceMap?, _ form: Form, _ catalog: Catalog) {
    guard let map else { return nil }
    pages = Set(
      notes.filter { Self.notes.contains($0.id) }.compactMap { note in
        note.values["page"].flatMap(Int.init).map { Page(file: note.file, number: $0) }
      })
    guard !pages.isEmpty else { return nil }
    (self.map, self.catalog) = (map, catalog)
    func rules(_ kinds: Set<String>) -> Set<String> {
      Set(form.rules.filter { if case .kind(let kind, _) = $0.kind { kinds.contains(kind) } else { false } }.map(\.id))
    }
    ofAbsence = rules(["present", "section", "contents", "outline_order"])
    ofSentences = rules(["items"])
  }

  func applied(to findings: [Finding]) -> [Finding] {
    let kept = findings.filter { !ofAbsence.contains($0.rule) }.map(lowered)
    return Finding.Severity.allCases.sorted(by: >).flatMap { severity in kept.filter { $0.severity == severity } }
  }

  private func lowered(_ finding: Finding) -> Finding {
    guard finding.severity == .error, ofSentences.contains(finding.rule) || isBesideUnread(finding) else {
      return finding
    }
    var finding = finding
    finding.severity = .warning
    finding.message += "\n" + catalog("unread.pages")
    finding.repairs = []
    return finding
  }

  private func isBesideUnread(_ finding: Finding) -> Bool {
    let spans = finding.locations.compactMap(\.span) + finding.evidence.flatMap(\.terms).compactMap(\.span)
    return spans.contains { span in
      map.places(of: span).contains { place in
        guard case .page(let number, _) = place.spot else { return false }
        return [number - 1, number, number + 1].contains { pages.contains(Page(file: place.file, number: $0)) }
      }
    }
  }
}
