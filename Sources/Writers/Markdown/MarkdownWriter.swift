public import Documents

/// Writes a document as Markdown that reads back to the same headings, paragraphs and tables. Merged cells stand once,
/// with blanks beside them, since Markdown knows no others.
public enum MarkdownWriter {
  public static func write(_ document: Document) -> String {
    var text = ""
    for (index, block) in document.blocks.enumerated() {
      // Items of one list stand close.
      if index > 0 { text += isItem(block) && isItem(document.blocks[index - 1]) ? "\n" : "\n\n" }
      text += self.block(block)
    }
    return text + "\n"
  }

  private static func isItem(_ block: Block) -> Bool {
    if case .paragraph(let paragraph) = block { paragraph.isListItem } else { false }
  }

  private static func block(_ block: Block) -> String {
    switch block {
    case .heading(let heading): String(repeating: "#", count: heading.level) + " " + inline(heading.content.text)
    case .paragraph(let paragraph): self.paragraph(paragraph)
    case .table(let table): self.table(table)
    }
  }

  /// Two blanks at the end of a line keep its break.
  private static func paragraph(_ paragraph: Paragraph) -> String {
    let lines = paragraph.content.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let first = line.unicodeScalars.first, beginnings.contains(first) else { return inline(String(line)) }
      return "\\" + inline(String(line))
    }
    return (paragraph.isListItem ? "- " : "") + lines.joined(separator: "  \n")
  }

  private static func table(_ table: Table) -> String {
    let rows = table.rows.map { row in
      var fields = [String](repeating: "", count: table.columnCount)
      for cell in row.cells where cell.column < fields.count {
        fields[cell.column] = inline(cell.content.text.replacing("\n", with: ""))
      }
      return "| " + fields.joined(separator: " | ") + " |"
    }
    let rule = "|" + String(repeating: " --- |", count: table.columnCount)
    return (rows.prefix(1) + [rule] + rows.dropFirst()).joined(separator: "\n")
  }

  /// What would begin a heading, a list or a rule.
  private static let beginnings: Set<Unicode.Scalar> = ["#", "-", "+", "="]
  /// What marks emphasis, code, tables and tags, wherever it stands.
  private static let marks: Set<Unicode.Scalar> = ["\\", "*", "_", "`", "|", "<", "~", "&"]

  private static func inline(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if marks.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}
