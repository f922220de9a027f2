/// A document as every reader hands it on, whatever format it came in: blocks in reading order, each piece with its
/// place in the original.
public struct Document: Hashable, Sendable {
  public var blocks: [Block]
  /// Whether it was made of spreadsheets, whose text goes with the tables; the narrative is then another file.
  public var isWorkbook: Bool

  public var leftovers: Leftovers

  public init(blocks: [Block], isWorkbook: Bool = false, leftovers: Leftovers = Leftovers()) {
    self.blocks = blocks
    self.isWorkbook = isWorkbook
    self.leftovers = leftovers
  }

  /// What was left in the file by those who worked on it and is no part of what it says.
  public struct Leftovers: Hashable, Sendable {
    public var comments: Int
    /// Tracked changes that nobody has accepted or rejected.
    public var changes: Int

    public init(comments: Int = 0, changes: Int = 0) {
      (self.comments, self.changes) = (comments, changes)
    }
  }

  public var tables: [Table] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
}

public enum Block: Hashable, Sendable {
  case heading(Heading)
  case paragraph(Paragraph)
  case table(Table)

  public var span: SourceSpan {
    switch self {
    case .heading(let heading): heading.content.span
    case .paragraph(let paragraph): paragraph.content.span
    case .table(let table): table.span
    }
  }
}

/// A line that the source marks as a heading. Real documents mark some headings and forget others, so the level is a
/// hint about how it looked, not a promise about the outline.
public struct Heading: Hashable, Sendable {
  /// 1 is the largest.
  public var level: Int
  public var content: TextPiece

  public init(level: Int, content: TextPiece) {
    self.level = level
    self.content = content
  }
}

/// A paragraph; "\n" inside it is a line break of the original.
public struct Paragraph: Hashable, Sendable {
  public var content: TextPiece
  public var isListItem: Bool

  public init(content: TextPiece, isListItem: Bool = false) {
    self.content = content
    self.isListItem = isListItem
  }
}
