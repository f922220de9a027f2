public import Documents
import Evaluation

/// A number that the document prints, and what became of it.
public struct NumericToken: Hashable, Sendable {
  /// As printed, with its sign, per-cent sign or date words: `-3.05`, `92.4%`, `2024年12月31日`.
  public var text: String
  public var span: SourceSpan
  /// The piece of text that prints it, and where in it, in Unicode scalars.
  public var piece: PieceAddress
  public var range: Range<Int>
  public var kind: Kind
  public var state: State

  /// What a number is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case amount, percentage
    /// Points of a score or weight.
    case points
    /// Persons, pieces, times …, and numbers that nothing gives a unit.
    case count
    /// A year, a date, a length of time.
    case date
    /// 一、 （1） 第3条: the place in a sequence.
    case ordinal
    /// Of a classification, an account or a model.
    case code
    /// In a column 行次 or a row 栏次.
    case rowNumber
    /// 〔2024〕5号
    case documentNumber
    case phone
    /// Of a table, annex or figure: 公开03表, 附件2.
    case reference

    /// Whether it names something instead of measuring it; such numbers are not counted.
    public var isSetApart: Bool {
      switch self {
      case .amount, .percentage, .points, .count: false
      case .date, .ordinal, .code, .rowNumber, .documentNumber, .phone, .reference: true
      }
    }
  }

  /// How it ended.
  public enum State: Hashable, Sendable {
    /// Equations that hold with it, as indices into the coverage's proofs, the first few; and how many there are.
    case verified(proofs: [Int], count: Int)
    /// Ids of the findings that accuse it, in the report's order.
    case contradicted(findings: [String])
    case unverifiable(Reason)
    /// Its kind says why.
    case setApart
  }

  /// Why nothing confirms a number and nothing contradicts it.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// The table was not recognised.
    case table
    /// The form has no such column or row, or it is a heading.
    case cell
    /// It stands among words in a cell, such as an indicator's target.
    case words
    /// No equation of the form relates it to another figure.
    case unrelated
    /// What its equations relate it to is blank.
    case blank
    /// Its equations do not apply: a condition is not met, a table or row is not there.
    case inapplicable
    /// Its equations are broken, or rest on a number that a finding accuses.
    case doubtful
    /// It stands in a section of the form, in a sentence that was not understood.
    case sentence
    /// It stands in text that the form says nothing about.
    case prose
  }

  public init(
    text: String, span: SourceSpan, piece: PieceAddress, range: Range<Int>, kind: Kind, state: State
  ) {
    self.text = text
    self.span = span
    self.piece = piece
    self.range = range
    self.kind = kind
    self.state = state
  }
}
