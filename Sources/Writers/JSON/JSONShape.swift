import Checking
import Documents

/// The JSON report as it is encoded: what is absent has no key.
struct JSONShape: Encodable {
  var schema = "mingzhang-report/1"
  var document: Document
  var findings: [Finding]
  var suppressed: [Suppressed]
  var verdicts: Verdicts
  var coverage: Coverage

  /// - Parameter map: of formats other than text.
  init(_ report: Report, map: SourceMap?) {
    document = Document(report.document)
    findings = report.findings.map { Finding($0, map) }
    suppressed = report.suppressed.map { Suppressed(reason: $0.reason, finding: Finding($0.finding, map)) }
    verdicts = Verdicts(report.verdicts)
    coverage = Coverage(report.coverage, map)
  }

  struct Document: Encodable {
    var file, format: String
    /// Of a set.
    var parts: [Part]?
    var department: String?
    var fiscalYear: Int?
    var kind: String?
    var pack, packTitle, packReason: String

    struct Part: Encodable {
      var file, format: String
    }

    init(_ summary: Report.Summary) {
      parts = summary.parts.isEmpty ? nil : summary.parts.map { Part(file: $0.file, format: $0.format) }
      (file, format, department) = (summary.file, summary.format, summary.department)
      (fiscalYear, kind) = (summary.fiscalYear, summary.kind)
      (pack, packTitle, packReason) = (summary.pack, summary.packTitle, summary.packReason)
    }
  }

  struct Finding: Encodable {
    var id, rule, severity, title, message: String
    var stated, expected, formula: String?
    var basis: [String]
    var suggestion, cause: String?
    var locations: [Location]
    var evidence: [Evidence]

    init(_ finding: Checking.Finding, _ map: SourceMap?) {
      (id, rule, severity) = (finding.id, finding.rule, finding.severity.rawValue)
      (title, message) = (finding.title, finding.message)
      (stated, expected, formula) = (finding.stated, finding.expected, finding.formula)
      (basis, suggestion, cause) = (finding.basis, finding.suggestion, finding.cause)
      locations = finding.locations.map { Location($0, map) }
      evidence = finding.evidence.map(Evidence.init)
    }
  }

  struct Suppressed: Encodable {
    var reason: String
    var finding: Finding
  }

  struct Evidence: Encodable {
    var equation, left, right, difference: String

    init(_ evidence: Checking.Evidence) {
      (equation, left) = (evidence.equation, evidence.left)
      (right, difference) = (evidence.right, evidence.difference)
    }
  }

  struct Location: Encodable {
    var names: Names
    var place: PlaceShape?

    init(_ location: Checking.Location, _ map: SourceMap?) {
      names = Names(
        role: location.role.rawValue, quote: location.quote, section: location.section, table: location.table,
        row: location.row, column: location.column)
      place = location.span.map { PlaceShape($0, map) }
    }

    struct Names: Encodable {
      var role, quote: String
      var section, table, row, column: String?
    }

    func encode(to encoder: any Encoder) throws {
      try names.encode(to: encoder)
      try place?.encode(to: encoder)
    }
  }

  struct Verdicts: Encodable {
    var holds, withinRounding, contradicted, missing, unsupported, notApplicable: Int
    var reasons: [Reason]

    struct Reason: Encodable {
      var rule, title, reason: String
      var count: Int
    }

    init(_ verdicts: Report.Verdicts) {
      (holds, withinRounding) = (verdicts.holds, verdicts.withinRounding)
      (contradicted, missing) = (verdicts.contradicted, verdicts.missing)
      (unsupported, notApplicable) = (verdicts.unsupported, verdicts.notApplicable)
      reasons = verdicts.reasons.map {
        Reason(rule: $0.rule, title: $0.title, reason: $0.reason, count: $0.count)
      }
    }
  }

  struct Coverage: Encodable {
    var numbers, verified, contradicted, unverifiable, setApart: Int
    /// How many are unverifiable for each reason.
    var reasons: [String: Int]
    /// Stands where the numbers go; see `JSONTokens`.
    var tokens = placeholder
    var unread: [Unread]

    static let placeholder = "…"

    init(_ coverage: Report.Coverage, _ map: SourceMap?) {
      (numbers, verified) = (coverage.numbers, coverage.verified)
      (contradicted, unverifiable) = (coverage.contradicted, coverage.unverifiable)
      setApart = coverage.setApart
      reasons = Dictionary(uniqueKeysWithValues: coverage.reasons.map { ($0.reason.rawValue, $0.count) })
      unread = coverage.unread.map {
        Unread(words: .init(quote: $0.quote, reason: $0.reason), place: $0.span.map { PlaceShape($0, map) })
      }
    }
  }

  struct Unread: Encodable {
    var words: Words
    var place: PlaceShape?

    struct Words: Encodable {
      var quote, reason: String
    }

    func encode(to encoder: any Encoder) throws {
      try words.encode(to: encoder)
      try place?.encode(to: encoder)
    }
  }
}
