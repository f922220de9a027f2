import Checking
import Documents
import Forms

extension DocumentPane {
  mutating func draw(_ table: Table, block: Int, under heading: String?) {
    let shape = TableShape(table)
    let empty = shape.emptyColumns.subtracting(annotatedColumns(of: table, block: block))
    let name = heading.flatMap { $0.split(separator: "\n").first.map(String.init) } ?? catalog("html.table")
    open(table, named: name, isFolding: !empty.isEmpty, at: PieceAddress(block: block))
    if !shape.headings.isEmpty {
      page.add("<thead>\n")
      for row in shape.headings { draw(table, shape, block: block, row: row, folding: empty) }
      page.add("</thead>\n")
    }
    page.add("<tbody>\n")
    for row in shape.headings.upperBound..<table.rows.count {
      draw(table, shape, block: block, row: row, folding: empty)
    }
    page.add("</tbody>\n</table>\n</div>")
    guard !empty.isEmpty else { return }
    page.add("\n<button class=\"btn s text unfold\" type=\"button\" data-unfold=\"\">")
    page.say(catalog("html.unfold", ["count": String(empty.count)]))
    page.add("</button>")
  }

  private mutating func open(_ table: Table, named name: String, isFolding: Bool, at piece: PieceAddress) {
    if annotations.marks(on: piece).contains(where: { $0.range == nil }) {
      page.add("<p class=\"fine\">")
      _ = drawLeads(of: piece)
      page.add("</p>\n")
    }
    var frame = StartTag("div class=\"tbl-wrap\" tabindex=\"0\" role=\"region\"")
    frame.add("aria-label", catalog("html.region", ["name": name]))
    frame.add("id", annotations.id(of: piece))
    page.open(frame)
    let narrow = table.columnCount <= Self.fewColumns ? " narrow" : ""
    page.add("\n<table class=\"grid\(narrow)\(isFolding ? " fold" : "")\">\n<caption class=\"vh\">")
    page.say(name)
    page.add("</caption>\n")
  }

  /// As many as a phone shows side by side.
  private static let fewColumns = 5

  private func annotatedColumns(of table: Table, block: Int) -> [Int] {
    table.rows.enumerated().flatMap { row, cells in
      cells.cells.enumerated()
        .filter { !annotations.isPlain(PieceAddress(block: block, row: row, cell: $0.offset)) }
        .map(\.element.column)
    }
  }

  private mutating func draw(
    _ table: Table, _ shape: TableShape, block: Int, row: Int, folding empty: Set<Int>
  ) {
    let isHead = shape.headings.contains(row)
    var tag = StartTag("tr")
    tag.add("class", isHead ? nil : shape.rowClass(table.rows[row]))
    tag.add("id", annotations.id(of: PieceAddress(block: block, row: row)))
    page.open(tag)
    for (number, cell) in table.rows[row].cells.enumerated() {
      let piece = PieceAddress(block: block, row: row, cell: number)
      draw(cell, at: piece, shape, isHead: isHead, isFolded: empty.contains(cell.column))
    }
    page.add("</tr>\n")
  }

  private mutating func draw(
    _ cell: Table.Cell, at piece: PieceAddress, _ shape: TableShape, isHead: Bool, isFolded: Bool
  ) {
    let text = cell.content.text
    let isMarked = !annotations.marks(on: piece).isEmpty
    let isBlank = text.allSatisfy(\.isWhitespace)
    let isFigure = !isBlank && text.isFigure
    let isName = !isHead && cell.column == shape.nameColumn && !isFigure && !isBlank
    var classes: [String] = []
    if isName || isHead && cell.column == shape.nameColumn { classes.append("nm") }
    if !isHead, shape.isCoded, cell.column == 0, text.isCode { classes.append("code") }
    if !isHead, classes.isEmpty, isFigure || isMarked && isBlank { classes.append("r") }
    if isMarked { classes.append("hit") }
    if isFolded { classes.append("nil") }
    let element = isHead || isName ? "th" : "td"
    var tag = StartTag(element)
    tag.add("scope", isName ? "row" : nil)
    tag.add("class", classes.isEmpty ? nil : classes.joined(separator: " "))
    tag.add("id", annotations.id(of: piece))
    tag.add("colspan", cell.columnSpan > 1 ? String(cell.columnSpan) : nil)
    tag.add("rowspan", cell.rowSpan > 1 ? String(cell.rowSpan) : nil)
    page.open(tag)
    if isMarked || !isBlank { drawParts(ofCell: text, at: piece) }
    page.add(isHead || isName ? "</th>" : "</td>")
  }
}
