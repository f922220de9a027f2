import Documents
import OpenXML

/// Reads the elements of one part of a Word file in the order in which they are printed.
struct WordReader {
  let part: String
  let text: WordText
  let styles: WordStyles
  var numbering: Numbering
  var tally = WordTally()
  /// Fields that are open, from outermost in: whether the result has begun, which is printed, or not yet.
  var fields: [Bool] = []
  /// Text of paragraphs whose end was deleted: it belongs to the next.
  var carried: PlacedText?

  init(part: String, tree: XMLTree, styles: WordStyles, numbering: Numbering) {
    self.part = part
    text = WordText(tree)
    self.styles = styles
    self.numbering = numbering
  }

  /// The paragraphs and tables inside an element.
  mutating func items(in element: XMLElement) -> [WordItem] {
    var items: [WordItem] = []
    for child in element.children {
      if let choice = child.choice {
        items += self.items(in: choice)
        continue
      }
      guard child.namespace == .word else { continue }
      switch child.name {
      case "p": items += paragraph(child)
      case "tbl": items.append(.table(table(child)))
      case "sdt", "sdtContent", "customXml", "smartTag": items += self.items(in: child)
      case "ins", "moveTo":
        tally.changes += 1
        items += self.items(in: child)
      case "del", "moveFrom": tally.changes += 1
      case "altChunk": tally.embeddedTexts += 1
      default: break
      }
    }
    return items
  }

  // MARK: Paragraphs

  /// Two points, in twips.
  private static let hairline = 40

  private mutating func paragraph(_ element: XMLElement) -> [WordItem] {
    let properties = element.child("pPr")
    let style = properties?.child("pStyle")?["val"]
    var runs = RunReader(reader: self, paragraph: text.number(of: element), isHidden: styles.isHidden(style))
    runs.read(element)
    tally = runs.tally
    // An instruction never goes on in the next paragraph; a result does, such as a table of contents.
    fields = runs.fields.filter { $0 }
    var content = runs.content
    if content.leaves.isEmpty { content.append("", at: place(of: element)) }
    if let mark = properties?.child("rPr"), mark.child("del") != nil || mark.child("moveFrom") != nil {
      tally.changes += 1
      carried = (carried ?? PlacedText()).followed(by: content)
      return boxes(runs.boxes)
    }
    if let carried {
      content = carried.followed(by: content)
      self.carried = nil
    }
    var paragraph = WordParagraph(text: content)
    paragraph.number = number(properties, style)
    if let spacing = properties?.child("spacing"), spacing["lineRule"] == "exact" {
      paragraph.isHairline = spacing["line"].flatMap { Int($0) }.map { $0 <= Self.hairline } ?? false
    }
    let level = properties?.child("outlineLvl")?["val"].flatMap { Int($0) }
    paragraph.heading = level.map { $0 < 9 ? max(0, $0) + 1 : nil } ?? styles.headingLevel(style)
    return [.paragraph(paragraph)] + boxes(runs.boxes)
  }

  /// Text boxes stand after the paragraph that they are anchored in.
  private mutating func boxes(_ boxes: [XMLElement]) -> [WordItem] {
    guard !boxes.isEmpty else { return [] }
    let outside = (fields, carried)
    (fields, carried) = ([], nil)
    let items = boxes.flatMap { self.items(in: $0) }
    (fields, carried) = outside
    return items
  }

  private func place(of paragraph: XMLElement) -> Place {
    Place(.run(part: part, paragraph: text.number(of: paragraph), run: 0, characters: 0..<0))
  }

  private mutating func number(_ properties: XMLElement?, _ style: String?) -> String? {
    let own = properties?.child("numPr").map(NumberingReference.init)
    let inherited = styles.numbering(style)
    guard var reference = own ?? inherited?.reference else { return nil }
    if reference.list == nil { reference.list = inherited?.reference.list }
    if reference.list == inherited?.reference.list, reference.level == nil {
      reference.level = inherited?.reference.level
    }
    return numbering.next(reference, style: inherited?.style)
  }

  // MARK: Tables

  private mutating func table(_ element: XMLElement) -> WordTable {
    var table = WordTable()
    // By column, the cell that a merge downwards goes on from.
    var merged: [Int: (row: Int, cell: Int)] = [:]
    for row in Self.parts("tr", of: element) {
      let properties = row.child("trPr")
      if properties?.child("ins") != nil { tally.changes += 1 }
      if properties?.child("del") != nil {
        tally.changes += 1
        continue
      }
      var cells: [WordTable.Cell] = []
      var column = Self.count(properties?.child("gridBefore"), from: 0)
      for cell in Self.parts("tc", of: row) {
        let properties = cell.child("tcPr")
        let span = Self.count(properties?.child("gridSpan"), from: 1)
        defer { column += span }
        let vertical = properties?.child("vMerge").map { $0["val"] ?? "continue" }
        if vertical == "continue", let origin = merged[column], origin.row < table.rows.count {
          table.lengthen(row: origin.row, cell: origin.cell)
          continue
        }
        if properties?.child("hMerge").map({ $0["val"] ?? "continue" }) == "continue", let last = cells.indices.last {
          cells[last].columnSpan += span
          continue
        }
        // A merge that begins without saying so begins here.
        merged[column] = vertical == nil ? nil : (table.rows.count, cells.count)
        cells.append(WordTable.Cell(column: column, columnSpan: span, items: items(in: cell)))
      }
      table.add(cells)
    }
    return table
  }

  /// Rows of a table or cells of a row, those inside content controls too.
  private static func parts(_ name: String, of element: XMLElement) -> [XMLElement] {
    element.children.flatMap { child -> [XMLElement] in
      guard child.namespace == .word else { return [] }
      switch child.name {
      case name: return [child]
      case "sdt", "sdtContent", "customXml": return parts(name, of: child)
      default: return []
      }
    }
  }

  /// A number of columns; a file can write any.
  private static func count(_ element: XMLElement?, from least: Int) -> Int {
    min(max(element?["val"].flatMap { Int($0) } ?? least, least), 4_096)
  }
}

extension XMLElement {
  /// Of content that is there in several forms, the one to read; nil for any other element.
  var choice: XMLElement? {
    guard namespace == .compatibility, name == "AlternateContent" else { return nil }
    return child("Choice") ?? child("Fallback")
  }
}
