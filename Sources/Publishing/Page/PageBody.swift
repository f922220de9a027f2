import Composing
import Filings
import Writers

/// The disclosure itself as HTML: headings, paragraphs and tables, every figure with a name that links can point at.
struct PageBody {
  private let publication: Publication
  private var text = PageText()

  static func html(_ publication: Publication) -> String {
    var body = PageBody(publication: publication)
    let pieces = publication.pieces
    for (index, piece) in pieces.enumerated() {
      let isTitle = if case .table? = pieces.dropFirst(index + 1).first { true } else { false }
      body.add(piece, isTitle: isTitle)
    }
    return body.text.html
  }

  private init(publication: Publication) {
    self.publication = publication
  }

  private mutating func add(_ piece: Publication.Piece, isTitle: Bool) {
    switch piece {
    case .cover(let lines):
      text.add("<div class=\"cover-sheet\"><h1 class=\"cover-t\">")
      for line in lines {
        text.add("<span>")
        text.say(line)
        text.add("</span>")
      }
      text.add("</h1></div>\n")
    case .contents(let title, let entries): add(title, entries)
    case .heading(let section):
      var tag = StartTag("h\(min(6, section.level + 1))")
      tag.add("id", isTitle ? section.anchor + "-title" : section.anchor)
      if isTitle { tag.add("class", "tt") }
      element(tag, section.text)
    case .paragraph(let paragraph): element(StartTag("p"), paragraph)
    case .table(let table):
      add(table)
      for note in table.notes {
        var tag = StartTag("p")
        tag.add("class", "fine")
        element(tag, note)
      }
    }
  }

  private mutating func element(_ tag: StartTag, _ words: String) {
    text.open(tag)
    for (index, line) in words.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { text.add("<br/>") }
      text.say(String(line))
    }
    text.add("</\(tag.text.prefix { $0 != " " })>\n")
  }

  private mutating func add(_ title: String, _ entries: [Publication.ContentsEntry]) {
    var tag = StartTag("nav")
    tag.add("id", "contents")
    tag.add("aria-label", title)
    text.open(tag)
    text.add("<ul class=\"list\">\n")
    for entry in entries {
      text.add(entry.isPart ? "<li class=\"part\">" : "<li>")
      var link = StartTag("a")
      link.add("href", "#" + entry.anchor)
      element(link, entry.text)
      text.add("</li>\n")
    }
    text.add("</ul></nav>\n")
  }

  // MARK: Tables

  private mutating func add(_ table: PublishedTable) {
    var region = StartTag("div")
    region.add("class", "tbl-wrap")
    region.add("tabindex", "0")
    region.add("role", "group")
    region.add("aria-labelledby", table.anchor + "-title")
    text.open(region)
    var tag = StartTag("table")
    tag.add("class", table.grid.width <= 5 ? "grid narrow" : table.grid.width >= 8 ? "grid wide" : "grid")
    tag.add("id", table.anchor)
    tag.add("aria-labelledby", table.anchor + "-title")
    text.open(tag)
    addCaption(table)
    for (index, row) in table.grid.rows.enumerated() {
      if index == 0, table.grid.headRows > 0 { text.add("<thead>") }
      if index == table.grid.headRows { text.add("<tbody>") }
      text.add(row.isTotal ? "<tr class=\"tot\">" : "<tr>")
      for cell in row.cells { add(cell, in: table) }
      text.add("</tr>\n")
      if index == table.grid.headRows - 1 { text.add("</thead>") }
    }
    text.add(table.grid.rows.count > table.grid.headRows ? "</tbody></table></div>\n" : "</table></div>\n")
  }

  private mutating func addCaption(_ table: PublishedTable) {
    text.add("<caption><div class=\"meta\">")
    for line in [table.department, table.number, table.unit].compactMap({ $0 }) { element(StartTag("p"), line) }
    text.add("</div></caption>\n")
  }

  private mutating func add(_ cell: Grid.Cell, in table: PublishedTable) {
    // A heading without words would be read out as one all the same.
    let isHeading = (cell.role == .head || cell.role == .name) && !cell.text.isEmpty
    var tag = StartTag(isHeading ? "th" : "td")
    switch cell.role {
    case .head: if isHeading { tag.add("scope", cell.width > 1 ? "colgroup" : "col") }
    case .name:
      if isHeading { tag.add("scope", cell.height > 1 ? "rowgroup" : "row") }
      tag.add("class", cell.isTotal ? "nm t" : "nm")
    case .code: tag.add("class", cell.isTotal ? "code t" : "code")
    case .serial: tag.add("class", "c")
    case .figure: tag.add("class", cell.isTotal ? "r t" : "r")
    case .text: break
    }
    if cell.width > 1 { tag.add("colspan", String(cell.width)) }
    if cell.height > 1 { tag.add("rowspan", String(cell.height)) }
    if let place = cell.place { tag.add("id", publication.anchor(of: place, in: table)) }
    text.open(tag)
    text.say(cell.text)
    text.add(isHeading ? "</th>" : "</td>")
  }
}
