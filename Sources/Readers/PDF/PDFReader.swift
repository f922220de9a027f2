public import Documents
import PDFPages

/// Reads PDF files that carry their text: those that word processors and spreadsheets write. Scans are not read.
///
/// A worker process takes the file apart (`Worker/`), so that what a strange file does to PDFium cannot reach the
/// check; what it hands over is only glyphs and ruled lines by page (`Pages/`). From these the document is put together
/// again (`Layout/`) in named passes:
///
///     glyphs, lines → upright pages     UprightPage
///     ruled lines → tables              RuleSorter, RuledGrid, RuledTables
///     glyphs → lines of text            LineBuilder, PageContent
///     pages without running heads       RunningHeads
///     parts of tables → tables          TableJoiner
///     lines → paragraphs, headings      ParagraphBuilder
///     all of it → document and places   DocumentAssembler
public struct PDFReader: DocumentReader {
  public static var format: FileFormat { .pdf }

  private let pages: PrintedPagesReader

  /// - Parameters:
  ///   - library: path of PDFium; nil to look for it where it is usually kept.
  ///   - program: program that knows the subcommand `worker-pdf`; nil for the one that runs, or the one beside it.
  public init(library: String? = nil, program: String? = nil) {
    pages = PrintedPagesReader(library: library, program: program)
  }

  /// Whether PDFium is found.
  public static var isAvailable: Bool { PDFiumPlace.find() != nil }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    let printed = try pages.read(file)
    guard printed.pages.contains(where: { !$0.glyphs.isEmpty }) else {
      let hasPictures = printed.pages.contains { $0.pictureShare > 0 }
      throw UnreadableFile(file: file.name, reason: hasPictures ? .noText : .empty)
    }
    return PageLayout(printed).reading()
  }
}
