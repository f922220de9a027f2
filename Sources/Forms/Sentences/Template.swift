/// A sentence with slots: `{r.name}（类）[|支出]{T05[r].total}万元`.
public struct Template: Sendable, Hashable {
  public indirect enum Piece: Sendable, Hashable {
    case words(String)
    /// Composed as the first, read as any.
    case options([Template])
    /// The expression of a slot, with its characters' offset in the template.
    case slot(Syntax, at: Int)
  }

  public var pieces: [Piece]

  public init(pieces: [Piece]) {
    self.pieces = pieces
  }

  /// The words without slots, first options taken; what a reader goes by.
  public var words: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .options(let options): options.first?.words ?? ""
      case .slot: "{}"
      }
    }.joined()
  }

  /// Every slot, options included.
  public var slots: [(syntax: Syntax, offset: Int)] {
    pieces.flatMap { piece -> [(syntax: Syntax, offset: Int)] in
      switch piece {
      case .words: []
      case .options(let options): options.flatMap(\.slots)
      case .slot(let syntax, let offset): [(syntax, offset)]
      }
    }
  }
}

/// A phrase whose wording depends on a condition.
public struct Phrase: Sendable {
  public var name: String
  public var parameters: [String]
  public var definitions: [(name: String, value: Syntax)]
  public var cases: [Case]
  public var place: PackPlace

  public struct Case: Sendable {
    public var id: String
    public var condition: Syntax?
    /// The composed wording first.
    public var wordings: [Template]
    public var place: PackPlace
  }
}

/// A section of the narrative, or a part of one.
public struct SectionForm: Sendable {
  public var id: String
  public var title: String
  public var otherTitles: [String]
  /// Keys of words that only titles of this section hold, however they are worded: 三公.
  public var topics: [String]
  public var basis: [String]
  public var parts: [SectionForm]
  public var sentences: [SentenceForm]
  public var place: PackPlace

  /// Whether something of it is written; what is only read has no place in a composed document.
  public var isComposed: Bool { sentences.contains(where: \.isComposed) || parts.contains(where: \.isComposed) }
}

public struct SentenceForm: Sendable {
  public var id: String
  /// The composed wording first.
  public var wordings: [Template]
  /// False for what other provinces say: it is read, and never written.
  public var isComposed: Bool
  public var condition: Syntax?
  /// Variable and rows of a sentence that repeats; the rows as written.
  public var each: (variable: String, rows: String)?
  public var join: String?
  public var isComplete: Bool
  public var listsZeros: Bool
  public var startsParagraph: Bool
  public var place: PackPlace
}
