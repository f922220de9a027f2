import PDFPages

/// What stands on a page, from top to bottom.
struct PageContent {
  enum Element: Hashable {
    case line(TextLine)
    case table(PageTable)

    var box: PageBox {
      switch self {
      case .line(let line): line.box
      case .table(let table): table.box
      }
    }

    var line: TextLine? { if case .line(let line) = self { line } else { nil } }
    var table: PageTable? { if case .table(let table) = self { table } else { nil } }
  }

  let number: Int
  let width: Float
  let height: Float
  var elements: [Element]

  init(_ page: UprightPage, tables: RuledTables) {
    (number, width, height) = (page.number, page.width, page.height)
    elements = LineBuilder(page: number).lines(tables.rest).map { .line($0) } + tables.tables.map { .table($0) }
    // Lines go by their baselines and a table by its top, so that a title stays above its table.
    elements.sort { Self.key($0) < Self.key($1) }
  }

  private static func key(_ element: Element) -> (Float, Float) {
    switch element {
    case .line(let line): (line.box.middleY, line.box.left)
    case .table(let table): (table.box.top, table.box.left)
    }
  }
}
