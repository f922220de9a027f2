/// How the facts of units become those of their department: the entry `aggregate` of `workbook.yaml`.
public struct AggregationForm: Sendable {
  public enum Way: String, Sendable, CaseIterable {
    /// Amounts and counts are added, row by row and column by column.
    case adds
    /// Rows or members of all units stand one after the other.
    case joins
  }

  /// A payment inside the department as both sides book it: two columns of tables by accounts. The table of dealings has a
  /// column of the same id for each.
  public struct Elimination: Sendable {
    public var title: String
    /// `T03.subsidy`
    public var given: String
    /// `T02.superior`
    public var got: String
  }

  /// What the department's document says of the units it is made of.
  public struct UnitList: Sendable {
    /// Id of the part, and title of the words there.
    public var part: String
    public var title: String
    /// With `{year}`, `{count}` and `{names}`.
    public var words: String
  }

  /// By table or block (`OVERALL.funds`), the block first; what is not here is given by the department itself.
  public var ways: [String: Way] = [:]
  /// The table in which a unit says with whom it dealt: columns `unit` and `code`, and those of the eliminations.
  public var dealings: String?
  public var eliminations: [Elimination] = []
  public var units: UnitList?
}
