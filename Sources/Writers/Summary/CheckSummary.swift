public import Checking

/// What a check of many files comes to: a line for each file, and what was passed over.
public struct CheckSummary: Sendable, Codable {
  public struct Line: Sendable, Codable {
    public var file: String
    public var outcome: Outcome

    public init(file: String, outcome: Outcome) {
      (self.file, self.outcome) = (file, outcome)
    }
  }

  public enum Outcome: Sendable, Codable {
    case checked(Checked)
    /// With why, in words.
    case unreadable(String)
  }

  /// The counts of a report.
  public struct Checked: Sendable, Codable {
    public var department: String?
    public var fiscalYear: Int?
    public var pack: String
    public var errors: Int
    public var warnings: Int
    public var infos: Int
    /// Checks that came to an answer; 0 where nothing was recognised.
    public var checks: Int
    public var numbers: Int
    public var verified: Int

    public init(_ report: Report) {
      fiscalYear = report.document.fiscalYear
      // The first line of a text that is no disclosure is nobody's name.
      department = report.verdicts.ran == 0 ? nil : report.document.department
      pack = report.document.pack
      func count(_ severity: Finding.Severity) -> Int { report.findings.count { $0.severity == severity } }
      (errors, warnings, infos) = (count(.error), count(.warning), count(.info))
      checks = report.verdicts.ran
      (numbers, verified) = (report.coverage.numbers, report.coverage.verified)
    }

    public var findings: Int { errors + warnings + infos }
  }

  /// A file that nobody asked for by name and that is no disclosure.
  public struct Skipped: Sendable, Codable {
    public var file: String
    /// In words.
    public var reason: String

    public init(file: String, reason: String) {
      (self.file, self.reason) = (file, reason)
    }
  }

  /// Worst first: what could not be read, what was not recognised, then by errors, warnings and infos.
  public let lines: [Line]
  public let skipped: [Skipped]

  public init(lines: [Line], skipped: [Skipped]) {
    self.lines = lines.enumerated().sorted { a, b in
      let (left, right) = (a.element.badness, b.element.badness)
      return left == right ? a.offset < b.offset : right.lexicographicallyPrecedes(left)
    }.map(\.element)
    self.skipped = skipped
  }

  public var unreadable: Int {
    lines.count { if case .unreadable = $0.outcome { true } else { false } }
  }

  public var checked: [Checked] {
    lines.compactMap { if case .checked(let checked) = $0.outcome { checked } else { nil } }
  }
}

extension CheckSummary.Line {
  fileprivate var badness: [Int] {
    switch outcome {
    case .unreadable: [2]
    case .checked(let checked): [checked.checks == 0 ? 1 : 0, checked.errors, checked.warnings, checked.infos]
    }
  }
}
