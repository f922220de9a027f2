public import Documents
import PDFPages

/// Reads PDF files: those that carry their text, as word processors and spreadsheets write, and scans where the packages
/// that recognise print are installed.
///
/// A worker process takes the file apart (`Worker/`), so that what a strange file does to PDFium cannot reach the
/// check; what it hands over is only glyphs and ruled lines by page (`Pages/`). From these the document is put together
/// again (`Layout/`) in named passes:
///
///     pictures of pages → glyphs, lines PageRecogniser
///     glyphs, lines → upright pages     UprightPage
///     ruled lines → tables              RuleSorter, RuledGrid, RuledTables
///     glyphs → lines of text            LineBuilder, PageContent
///     pages without running heads       RunningHeads
///     lines in columns → tables         AlignedTables
///     parts of tables → tables          TableJoiner
///     lines → paragraphs, headings      ParagraphBuilder
///     all of it → document and places   DocumentAssembler
public struct PDFReader: DocumentReader {
  public static var format: FileFormat { .pdf }

  private let pages: PrintedPagesReader
  private let recogniser: PageRecogniser

  /// - Parameters:
  ///   - library: path of PDFium; nil to look for it where it is usually kept.
  ///   - program: program that knows the workers' subcommands; nil for the one that runs, or the one beside it.
  public init(library: String? = nil, program: String? = nil) {
    pages = PrintedPagesReader(library: library, program: program)
    recogniser = PageRecogniser(library: library, program: program)
  }

  /// Whether PDFium is found.
  public static var isAvailable: Bool { PDFiumPlace.find() != nil }

  /// Scanned pages of one file; each takes some seconds.
  private static let mostScans = 200

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    let printed = try recognised(try pages.read(file), file)
    guard printed.pages.contains(where: { !$0.glyphs.isEmpty }) else {
      let hasPictures = printed.pages.contains { $0.pictureShare > 0 }
      throw UnreadableFile(file: file.name, reason: hasPictures ? .noText : .empty)
    }
    return PageLayout(printed).reading(Self.format)
  }

  /// The pages with the text of those that are scans.
  ///
  /// - Throws: where nothing but scans is there, and they cannot be recognised.
  private func recognised(_ printed: PrintedPages, _ file: SourceFile) throws(UnreadableFile) -> PrintedPages {
    let scans = printed.pages.indices.filter { printed.pages[$0].isScan }
    guard !scans.isEmpty else { return printed }
    guard scans.count <= Self.mostScans else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(Self.mostScans) 页扫描 scanned pages")
    }
    var whole = printed
    whole.fonts.append(PageRecogniser.font)
    do throws(UnreadableFile) {
      let sizes = scans.map { (number: $0 + 1, width: printed.pages[$0].width, height: printed.pages[$0].height) }
      for (number, var page) in try recogniser.recognised(sizes, of: file) {
        for glyph in page.glyphs.indices { page.glyphs[glyph].font = whole.fonts.count - 1 }
        page.pictureShare = printed.pages[number - 1].pictureShare
        whole.pages[number - 1] = page
      }
      return whole
    } catch {
      // Pages that carry their text are checked all the same; a note tells of the others.
      if error.reason == .noOCR, printed.pages.contains(where: { !$0.isScan && !$0.glyphs.isEmpty }) { return printed }
      throw error
    }
  }
}
