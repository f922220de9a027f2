/// A sheet of a workbook as it is to be written: rows of cells, column widths and how it is printed.
package struct Sheet {
  /// At most 31 characters, none of `[]:*?/\`.
  package var name: String
  /// In characters of the standard font.
  package var widths: [Double]
  package var rows: [Row] = []
  /// The rows that are repeated on every page; what is above and in them does not scroll.
  package var head: Range<Int>?
  package var hasFilter = false
  /// Whether only cells of input styles can be changed. Anybody can lift it: there is no password.
  package var isProtected = false
  package var validations: [Validation] = []
  package var tabColour: UInt32?

  package init(name: String, widths: [Double]) {
    (self.name, self.widths) = (name, widths)
  }

  package struct Row {
    package var cells: [Cell]
    /// In points; nil to fit it to the text, which not every program that opens a sheet does by itself.
    package var height: Double?

    package init(_ cells: [Cell], height: Double? = nil) {
      (self.cells, self.height) = (cells, height)
    }
  }

  package struct Cell {
    package var value: Value
    package var style: Style
    /// How many columns it takes.
    package var columns: Int
    /// A comment on the cell.
    package var note: String?

    package init(_ text: String, _ style: Style = .text, columns: Int = 1, note: String? = nil) {
      (value, self.style, self.columns, self.note) = (text.isEmpty ? .blank : .text(text), style, columns, note)
    }

    package init(_ number: Int, _ style: Style = .figure) {
      (value, self.style, columns) = (.number(number), style, 1)
    }

    package init(_ value: Value, _ style: Style, note: String? = nil) {
      (self.value, self.style, self.note, columns) = (value, style, note, 1)
    }
  }

  package enum Value {
    case text(String)
    case number(Int)
    /// A number of at most 15 digits by its decimal text, so that it is stored as it is written: `1684186.52`.
    case decimal(String)
    /// With its equals sign; and what it comes to, as words or as a decimal text, for programs that do not work it out.
    case formula(String, result: String)
    case blank
  }

  /// What may be entered in a column from one row to another, all counted from 0.
  package struct Validation {
    package enum Kind {
      /// What makes a formula true that speaks of the first of the cells: `=ISNUMBER(C5)`.
      case formula(String)
      /// One of a few short words.
      case choice([String])
      /// One of the values of other cells: `=科目表!$A$2:$A$900`.
      case list(String)
    }

    package var rows: ClosedRange<Int>
    package var column: Int
    package var kind: Kind
    /// What is told of anything else.
    package var message: String
    /// Whether anything else is refused, or only asked about.
    package var isStrict: Bool

    package init(rows: ClosedRange<Int>, column: Int, kind: Kind, message: String, isStrict: Bool = true) {
      (self.rows, self.column, self.kind, self.message) = (rows, column, kind, message)
      self.isStrict = isStrict
    }
  }

  package enum Style: CaseIterable {
    case title
    /// A line of text without a frame.
    case line
    case head, text, figure
    /// In the middle of its cell, coloured by severity.
    case error, warning, info
    /// A figure as printed, at the right.
    case amount
    /// Cells to be filled in: words, money, other numbers; and such that somebody has to look at first.
    case input, inputMoney, inputNumber, pending, pendingMoney
    /// What the form gives and nobody changes: names of rows, sums of money.
    case fixed, sum
    /// A heading inside a sheet.
    case part
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
