public import Documents

/// Reads Markdown and plain text, with tables whose cells are parted by TABs or by pipes.
///
/// Documents turned into text by recognition software mix three things: Markdown headings and lists, remnants of HTML,
/// and tables as lines of TAB-separated fields. A Markdown parser is no help with the last: to CommonMark a line that
/// starts with a TAB is indented code, and here it is a row whose first cell is blank. Nor do Markdown parsers keep
/// the place of each character, which findings need. So lines are classified by their own look, in four passes:
///
///     bytes → scalars            TextDecoding
///     scalars → lines            LineScanner
///     lines → blocks             BlockAssembler, TableAssembler
///     stretches → text pieces    InlineCleaner
///
/// All passes take linear time, and `limits` bounds what they keep.
public struct MarkdownReader: DocumentReader {
  public static var format: FileFormat { .markdown }

  public var limits: ReadingLimits

  public init(limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
  }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    let text = try TextDecoding.decode(file, maximumBytes: limits.bytes)
    let scan = LineScanner(text.scalars, limit: limits.lines).scan()
    var assembler = BlockAssembler(text.scalars, lines: scan.lines, limits: limits)
    assembler.run()
    return Reading(
      format: Self.format, document: Document(blocks: assembler.blocks),
      notes: text.notes + scan.notes + assembler.notes,
      lines: LineIndex(starts: scan.starts))
  }
}
