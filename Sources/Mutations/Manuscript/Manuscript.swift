/// A document as it is written, with the place of every number that was printed.
///
/// Offsets count Unicode scalars from the beginning, half open, as the readers of the project count them.
struct Manuscript {
  /// What a number is to the reader.
  enum Kind: String, CaseIterable {
    case cell, sentence, percentage, score, target
    /// Pieces, persons and the like; no slips are put there.
    case count
  }

  struct Print {
    var quantity: Quantity
    var unit: Accounts.Unit
    var kind: Kind
    var range: Range<Int>
    /// Empty for a blank cell.
    var text: String
    /// The table or paragraph it stands in, the line of a table, and the column.
    var part: String
    var row: Int
    var column: Int
  }

  /// A line of a table.
  struct Line {
    var part: String
    var label: String
    /// Of the account, where the line has one.
    var code: String?
    /// With the line break.
    var range: Range<Int>
  }

  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var prints: [Print] = []
  private(set) var lines: [Line] = []
  private let accounts: Accounts
  private var part = ""
  private var paragraphs = 0

  init(_ accounts: Accounts) {
    self.accounts = accounts
  }

  /// A document that was written already.
  init(_ scalars: [Unicode.Scalar], _ prints: [Print], _ lines: [Line]) {
    self.init(Accounts())
    (self.scalars, self.prints, self.lines) = (scalars, prints, lines)
  }

  var text: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  // MARK: Writing

  mutating func write(_ text: String) {
    scalars.append(contentsOf: text.unicodeScalars)
  }

  /// Lines of their own, each followed by an empty one.
  mutating func paragraphs(_ texts: String...) {
    for text in texts { say(text) }
  }

  /// A paragraph. What stands in braces is a quantity and is printed; `{x|blank}` prints nothing for zero.
  mutating func say(_ template: String) {
    paragraphs += 1
    part = "paragraph \(paragraphs)"
    fill(template, row: 0)
    write("\n\n")
  }

  /// A line of a table: fields joined by tabs, quantities in braces.
  mutating func line(_ table: String, _ label: String, code: String? = nil, _ fields: [String]) {
    part = table
    let start = scalars.count
    for (column, field) in fields.enumerated() {
      if column > 0 { write("\t") }
      fill(field, row: lines.count, column: column)
    }
    write("\n")
    lines.append(Line(part: table, label: label, code: code, range: start..<scalars.count))
  }

  private mutating func fill(_ template: String, row: Int, column: Int = 0) {
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      write(String(rest[..<open]))
      let isCell = !part.hasPrefix("paragraph")
      let words = rest[rest.index(after: open)..<close].split(separator: "|").map(String.init)
      print(words[0], isBlankable: words.contains("blank"), isCell: isCell, row: row, column: column)
      rest = rest[rest.index(after: close)...]
    }
    write(String(rest))
  }

  private mutating func print(_ quantity: Quantity, isBlankable: Bool, isCell: Bool, row: Int, column: Int) {
    let isBlank = isBlankable && accounts.values[quantity, default: 0] == 0
    let text = isBlank ? "" : accounts.text(quantity)
    let unit = accounts.units[quantity] ?? .amount
    let start = scalars.count
    write(text)
    prints.append(
      Print(
        quantity: quantity, unit: unit, kind: kind(unit, isCell: isCell), range: start..<scalars.count, text: text,
        part: part, row: row, column: column))
  }

  private func kind(_ unit: Accounts.Unit, isCell: Bool) -> Kind {
    switch unit {
    case .amount: isCell ? .cell : .sentence
    case .percent: .percentage
    case .points: .score
    case .measure: .target
    case .count: .count
    }
  }
}
