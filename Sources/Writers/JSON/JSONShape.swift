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

  init(_ report: Report) {
    document = Document(report.document)
    findings = report.findings.map(Finding.init)
    suppressed = report.suppressed.map { Suppressed(reason: $0.reason, finding: Finding($0.finding)) }
    verdicts = Verdicts(report.verdicts)
    coverage = Coverage(report.coverage)
  }

  struct Document: Encodable {
    var file, format: String
    var department: String?
    var fiscalYear: Int?
    var pack: String

    init(_ summary: Report.Summary) {
      (file, format, department) = (summary.file, summary.format, summary.department)
      (fiscalYear, pack) = (summary.fiscalYear, summary.pack)
    }
  }

  struct Finding: Encodable {
    var id, rule, severity, title, message: String
    var stated, expected, formula: String?
    var basis: [String]
    var suggestion, cause: String?
    var locations: [Location]
    var evidence: [Evidence]

    init(_ finding: Checking.Finding) {
      (id, rule, severity) = (finding.id, finding.rule, finding.severity.rawValue)
      (title, message) = (finding.title, finding.message)
      (stated, expected, formula) = (finding.stated, finding.expected, finding.formula)
      (basis, suggestion, cause) = (finding.basis, finding.suggestion, finding.cause)
      locations = finding.locations.map { Location($0) }
      evidence = finding.evidence.map {
        Evidence(equation: $0.equation, left: $0.left, right: $0.right, difference: $0.difference)
      }
    }
  }

  struct Suppressed: Encodable {
    var reason: String
    var finding: Finding
  }

  struct Evidence: Encodable {
    var equation, left, right, difference: String
  }

  struct Location: Encodable {
    var names: Names
    var place: Place?

    init(_ location: Checking.Location) {
      names = Names(
        role: location.role.rawValue, quote: location.quote, section: location.section, table: location.table,
        row: location.row, column: location.column)
      place = location.span.map(Place.init)
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

  /// A span, told in the terms of its format; its keys stand beside those of what has the place.
  struct Place: Encodable {
    var start, end: Int?
    var page: Int?
    var box: [Double]?
    var part: String?
    var paragraph, run: Int?
    var sheet, cell: String?

    init(_ span: SourceSpan) {
      switch span {
      case .text(let start, let end): (self.start, self.end) = (start, end)
      case .page(let number, let box): (page, self.box) = (number, [box.left, box.top, box.right, box.bottom])
      case .run(let part, let paragraph, let run): (self.part, self.paragraph, self.run) = (part, paragraph, run)
      case .sheetCell(let sheet, let cell): (self.sheet, self.cell) = (sheet, cell)
      }
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

    init(_ coverage: Report.Coverage) {
      (numbers, verified) = (coverage.numbers, coverage.verified)
      (contradicted, unverifiable) = (coverage.contradicted, coverage.unverifiable)
      setApart = coverage.setApart
      reasons = Dictionary(uniqueKeysWithValues: coverage.reasons.map { ($0.reason.rawValue, $0.count) })
      unread = coverage.unread.map {
        Unread(words: .init(quote: $0.quote, reason: $0.reason), place: $0.span.map(Place.init))
      }
    }
  }

  struct Unread: Encodable {
    var words: Words
    var place: Place?

    struct Words: Encodable {
      var quote, reason: String
    }

    func encode(to encoder: any Encoder) throws {
      try words.encode(to: encoder)
      try place?.encode(to: encoder)
    }
  }
}
