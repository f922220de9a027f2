public import Documents

/// Reads web pages, as the sites of governments publish disclosures: made by content systems, pasted from Word.
///
///     bytes → scalars            TextDecoding
///     scalars → tags, texts      HTMLScanner
///     → elements                 HTMLTree
///     → the part that is meant   HTMLContent
///     → blocks                   HTMLBlocks, HTMLRows, HTMLTableAssembler, HTMLText
///
/// Places are offsets into the file, as in any other text. Scripts, hidden elements and what stands around the
/// disclosure are left out; a note tells how much that was.
public struct HTMLReader: DocumentReader {
  public static var format: FileFormat { .html }

  public var limits: ReadingLimits

  public init(limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
  }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    let text = try TextDecoding.decode(file, maximumBytes: limits.bytes, allowing: "HTML")
    let tree = HTMLTree(text.scalars)
    let content = HTMLContent(tree, text.scalars)
    var blocks = HTMLBlocks(tree, text.scalars, limits: limits)
    if let title = title(before: content.root, in: tree) { blocks.read(title) }
    blocks.read(content.root)
    guard !blocks.blocks.isEmpty else { throw UnreadableFile(file: file.name, reason: .empty) }
    var notes = text.notes + blocks.notes
    if content.left > 0 { notes.append(ReadingNote(id: "reading.pageFrame", values: ["count": "\(content.left)"])) }
    let attachments = attachments(of: tree)
    if !attachments.isEmpty {
      notes.append(
        ReadingNote(
          id: "reading.attachments",
          values: ["count": "\(attachments.count)", "names": attachments.prefix(5).joined(separator: "、")]))
    }
    if tree.isCut { notes.append(ReadingNote(id: "reading.nestingCut", values: ["limit": "\(HTMLTree.deepest)"])) }
    return Reading(
      format: Self.format, document: Document(blocks: blocks.blocks), notes: notes,
      lines: LineIndex(starts: starts(of: text.scalars)))
  }

  /// Content systems put the title of an article above the element with its text.
  private func title(before root: Int, in tree: HTMLTree) -> Int? {
    let start = tree.nodes[root].range.lowerBound
    return tree.nodes.indices.prefix(root).last { node in
      tree.name(node).map { ["h1", "h2"].contains($0) } ?? false && tree.nodes[node].range.upperBound <= start
    }
  }

  /// Files that the page links to, each once: the tables of a disclosure are often in them.
  private func attachments(of tree: HTMLTree) -> [String] {
    var names: [String] = []
    for node in tree.nodes.indices {
      guard case .element(let tag) = tree.nodes[node].kind, tag.name == "a", let link = tag["href"],
        let name = link.prefix(while: { $0 != "?" && $0 != "#" }).split(separator: "/").last,
        let ending = name.split(separator: ".").dropFirst().last, Self.attached.contains(ending.lowercased()),
        !names.contains(String(name))
      else { continue }
      names.append(String(name))
      if names.count == Self.mostAttachments { break }
    }
    return names
  }

  private static let attached: Set<String> = [
    "doc", "docx", "wps", "xls", "xlsx", "et", "pdf", "ofd", "zip", "rar", "7z",
  ]
  private static let mostAttachments = 200

  private func starts(of scalars: [Unicode.Scalar]) -> [Int] {
    [0] + scalars.indices.lazy.filter { scalars[$0] == "\n" }.map { $0 + 1 }
  }
}
