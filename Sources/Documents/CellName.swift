/// Names of cells, as Excel writes them: `C7`.
package enum CellName {
  /// - Returns: row and column, counted from 0; nil where it is no such name.
  package static func parse(_ name: some StringProtocol) -> (row: Int, column: Int)? {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    for byte in name.utf8 where byte != UInt8(ascii: "$") {
      let letter = byte & 0xDF
      if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter), digits == 0, letters < 3 {
        column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
        letters += 1
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), letters > 0, digits < 7 {
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      } else {
        return nil
      }
    }
    guard row > 0, column > 0, row <= 1 << 20, column <= 1 << 14 else { return nil }
    return (row - 1, column - 1)
  }

  /// - Parameter row: counted from 0, as is the column.
  package static func make(row: Int, column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      let letter = (rest - 1) % 26
      letters = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(letter))) + letters
      rest = (rest - 1) / 26
    }
    return letters + "\(row + 1)"
  }
}
