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
    /// In points; nil where the program that opens the sheet fits it to the text. It does not for merged cells.
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
