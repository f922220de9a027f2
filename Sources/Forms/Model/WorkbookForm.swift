/// How the workbook of leaf facts is laid out: its sheets by topic, from `workbook.yaml`.
public struct WorkbookForm: Sendable {
  public struct Sheet: Sendable {
    public var id: String
    public var title: String
    /// Parts one under the other; those of one list stand side by side, joined by their codes. A part is a table or block
    /// of the form, or one of `reserved`.
    public var holds: [[String]]
  }

  /// What is no table of the form: the head, last year's figures, words.
  public static let reserved: Set<String> = ["head", "prior", "texts"]

  public var sheets: [Sheet] = []
  /// What becomes of last year's figures when the workbook of a new year is begun: this year's address or column, and
  /// last year's (`T01.income[opening]` from `T01.expenditure[closing]`).
  public var roll: [(target: String, source: String)] = []
  /// How units' facts become their department's; nil where the form does not say.
  public var aggregation: AggregationForm?
  /// Titles of the sheets that hold no facts: how to fill it in, the accounts, what is still to be settled, how units were
  /// added up.
  public var guideTitle = "guide"
  public var accountsTitle = "accounts"
  public var pendingTitle = "pending"
  public var reconciliationTitle = "reconciliation"
  /// What stands in a cell that is left to the equations of the form, or that nobody has filled in.
  public var unknown = "?"
}
