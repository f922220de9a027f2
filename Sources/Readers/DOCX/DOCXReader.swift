public import Documents
import OpenXML

/// Reads Word files (DOCX) as they are printed, with all tracked changes accepted.
///
///     bytes → parts              OfficePackage
///     part → paragraphs, tables  WordReader, RunReader, Numbering
///     → blocks, map              DocumentLayer
///
/// Headers, footers and notes are no part of the text; hidden text is left out. Notes of the reading tell of all that.
public struct DOCXReader: DocumentReader {
  public static var format: FileFormat { .docx }

  public var limits: ReadingLimits

  public init(limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
  }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    try OfficeFile.open(file, limits: limits) { package throws(OpenXMLFault) in try read(package) }
  }

  private func read(_ package: OfficePackage) throws(OpenXMLFault) -> Reading {
    let tree = try package.xml(package.mainPart)
    guard let body = tree.root.child("body") else { throw .missing("body") }
    var parts = OfficeParts(package, of: package.mainPart)
    let styles = parts.tree("styles").map(WordStyles.init) ?? WordStyles()
    let numbering = parts.tree("numbering").map { Numbering($0, styles: styles) } ?? Numbering()
    var reader = WordReader(part: package.mainPart, tree: tree, styles: styles, numbering: numbering)
    let items = reader.items(in: body)
    var layer = DocumentLayer(limits: limits)
    add(items, to: &layer)
    if let rest = reader.carried { layer.add(rest) }
    let comments = parts.trees("comments").reduce(0) { count, tree in
      count + tree.root.children.reduce(0) { $0 + ($1.name == "comment" ? 1 : 0) }
    }
    note(reader.tally, &parts, in: &layer)
    return layer.reading(
      Self.format, leftovers: Document.Leftovers(comments: comments, changes: reader.tally.changes))
  }

  private func add(_ items: [WordItem], to layer: inout DocumentLayer) {
    // The table that what follows may go on with: a page may have ended in it.
    var open: WordTable?
    var isParted = false
    for item in items {
      switch item {
      case .paragraph(let paragraph):
        // A number with nothing behind it says nothing.
        guard !paragraph.text.isBlank else {
          isParted = paragraph.isHairline
          continue
        }
        close(&open, in: &layer)
        layer.add(paragraph.numbered, heading: paragraph.heading, isListItem: paragraph.number?.isEmpty ?? false)
      case .table(let table):
        defer { isParted = false }
        if isParted, open?.append(table) ?? false { continue }
        if open?.take(table) ?? false {
          layer.note("reading.tableJoined")
          continue
        }
        close(&open, in: &layer)
        if let framed = table.framed { add(framed, to: &layer) } else { open = table }
      }
    }
    close(&open, in: &layer)
  }

  private func close(_ table: inout WordTable?, in layer: inout DocumentLayer) {
    if let closed = table {
      layer.add(closed.grid)
      if closed.inner > 0 { layer.note("reading.innerTables", ["count": "\(closed.inner)"]) }
    }
    table = nil
  }

  private func note(_ tally: WordTally, _ parts: inout OfficeParts, in layer: inout DocumentLayer) {
    let apart = (parts.trees("footnotes") + parts.trees("endnotes")).reduce(0) { count, tree in
      count + tree.root.children.reduce(0) { $0 + (Self.isNote($1) ? 1 : 0) }
    }
    let counts = [
      ("reading.changesAccepted", tally.changes), ("reading.hiddenText", tally.hidden),
      ("reading.pictures", tally.pictures), ("reading.footnotes", apart), ("reading.symbols", tally.unknownSymbols),
      ("reading.embeddedTexts", tally.embeddedTexts),
    ]
    for (id, count) in counts where count > 0 { layer.note(id, ["count": "\(count)"]) }
    for part in parts.unread { layer.note("reading.partUnread", ["part": part]) }
  }

  /// Footnotes of a type are the lines that part notes from the text.
  private static func isNote(_ element: XMLElement) -> Bool {
    (element.name == "footnote" || element.name == "endnote") && element["type"].map { $0 == "normal" } ?? true
  }
}
