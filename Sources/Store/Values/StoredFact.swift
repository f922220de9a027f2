import GRDB

/// One printed cell of a version, with its address in the form.
public struct StoredFact: Sendable, Hashable {
  /// Table, block, row and column, parted by points: `T03.2012601.basic`, `T09.outturn.receptions`.
  public var address: String
  /// Its name where a reader is shown it first; nil for most.
  public var highlight: String?
  public var table: String
  public var tableTitle: String
  /// Of a table filled once for each project: its name; else empty.
  public var member: String
  public var rowCode: String
  public var rowName: String
  public var column: String
  public var columnName: String
  /// As printed.
  public var text: String
  /// Decimal text of a number; nil for blanks and words.
  public var value: String?
  public var unit: String?
  /// Of an amount of money: whole fen, and the step that it was rounded to.
  public var fen: Int64?
  public var step: Int64?
  /// Id of the cell in the page of the report.
  public var anchor: String?

  public init(
    address: String, highlight: String?, table: String, tableTitle: String, member: String, rowCode: String,
    rowName: String,
    column: String, columnName: String, text: String, value: String?, unit: String?, fen: Int64?, step: Int64?,
    anchor: String?
  ) {
    (self.address, self.highlight) = (address, highlight)
    (self.table, self.tableTitle, self.member) = (table, tableTitle, member)
    (self.rowCode, self.rowName, self.column, self.columnName) = (rowCode, rowName, column, columnName)
    (self.text, self.value, self.unit, self.fen, self.step, self.anchor) = (text, value, unit, fen, step, anchor)
  }

  init(_ row: Row) {
    self.init(
      address: row["address"], highlight: row["highlight"], table: row["table_id"], tableTitle: row["table_title"],
      member: row["member"],
      rowCode: row["row_code"], rowName: row["row_name"], column: row["column_id"], columnName: row["column_name"],
      text: row["text"], value: row["value"], unit: row["unit"], fen: row["fen"], step: row["step"],
      anchor: row["anchor"])
  }
}

/// A finding of a version, as lists show it; the page of the report has the rest.
public struct StoredFinding: Sendable, Hashable {
  /// Stays the same from version to version while the rule, the place and the printed text do.
  public var fingerprint: String
  public var rule: String
  public var ruleTitle: String
  /// `error`, `warning` or `info`.
  public var severity: String
  public var title: String
  public var message: String
  public var place: String
  public var stated: String?
  public var expected: String?

  public init(
    fingerprint: String, rule: String, ruleTitle: String, severity: String, title: String, message: String,
    place: String, stated: String?,
    expected: String?
  ) {
    (self.fingerprint, self.rule, self.ruleTitle) = (fingerprint, rule, ruleTitle)
    (self.severity, self.title) = (severity, title)
    (self.message, self.place, self.stated, self.expected) = (message, place, stated, expected)
  }

  init(_ row: Row) {
    self.init(
      fingerprint: row["fingerprint"], rule: row["rule"], ruleTitle: row["rule_title"], severity: row["severity"],
      title: row["title"],
      message: row["message"], place: row["place"], stated: row["stated"], expected: row["expected"])
  }
}

/// Some words of a version that are found by searching.
public struct Passage: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case name, heading, project, account, sentence
  }

  public var kind: Kind
  public var text: String
  public var anchor: String?

  public init(kind: Kind, text: String, anchor: String?) {
    (self.kind, self.text, self.anchor) = (kind, text, anchor)
  }
}

/// Everything about a file that is to become a version.
public struct NewVersion: Sendable {
  public var fileName: String
  public var format: String
  public var pack: String
  public var department: String?
  public var counts: CheckCounts
  public var facts: [StoredFact]
  public var findings: [StoredFinding]
  public var passages: [Passage]
  /// Bytes by name; `source` is the file itself.
  public var artefacts: [String: [UInt8]]
  public var correction: String?

  public init(
    fileName: String, format: String, pack: String, department: String?, counts: CheckCounts, facts: [StoredFact],
    findings: [StoredFinding], passages: [Passage], artefacts: [String: [UInt8]], correction: String? = nil
  ) {
    (self.fileName, self.format, self.pack, self.department) = (fileName, format, pack, department)
    (self.counts, self.facts, self.findings, self.passages) = (counts, facts, findings, passages)
    (self.artefacts, self.correction) = (artefacts, correction)
  }
}
