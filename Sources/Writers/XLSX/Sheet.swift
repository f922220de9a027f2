/// A sheet of a workbook as it is to be written: rows of cells, column widths and how it is printed.
struct Sheet {
  /// At most 31 characters, none of `[]:*?/\`.
  var name: String
  /// In characters of the standard font.
  var widths: [Double]
  var rows: [Row] = []
  /// The rows that are repeated on every page; what is above and in them does not scroll.
  var head: Range<Int>?
  var hasFilter = false

  struct Row {
    var cells: [Cell]
    /// In points; nil to fit it to the text, which not every program that opens a sheet does by itself.
    var height: Double?

    init(_ cells: [Cell], height: Double? = nil) {
      (self.cells, self.height) = (cells, height)
    }
  }

  struct Cell {
    var value: Value
    var style: Style
    /// How many columns it takes.
    var columns: Int

    init(_ text: String, _ style: Style = .text, columns: Int = 1) {
      (value, self.style, self.columns) = (text.isEmpty ? .blank : .text(text), style, columns)
    }

    init(_ number: Int, _ style: Style = .figure) {
      (value, self.style, columns) = (.number(number), style, 1)
    }
  }

  enum Value {
    case text(String)
    case number(Int)
    case blank
  }

  enum Style: CaseIterable {
    case title
    /// A line of text without a frame.
    case line
    case head, text, figure
    /// In the middle of its cell, coloured by severity.
    case error, warning, info
    /// A figure as printed, at the right.
    case amount
  }
}

extension Sheet {
  /// The height in points at which all of a row's text is seen, as far as it can be told without the fonts.
  func height(of row: Row) -> Double {
    if let height = row.height { return height }
    var lines = 1
    var column = 0
    for cell in row.cells {
      let end = min(column + cell.columns, widths.count)
      // A column of the width 10 is 70 pixels; half a Chinese character of 10 points takes 6.7 of them.
      let room = max(2, Int(widths[min(column, end)..<end].reduce(0, +)) - 1)
      if case .text(let text) = cell.value { lines = max(lines, Self.lines(of: text, in: room)) }
      column = end
    }
    return min(Self.highest, Double(lines) * 13.5 + 3)
  }

  private static func lines(of text: String, in room: Int) -> Int {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).reduce(0) { lines, part in
      lines + max(1, (DisplayWidth.of(String(Substring(part))) + room - 1) / room)
    }
  }

  /// What Excel allows.
  private static let highest = 409.0
}
