/// A rule of the form: what must be true, how bad it is when it is not, and on whose word.
public struct Rule: Sendable {
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    case error, warning, info
  }

  public enum Kind: Sendable {
    /// An equation or condition of the form, written out for every column it is stated over.
    case equations([Equation])
    /// Checked by a kind written in Swift, with the entry's own parameters.
    case kind(String, PackNode)
  }

  /// `T03.rows.total`, `T01.balance`, `secrecy`. Stable, never reused.
  public var id: String
  public var title: String
  public var english: String?
  public var severity: Severity
  /// The severity where what is added up comes to less than its sum, because a part may be left out.
  public var shortSeverity: Severity?
  public var basis: [String]
  public var kind: Kind
  /// The table whose instances the rule is checked on; nil for rules over the whole filing.
  public var table: Int?
  /// Whether it defines its left side (`equals`), so that composing evaluates it.
  public var isDefinition: Bool
  /// Whether its equations are over what one document's sentences say, and mean nothing in another's.
  public var isOfSentences = false
  public var examples: [RuleExample]
  public var place: PackPlace
  /// As written in the pack; the manual prints it with labels.
  public var source: String
}

/// One equation or condition, for one column where the rule is stated over columns.
public struct Equation: Sendable {
  /// Rows it is checked on, each in turn the current row; nil when it speaks of fixed cells.
  public var rows: RowSet?
  public var condition: Expression?
  public var body: Expression
  /// The column it was written out for, or the value of `for`; names the equation in messages.
  public var variant: String?

  public init(rows: RowSet?, condition: Expression?, body: Expression, variant: String?) {
    self.rows = rows
    self.condition = condition
    self.body = body
    self.variant = variant
  }
}

/// An example that the loader runs, the tests run and the manual prints.
public struct RuleExample: Sendable {
  public enum Content: Sendable {
    /// Cells by address: table, block, row, column, text.
    case cells([ExampleCell])
    /// A small document in Markdown.
    case document(String)
  }

  /// True when the rule must stay silent on it.
  public var holds: Bool
  public var content: Content
  public var place: PackPlace
}

public struct ExampleCell: Sendable, Hashable {
  public var table: String
  public var block: String?
  public var row: String?
  public var column: String?
  public var text: String

  public init(table: String, block: String?, row: String?, column: String?, text: String) {
    self.table = table
    self.block = block
    self.row = row
    self.column = column
    self.text = text
  }
}
