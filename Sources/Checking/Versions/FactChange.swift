/// A fact that one version of a disclosure states otherwise than another.
public struct FactChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case department, fiscalYear
    case tableCame, tableWent, tableRenamed
    case unit
    case rowCame, rowWent
    /// The same code or the same figures under another name; the same name under another code.
    case rowRenamed, rowRecoded
    /// Among the rows that both versions have, it stands elsewhere.
    case rowMoved
    case cell
    case sentence, sentenceCame, sentenceWent
  }

  /// What one version prints.
  public struct Side: Hashable, Sendable {
    /// Empty where it is blank.
    public var text: String
    public var location: Location

    public init(_ text: String, _ location: Location) {
      (self.text, self.location) = (text, location)
    }
  }

  public var kind: Kind
  /// Nil where a version has nothing of the kind.
  public var old: Side?
  public var new: Side?

  public init(_ kind: Kind, old: Side?, new: Side?) {
    (self.kind, self.old, self.new) = (kind, old, new)
  }

  /// Where to look: in the newer version, if it is there.
  public var location: Location? { new?.location ?? old?.location }
}
