import Evaluation
import Forms

/// Counts how every check on every place ended, and why some could not be made.
struct VerdictTally {
  private var counts = Report.Verdicts()
  private var reasons: [Key: Int] = [:]
  private let form: Form
  private let catalog: Catalog

  private struct Key: Hashable {
    var rule: Int
    var reason: Reason
  }

  init(form: Form, catalog: Catalog) {
    self.form = form
    self.catalog = catalog
  }

  mutating func add(_ sheet: BalanceSheet) {
    for balance in sheet.balances {
      switch balance.verdict {
      case .holds: counts.holds += 1
      case .withinRounding: counts.withinRounding += 1
      case .contradicted: counts.contradicted += 1
      case .missing: counts.missing += 1
      case .unsupported: counts.unsupported += 1
      case .notApplicable(let reason):
        counts.notApplicable += 1
        reasons[Key(rule: balance.rule, reason: reason), default: 0] += 1
      }
    }
    for item in sheet.unapplied {
      counts.notApplicable += 1
      reasons[Key(rule: item.rule, reason: item.reason), default: 0] += 1
    }
  }

  mutating func add(_ outcome: KindOutcome, of rule: Rule) {
    counts.holds += outcome.holds
    counts.contradicted += outcome.findings.count
    guard let reason = outcome.reason, let index = form.rules.firstIndex(where: { $0.id == rule.id }) else { return }
    counts.notApplicable += 1
    reasons[Key(rule: index, reason: reason), default: 0] += 1
  }

  /// The counts, with every reason why a check could not be made.
  var verdicts: Report.Verdicts {
    var verdicts = counts
    let told = reasons.map { key, count in (key, text: catalog("reason.\(key.reason.id)", key.reason.values), count) }
    verdicts.reasons = told.sorted { ($0.0.rule, $0.0.reason.id, $0.text) < ($1.0.rule, $1.0.reason.id, $1.text) }
      .map { key, text, count in
        Report.Verdicts.Reason(
          rule: form.rules[key.rule].id, title: form.rules[key.rule].title, reason: text, count: count)
      }
    return verdicts
  }
}
