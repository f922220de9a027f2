import Checking
import Forms

/// What a report comes to, as its seal says it.
enum Verdict: String {
  /// Something is wrong.
  case correct
  /// Nothing contradicts.
  case sound
  /// Nothing could be checked.
  case unreadable

  init(_ report: Report) {
    if report.findings.contains(where: { $0.severity == .error }) {
      self = .correct
    } else {
      self = report.verdicts.ran == 0 ? .unreadable : .sound
    }
  }

  /// The class of the seal.
  var tone: String? {
    switch self {
    case .correct: nil
    case .sound: "ok"
    case .unreadable: "none"
    }
  }

  /// One sentence that claims no more than was checked.
  func sentence(on report: Report, _ catalog: Catalog) -> String {
    let count = { (severity: Finding.Severity) in report.findings.count { $0.severity == severity } }
    let verdicts = report.verdicts
    let values = [
      "errors": String(count(.error)), "warnings": String(count(.warning)), "infos": String(count(.info)),
      "count": String(verdicts.ran + verdicts.notApplicable), "holds": String(verdicts.holds),
      "rounding": String(verdicts.withinRounding), "notApplicable": String(verdicts.notApplicable),
      "unread": String(report.coverage.unread.count),
    ]
    var ids = [self == .sound && count(.warning) > 0 ? "sentence.warned" : "sentence.\(rawValue)"]
    if verdicts.ran > 0 { ids.append("sentence.checked") }
    if !report.coverage.unread.isEmpty { ids.append("sentence.unread") }
    return ids.map { catalog($0, values) }.joined(separator: catalog.language == .chinese ? "" : " ")
  }
}
