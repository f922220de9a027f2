import Documents
import Texts

extension Table {
  /// The blank cell of a row that a finding means, told by the names of its column and row.
  ///
  /// - Returns: nil where no column is named, or no blank cell stands under such a heading.
  func blankCell(inRow row: Int, named column: String?, beside rowName: String?) -> Int? {
    guard let column = column.map(squeezed), !column.isEmpty else { return nil }
    let headings = headingRows
    let cells = rows[row].cells
    let scores = cells.indices.map { index -> Int in
      guard cells[index].content.text.isBlank else { return 0 }
      return headings.reduce(0) { max($0, score(ofHeadingsIn: $1, over: cells[index], named: column)) }
    }
    guard let best = scores.max(), best > 0 else { return nil }
    // Where two blocks stand side by side, both have a column of that name: the one after the row's own name is meant.
    let name = squeezed(rowName ?? "")
    let beside = name.isEmpty ? nil : cells.firstIndex { matches(squeezed($0.content.text), name) > 0 }
    return scores.indices.first { scores[$0] == best && $0 > beside ?? -1 } ?? scores.firstIndex(of: best)
  }

  /// A row's first cell that says anything.
  func speakingCell(inRow row: Int) -> Int? {
    let cells = rows[row].cells
    return cells.firstIndex { !$0.content.text.isBlank } ?? cells.indices.first
  }

  private func score(ofHeadingsIn row: Int, over cell: Cell, named name: String) -> Int {
    rows[row].cells.reduce(0) { best, heading in
      let covers = heading.column <= cell.column && cell.column < heading.column + heading.columnSpan
      return covers ? max(best, matches(squeezed(heading.content.text), name)) : best
    }
  }

  /// How well a printed heading agrees with a name: 3 equal, 2 the name's last part, 1 one holds the other.
  private func matches(_ heading: String, _ name: String) -> Int {
    if heading.isEmpty { return 0 }
    if heading == name { return 3 }
    if name.ends(in: heading) || heading.ends(in: name) { return 2 }
    return heading.has(name) || name.has(heading) ? 1 : 0
  }

  private func squeezed(_ text: String) -> String {
    text.unicodeScalars.contains(where: \.isSpace) ? String(text.unicodeScalars.filter { !$0.isSpace }) : text
  }
}

extension Table {
  /// The rows above the figures: up to the row that numbers the columns, or else to the first row with figures. Empty
  /// where neither comes soon: then the table is a form to fill in, or a list.
  var headingRows: Range<Int> {
    let top = rows.prefix(Self.mostHeadingRows + 1)
    if let ordinals = top.firstIndex(where: { $0.numbersColumns }) { return 0..<(ordinals + 1) }
    return 0..<(top.firstIndex { !$0.figures.isEmpty } ?? 0)
  }

  private static let mostHeadingRows = 5
}

extension Table.Row {
  fileprivate var figures: [String] {
    cells.map(\.content.text).filter(\.isFigure).map { String($0.unicodeScalars.filter { !$0.isSpace }) }
  }

  /// Whether the row prints 1, 2, 3 … and no other figure.
  fileprivate var numbersColumns: Bool {
    let figures = figures
    return figures.count > 1 && figures == (1...figures.count).map(String.init)
  }
}

extension String {
  /// Whether it says nothing.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.isSpace) }

  /// `1126.70`, `36.83%`, `1,203`, `－3.00`.
  var isFigure: Bool {
    var digits = 0
    for scalar in unicodeScalars {
      switch scalar {
      case "0"..."9": digits += 1
      case ".", ",", "%", " ", "-", "\u{2212}", "\u{FF0D}", "\u{FF0C}", "\u{FF05}": continue
      default: return false
      }
    }
    return digits > 0
  }

  /// A code of the functional or economic classification: three, five or seven digits.
  var isCode: Bool {
    let text = unicodeScalars.filter { !$0.isSpace }
    return [3, 5, 7].contains(text.count) && text.allSatisfy { ("0"..."9").contains($0) }
  }
}
