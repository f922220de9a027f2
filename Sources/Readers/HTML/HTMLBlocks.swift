import Documents

/// Elements to blocks: paragraphs end where blocks and lines of the page end, tables that only lay out the page are
/// taken apart, all others are kept with their merged cells.
struct HTMLBlocks {
  private(set) var blocks: [Block] = []
  private(set) var notes: [ReadingNote] = []

  let tree: HTMLTree
  let scalars: [Unicode.Scalar]
  private let limits: ReadingLimits
  private var cellsLeft: Int
  /// The paragraph that is being read, and what it is.
  private var text = HTMLText()
  private var heading: Int?
  private var isListItem = false

  init(_ tree: HTMLTree, _ scalars: [Unicode.Scalar], limits: ReadingLimits) {
    (self.tree, self.scalars, self.limits) = (tree, scalars, limits)
    cellsLeft = limits.cells
  }

  mutating func read(_ node: Int) {
    walk(node)
    endParagraph()
  }

  private mutating func walk(_ index: Int) {
    let node = tree.nodes[index]
    guard case .element(let tag) = node.kind else { return text.add(node.range, of: scalars) }
    guard !HTMLContent.isSkipped(tag) else { return }
    switch tag.name {
    case "br": if heading == nil { endParagraph() } else { text.breakLine(at: tag.range.lowerBound) }
    case "sup", "sub": addRaised(index, tag)
    case "table": addTable(index)
    case "pre": addLines(index)
    case "li":
      endParagraph()
      isListItem = true
      walkChildren(index)
      endParagraph()
      isListItem = false
    case _ where HTMLTree.headings.contains(tag.name):
      endParagraph()
      heading = tag.name.unicodeScalars.last.map { Int($0.value) - 0x30 }
      walkChildren(index)
      endParagraph()
      heading = nil
    case _ where HTMLTree.blocks.contains(tag.name):
      endParagraph()
      walkChildren(index)
      endParagraph()
    default: walkChildren(index)
    }
  }

  private mutating func walkChildren(_ index: Int) {
    for child in tree.nodes[index].children { walk(child) }
  }

  /// Longer headings are sentences that somebody gave the look of a heading.
  private static let longestHeading = 120

  private mutating func endParagraph() {
    guard !text.isEmpty else { return }
    let piece = text.piece(at: 0)
    text = HTMLText()
    guard !piece.text.isEmpty else { return }
    if let heading, piece.text.unicodeScalars.count <= Self.longestHeading {
      blocks.append(.heading(Heading(level: heading, content: piece)))
    } else {
      blocks.append(.paragraph(Paragraph(content: piece, isListItem: isListItem)))
    }
  }

  private mutating func addRaised(_ index: Int, _ tag: HTMLTag) {
    guard let range = raisedDigits(index) else { return walkChildren(index) }
    text.add(range, of: scalars, raised: tag.name == "sup" ? HTMLText.above : HTMLText.below)
  }

  /// One to three digits and nothing else.
  private func raisedDigits(_ index: Int) -> Range<Int>? {
    let children = tree.nodes[index].children
    guard children.count == 1, case .text = tree.nodes[children[0]].kind else { return nil }
    let range = scalars.trimmed(tree.nodes[children[0]].range)
    return (1...3).contains(range.count) && range.allSatisfy { scalars[$0].isASCIIDigit } ? range : nil
  }

  /// Lines that are laid out by hand stay lines.
  private mutating func addLines(_ index: Int) {
    endParagraph()
    for child in tree.nodes[index].children {
      guard case .text = tree.nodes[child].kind else {
        walk(child)
        continue
      }
      var start = tree.nodes[child].range.lowerBound
      for offset in tree.nodes[child].range where scalars[offset] == "\n" {
        text.add(start..<offset, of: scalars)
        endParagraph()
        start = offset + 1
      }
      text.add(start..<tree.nodes[child].range.upperBound, of: scalars)
    }
    endParagraph()
  }

  // MARK: Tables

  private mutating func addTable(_ index: Int) {
    endParagraph()
    let rows = HTMLRows(tree, table: index)
    for stray in rows.strays { read(stray) }
    guard !rows.isLayout else {
      for cell in rows.rows.joined() { read(cell) }
      return
    }
    var assembler = HTMLTableAssembler(limits: limits, cellsLeft: cellsLeft)
    for row in rows.rows {
      guard assembler.add(row.map { (cell($0), tag($0)) }) else { break }
    }
    cellsLeft = assembler.cellsLeft
    notes += assembler.notes
    guard let table = assembler.table else { return }
    guard case .table(var open) = blocks.last else { return blocks.append(.table(table)) }
    // Taken out, so that its rows are not copied.
    blocks.removeLast()
    let isTaken = open.take(table)
    blocks.append(.table(open))
    if isTaken {
      notes.append(ReadingNote(id: "reading.tableJoined", span: table.span))
    } else {
      blocks.append(.table(table))
    }
  }

  private func tag(_ node: Int) -> HTMLTag {
    if case .element(let tag) = tree.nodes[node].kind { tag } else { HTMLTag(name: "td") }
  }

  /// All the text of a cell, its blocks and lines apart.
  private func cell(_ node: Int) -> TextPiece {
    var text = HTMLText()
    collect(tree.nodes[node].children, into: &text)
    return text.piece(at: tag(node).range.upperBound)
  }

  private func collect(_ nodes: [Int], into text: inout HTMLText) {
    for index in nodes {
      let node = tree.nodes[index]
      guard case .element(let tag) = node.kind else {
        text.add(node.range, of: scalars)
        continue
      }
      if HTMLContent.isSkipped(tag) { continue }
      if tag.name == "sup" || tag.name == "sub", let range = raisedDigits(index) {
        text.add(range, of: scalars, raised: tag.name == "sup" ? HTMLText.above : HTMLText.below)
        continue
      }
      let isApart = tag.name == "br" || HTMLTree.blocks.contains(tag.name)
      if isApart { text.breakLine(at: tag.range.lowerBound) }
      collect(node.children, into: &text)
      if isApart { text.breakLine(at: max(tag.range.upperBound, node.range.upperBound - 1)) }
    }
  }
}
