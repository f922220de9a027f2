import Amounts
public import Documents
public import Filings
public import Forms
import Parallel

/// Makes a filing of a document: finds the form's tables by their names and headings, never by their numbers, and binds
/// their cells by labels and codes, never by fixed positions.
public struct Recognizer: Sendable {
  public let form: Form

  public init(form: Form) {
    self.form = form
  }

  /// - Parameter year: the fiscal year where it is known beforehand; otherwise the document's own.
  public func recognize(_ document: Document, year: Int? = nil) -> Filing {
    let outline = OutlineReader(document: document)
    let fiscalYear = year ?? outline.fiscalYear()
    let index = FormIndex(form, year: fiscalYear)
    let titles = TitleFinder(document: document, index: index)
    var filing = Filing(fiscalYear: fiscalYear)
    filing.kind = outline.kind(among: form.kinds)
    if let kind = filing.kind, kind.id != form.kind {
      // Another kind of document: nothing in it may be held against this form.
      let own = form.kinds.first { $0.id == form.kind }?.title ?? form.title
      filing.unread = [
        Unread(
          quote: document.blocks.first.map(OutlineReader.text) ?? "", reason: "kind",
          values: ["kind": kind.title, "own": own], span: document.blocks.first?.span)
      ]
      return filing
    }
    let tables = document.blocks.indices.filter { if case .table = document.blocks[$0] { true } else { false } }
    let (found, prose) = Parallel.both(
      { Parallel.map(tables) { recognized($0, of: document, titles, index) } }, { Prose(document, outline, form) })
    let own = Set(found.lazy.filter { !$0.isStandIn }.compactMap(\.table?.form))
    for table in found { add(table, besides: own, to: &filing) }
    filing.outline = prose.outline
    filing.department = outline.department(headers: filing.tables.map(\.header))
    filing.departmentNames = prose.departments
    filing.narrative = SentenceReader.read(prose, filing: filing, form: form)
    return filing
  }

  /// Quick look at what a document says of itself, for choosing a pack.
  public static func fiscalYear(of document: Document) -> Int? {
    OutlineReader(document: document).fiscalYear()
  }

  /// The kind of document that its first titles name, for choosing a pack.
  public static func kind(of document: Document, among kinds: [DocumentKind]) -> DocumentKind? {
    OutlineReader(document: document).kind(among: kinds)
  }

  /// What came of one of the document's tables.
  private struct Found: Sendable {
    var table: FilledTable?
    var unread: [Unread] = []
    var notes: [RecognitionNote] = []
    /// Whether the table prints what it was read as among other things.
    var isStandIn = false
  }

  private func recognized(_ block: Int, of document: Document, _ titles: TitleFinder, _ index: FormIndex) -> Found {
    guard case .table(let table) = document.blocks[block] else { return Found() }
    let surroundings = titles.surroundings(of: block)
    let grid = Grid(table, index)
    if let standIn = surroundings.standIn,
      var filled = CrossedTable(index: index, table: standIn, grid: grid).fill()
    {
      (filled.block, filled.span, filled.header) = (block, table.span, surroundings.header)
      return Found(table: filled, unread: unrecognised(grid, surroundings, table), isStandIn: true)
    }
    guard let (form, filler) = best(grid, surroundings, index) else {
      return Found(unread: unrecognised(grid, surroundings, table))
    }
    var filled = form
    filled.block = block
    filled.span = table.span
    filled.header = merged(surroundings.header, filler.header)
    if let unit = filled.header.unit.flatMap({ MoneyUnit(text: $0.text) }) { filled.unit = unit }
    if let key = self.form.tables[filled.form].collection, !key.isEmpty { filled.name = filled.fields["name"] }
    return Found(table: filled, unread: filler.unread, notes: filler.notes)
  }

  /// A list of names, such as of the units of a department, has nothing that could be checked.
  private func unrecognised(_ grid: Grid, _ surroundings: Surroundings, _ table: Documents.Table) -> [Unread] {
    guard hasFigures(grid) else { return [] }
    let quote = (surroundings.unknown ?? surroundings.header.title)?.text ?? grid.quotes.first ?? ""
    return [Unread(quote: String(quote.prefix(60)), reason: "table", span: table.span)]
  }

  /// Whether some cell behind the first of its row is a number.
  private func hasFigures(_ grid: Grid) -> Bool {
    grid.rows.contains { row in
      row.dropFirst().contains { cell in
        if case .number = cell.value { true } else { false }
      }
    }
  }

  /// - Parameter own: the tables of the form that the document has by themselves.
  private func add(_ found: Found, besides own: Set<Int>, to filing: inout Filing) {
    let isNeeded = found.table.map { !found.isStandIn || !own.contains($0.form) } ?? false
    if !isNeeded || !found.isStandIn { filing.unread += found.unread }
    guard isNeeded, let table = found.table else { return }
    filing.tables.append(table)
    filing.notes += found.notes.map { note in
      var note = note
      note.table = filing.tables.count - 1
      return note
    }
  }

  /// The table that the title names, else the one whose headings fit best.
  private func best(
    _ grid: Grid, _ surroundings: Surroundings, _ index: FormIndex
  ) -> (FilledTable, TableFiller)? {
    var candidates = surroundings.unknown == nil ? surroundings.titled : []
    if candidates.isEmpty {
      // Some formats keep the title in the table's first rows.
      for row in grid.rows.prefix(3) {
        candidates += row.filter { !$0.isBlank }.compactMap { index.table(titled: $0.text) }
      }
    }
    for candidate in candidates.prefix(1) {
      var filler = TableFiller(index: index, table: candidate, grid: grid)
      if let filled = filler.fill(), fits(filler, candidate) { return (filled, filler) }
      if let crossed = CrossedTable(index: index, table: candidate, grid: grid).fill() { return (crossed, filler) }
    }
    // Headings alone would take another table for one that has the same ones.
    return surroundings.unknown == nil ? byHeadings(grid, index) : nil
  }

  private func fits(_ filler: TableFiller, _ table: Int) -> Bool {
    filler.matchedColumns > 0
  }

  /// Without a title: every heading of the form's table must be there, and no other table may fit as well.
  private func byHeadings(_ grid: Grid, _ index: FormIndex) -> (FilledTable, TableFiller)? {
    var found: [(score: Int, FilledTable, TableFiller)] = []
    for (table, form) in self.form.tables.enumerated() where form.isPrinted {
      var filler = TableFiller(index: index, table: table, grid: grid)
      guard let filled = filler.fill() else { continue }
      let wanted = form.blocks.reduce(0) { $0 + $1.columns.count }
      let matched = filled.blocks.reduce(0) { $0 + $1.columns.count }
      guard matched == wanted, matched >= 3, filled.blocks.contains(where: { !$0.rows.isEmpty }) else { continue }
      found.append((matched, filled, filler))
    }
    found.sort { $0.score > $1.score }
    guard let first = found.first, found.count == 1 || first.score > found[1].score else { return nil }
    return (first.1, first.2)
  }

  private func merged(_ outer: TableHeader, _ inner: TableHeader) -> TableHeader {
    var header = outer
    header.number = outer.number ?? inner.number
    header.department = outer.department ?? inner.department
    header.unit = outer.unit ?? inner.unit
    header.headings = inner.headings
    return header
  }
}
