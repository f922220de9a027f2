import OpenXML

/// A paragraph or table of a Word file, not yet laid into the document.
enum WordItem {
  case paragraph(WordParagraph)
  case table(WordTable)

  /// Paragraphs one a line; of tables inside, a row a line.
  static func flattened(_ items: [WordItem]) -> PlacedText {
    var text = PlacedText()
    for item in items {
      let next: PlacedText
      switch item {
      case .paragraph(let paragraph): next = paragraph.numbered.trimmed
      case .table(let table): next = table.flattened
      }
      // The first blank is kept for its place, until there is text.
      if text.isBlank, !next.isBlank || text.leaves.isEmpty {
        text = next
      } else if !next.isBlank {
        text = text.followed(by: next, after: "\n")
      }
    }
    return text
  }
}

struct WordParagraph {
  var text: PlacedText
  /// What Word counts and puts in front; empty for a bullet, nil where the paragraph is in no list.
  var number: String?
  /// 1 to 9 for headings.
  var heading: Int?
  /// Too low for any letter: it parts what belongs together, since Word repeats only the first rows of a table.
  var isHairline = false

  var numbered: PlacedText {
    guard let number, !number.isEmpty else { return text }
    var numbered = PlacedText(number, at: nil)
    numbered.append(text)
    return numbered
  }
}

struct WordTable {
  struct Cell {
    var column: Int
    var columnSpan: Int
    var rowSpan = 1
    var items: [WordItem]

    /// Whether there is a table of several columns in it.
    var holdsTable: Bool {
      items.contains { if case .table(let table) = $0 { table.width > 1 || table.inner > 0 } else { false } }
    }
  }

  private(set) var rows: [[Cell]] = []
  /// Columns.
  private(set) var width = 0

  mutating func add(_ row: [Cell]) {
    rows.append(row)
    width = max(width, row.map { $0.column + $0.columnSpan }.max() ?? 0)
  }

  /// Lets a cell go on in the row below.
  mutating func lengthen(row: Int, cell: Int) {
    rows[row][cell].rowSpan += 1
  }

  /// Takes rows that are no wider.
  mutating func add(_ more: ArraySlice<[Cell]>) {
    rows += more
  }

  /// What a table frames that has one cell, or one column with tables in it; nil for a real table.
  var framed: [WordItem]? {
    guard rows.allSatisfy({ $0.count == 1 }), rows.count == 1 || rows.joined().contains(where: \.holdsTable) else {
      return nil
    }
    return rows.flatMap { $0[0].items }
  }

  /// Tables inside cells, which are read as text of the cell.
  var inner: Int { rows.joined().count(where: \.holdsTable) }

  var grid: DocumentLayer.Grid {
    DocumentLayer.Grid(
      rows: rows.map { row in
        row.map { cell in
          DocumentLayer.Grid.Cell(
            column: cell.column, columnSpan: cell.columnSpan, rowSpan: cell.rowSpan,
            text: WordItem.flattened(cell.items))
        }
      })
  }

  /// Cells parted by TABs, rows by line breaks.
  var flattened: PlacedText {
    var text = PlacedText()
    for row in rows {
      if !text.scalars.isEmpty { text.append("\n") }
      for (index, cell) in row.enumerated() {
        if index > 0 { text.append("\t") }
        text.append(WordItem.flattened(cell.items))
      }
    }
    return text
  }
}

/// What a Word file holds beside its text, for notes.
struct WordTally {
  /// Insertions, deletions and moves that nobody has accepted or rejected.
  var changes = 0
  /// Runs of hidden text.
  var hidden = 0
  var pictures = 0
  var unknownSymbols = 0
  /// Other files embedded as text.
  var embeddedTexts = 0
}
