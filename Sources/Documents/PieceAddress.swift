/// Which piece of text of a document: a heading or paragraph (a block alone), or a cell of a table.
public struct PieceAddress: Hashable, Sendable {
  /// Index of the block.
  public var block: Int
  /// Indices of the row and of the cell inside it; nil for headings and paragraphs.
  public var row: Int?
  public var cell: Int?

  public init(block: Int, row: Int? = nil, cell: Int? = nil) {
    (self.block, self.row, self.cell) = (block, row, cell)
  }
}
