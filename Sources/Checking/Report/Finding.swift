public import Documents

/// One thing that is wrong, or worth a look, in a document. Its texts are already in the reader's language.
public struct Finding: Hashable, Sendable {
  /// Stable while the rule, the place in the form and what was printed stay the same, wherever the text moved to;
  /// baselines and SARIF fingerprints are built on it.
  public var id: String
  /// The pack's id of the rule, such as `T03.rows.total`.
  public var rule: String
  public var severity: Severity
  /// Names what happened, in a few words.
  public var title: String
  /// The figures, the gap and the unit, in a sentence.
  public var message: String
  /// What is printed, and what the equations say instead; nil where there is no single value.
  public var stated: String?
  public var expected: String?
  /// The equation with the form's own labels, as the manual prints it.
  public var formula: String?
  /// Legal or formal basis, with how far it was verified.
  public var basis: [String]
  public var suggestion: String?
  public var cause: String?
  public var locations: [Location]
  public var evidence: [Evidence]
  /// What to print instead, place by place, where that is certain; empty otherwise.
  public var repairs: [Repair] = []
  /// Whether the document alone cannot tell which of the accused places is wrong.
  public var isOpen = false

  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    case info, warning, error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  public init(
    id: String = "", rule: String, severity: Severity, title: String, message: String, stated: String? = nil,
    expected: String? = nil, formula: String? = nil, basis: [String] = [], suggestion: String? = nil,
    cause: String? = nil, locations: [Location] = [], evidence: [Evidence] = []
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.title = title
    self.message = message
    self.stated = stated
    self.expected = expected
    self.formula = formula
    self.basis = basis
    self.suggestion = suggestion
    self.cause = cause
    self.locations = locations
    self.evidence = evidence
  }
}

/// What to print at a place instead of what stands there.
public struct Repair: Hashable, Sendable {
  /// The very characters to replace; empty where something is to be put into a blank cell.
  public var span: SourceSpan
  public var text: String

  public init(span: SourceSpan, text: String) {
    self.span = span
    self.text = text
  }
}

/// A place that a finding speaks of.
public struct Location: Hashable, Sendable {
  /// `culprit` is accused, `also` is accused with it (a copy of the slip, or another suspect), `evidence` is only named.
  public enum Role: String, Hashable, Sendable {
    case culprit, also, evidence
  }

  public var role: Role
  /// The words at the place, as printed. Of a blank cell, its whole row.
  public var quote: String
  public var span: SourceSpan?
  /// Names of the section, table, row and column, for people.
  public var section: String?
  public var table: String?
  public var row: String?
  public var column: String?

  /// The place as the one to look at first.
  var accused: Location {
    var place = self
    place.role = .culprit
    return place
  }

  public init(
    role: Role, quote: String, span: SourceSpan?, section: String? = nil, table: String? = nil, row: String? = nil,
    column: String? = nil
  ) {
    self.role = role
    self.quote = quote
    self.span = span
    self.section = section
    self.table = table
    self.row = row
    self.column = column
  }
}

/// An equation behind a finding, with the document's figures in it.
public struct Evidence: Hashable, Sendable {
  /// With labels: `档案事务 ＝ 行政运行 ＋ …`.
  public var equation: String
  /// Both sides as values, formatted with their unit; empty where a side is blank.
  public var left: String
  public var right: String
  public var difference: String
  /// The right side's figures one by one, for equations that are sums; empty otherwise.
  public var terms: [Term]

  public struct Term: Hashable, Sendable {
    /// "＋" or "－".
    public var sign: String
    public var label: String
    /// As printed; empty for a blank.
    public var text: String
    public var span: SourceSpan?

    public init(sign: String, label: String, text: String, span: SourceSpan?) {
      self.sign = sign
      self.label = label
      self.text = text
      self.span = span
    }
  }

  public init(equation: String, left: String, right: String, difference: String, terms: [Term] = []) {
    self.equation = equation
    self.left = left
    self.right = right
    self.difference = difference
    self.terms = terms
  }
}
