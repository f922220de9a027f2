import Evaluation

/// What a check of one document found, and how much of it was checked.
public struct Report: Sendable {
  public var document: Summary
  /// Errors first, then warnings, then infos; inside each in document order.
  public var findings: [Finding]
  /// Findings that a baseline file suppressed, with the reason given there.
  public var suppressed: [Suppressed]
  public var verdicts: Verdicts
  public var coverage: Coverage

  public struct Summary: Hashable, Sendable {
    public var file: String
    public var format: String
    /// The files of a set, in the order they were read; empty for a single file.
    public var parts: [Part] = []
    public var department: String?
    public var fiscalYear: Int?
    /// Id and title of the form pack, and why it was chosen.
    public var pack: String
    public var packTitle: String
    public var packReason: String
    /// What the document's titles say it is, 部门决算 or 部门预算; nil where they say nothing.
    public var kind: String?

    public init(
      file: String, format: String, department: String?, fiscalYear: Int?, pack: String, packTitle: String,
      packReason: String, kind: String? = nil
    ) {
      self.file = file
      self.format = format
      self.department = department
      self.fiscalYear = fiscalYear
      self.pack = pack
      self.packTitle = packTitle
      self.packReason = packReason
      self.kind = kind
    }
  }

  /// One file of a set.
  public struct Part: Hashable, Sendable {
    public var file: String
    public var format: String
    /// Where it lies by itself; nil inside a ZIP file.
    public var path: String?

    public init(file: String, format: String, path: String? = nil) {
      (self.file, self.format, self.path) = (file, format, path)
    }
  }

  public struct Suppressed: Hashable, Sendable {
    public var finding: Finding
    public var reason: String

    public init(finding: Finding, reason: String) {
      self.finding = finding
      self.reason = reason
    }
  }

  /// How every check on every place it applies to ended.
  public struct Verdicts: Hashable, Sendable {
    public var holds = 0
    public var withinRounding = 0
    public var contradicted = 0
    /// The left side is blank and its value determined.
    public var missing = 0
    /// The left side is printed and nothing supports it.
    public var unsupported = 0
    public var notApplicable = 0
    /// Checks that could not run at all, or not somewhere, with the reason and how often.
    public var reasons: [Reason] = []

    /// Checks that came to an answer.
    public var ran: Int { holds + withinRounding + contradicted + missing + unsupported }

    public struct Reason: Hashable, Sendable {
      public var rule: String
      public var title: String
      public var reason: String
      public var count: Int

      public init(rule: String, title: String, reason: String, count: Int) {
        self.rule = rule
        self.title = title
        self.reason = reason
        self.count = count
      }
    }

    public init() {}
  }

  public init(
    document: Summary, findings: [Finding], suppressed: [Suppressed] = [], verdicts: Verdicts = Verdicts(),
    coverage: Coverage = Coverage()
  ) {
    self.document = document
    self.findings = findings
    self.suppressed = suppressed
    self.verdicts = verdicts
    self.coverage = coverage
  }
}
