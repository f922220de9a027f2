import Checking
import Documents
import Forms

/// Draws a document as it was printed, with marks on what findings speak of and the state of every number.
struct DocumentPane {
  let document: Document
  let catalog: Catalog
  let annotations: Annotations
  let numbers: NumberStates
  /// Of a set: the file that begins with a block.
  var files: [Int: String] = [:]
  var page = PageText()
  /// Ids of the unverifiable numbers that were drawn; a link may lead to them.
  var drawn: Set<String> = []

  init(document: Document, catalog: Catalog, annotations: Annotations, numbers: NumberStates) {
    self.document = document
    self.catalog = catalog
    self.annotations = annotations
    self.numbers = numbers
  }

  mutating func draw() -> String {
    var heading: String?
    var isInList = false
    for (number, block) in document.blocks.enumerated() {
      if case .paragraph(let paragraph) = block, paragraph.isListItem {
        page.add(isInList ? "" : "<ul>")
        isInList = true
        draw(paragraph.content.text, block: number, as: StartTag("li"), "li")
        continue
      }
      if isInList { page.add("</ul>\n\n") }
      isInList = false
      drawStart(ofFile: files[number])
      switch block {
      case .heading(let part):
        heading = part.content.text
        let element = Self.element(ofLevel: part.level)
        draw(part.content.text, block: number, as: StartTag(element), element)
      case .paragraph(let paragraph):
        var tag = StartTag("p")
        tag.add("class", style(of: paragraph, number))
        draw(paragraph.content.text, block: number, as: tag, "p")
      case .table(let table): draw(table, block: number, under: heading)
      }
      page.add("\n\n")
    }
    if isInList { page.add("</ul>\n\n") }
    return page.html
  }

  private mutating func drawStart(ofFile name: String?) {
    guard let name else { return }
    page.add("<p class=\"file\">")
    page.say(name)
    page.add("</p>\n\n")
  }

  // MARK: Headings and paragraphs

  private mutating func draw(_ text: String, block: Int, as tag: StartTag, _ element: String) {
    let piece = PieceAddress(block: block)
    let isWrong = annotations.marks(on: piece).contains { $0.range == nil && $0.severity == .error }
    if isWrong { page.add("<div class=\"stale\">") }
    var tag = tag
    tag.add("id", annotations.id(of: piece))
    page.open(tag)
    if drawLeads(of: piece) { page.add(" ") }
    drawParts(of: text, at: piece)
    page.add("</\(element)>")
    if isWrong { page.add("</div>") }
  }

  /// The report's own title is the first level.
  private static func element(ofLevel level: Int) -> String {
    "h\(min(max(level, 1), 3) + 1)"
  }

  private func style(of paragraph: Paragraph, _ number: Int) -> String? {
    let text = paragraph.content.text
    if number == 0, text.contains("\n"), text.unicodeScalars.count <= Self.longestCover { return "cover-t" }
    return isCaption(text, number) || isNote(text, number) ? "fine" : nil
  }

  /// The short lines right above a table: its number, its unit, the department.
  private func isCaption(_ text: String, _ number: Int) -> Bool {
    guard text.unicodeScalars.count <= Self.longestCaption else { return false }
    for next in document.blocks[(number + 1)...].prefix(3) {
      switch next {
      case .table: return true
      case .heading: return false
      case .paragraph(let other) where other.content.text.unicodeScalars.count > Self.longestCaption: return false
      case .paragraph: continue
      }
    }
    return false
  }

  /// A short line right under a table.
  private func isNote(_ text: String, _ number: Int) -> Bool {
    guard number > 0, case .table = document.blocks[number - 1] else { return false }
    return text.unicodeScalars.count <= Self.longestCaption
  }

  private static let longestCover = 80
  private static let longestCaption = 40
}
