/// A printed cell: which filling, block, row and column of it.
public struct CellPlace: Hashable, Sendable, Comparable {
  public var table: Int
  public var block: Int
  public var row: Int
  public var column: Int

  public init(table: Int, block: Int, row: Int, column: Int) {
    self.table = table
    self.block = block
    self.row = row
    self.column = column
  }

  /// The cell of another column in the same row.
  public func inColumn(_ column: Int) -> CellPlace {
    CellPlace(table: table, block: block, row: row, column: column)
  }

  public static func < (a: CellPlace, b: CellPlace) -> Bool {
    (a.table, a.block, a.row, a.column) < (b.table, b.block, b.row, b.column)
  }
}

extension Filing {
  public subscript(place: CellPlace) -> FilledCell? {
    tables[place.table].blocks[place.block].rows[place.row].cells[place.column]
  }

  public func row(at place: CellPlace) -> FilledRow {
    tables[place.table].blocks[place.block].rows[place.row]
  }
}
