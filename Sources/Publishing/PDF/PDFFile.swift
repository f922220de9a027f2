import CPangoCairo
public import Composing

/// A PDF file could not be written.
public enum PDFFailure: Error, Sendable, Hashable {
  /// pango and cairo are not installed.
  case noLibrary
  /// No installed font has Chinese characters.
  case noFont
  /// cairo's own number.
  case notWritten(code: Int)
}

/// Writes a disclosure as a PDF file by pango and cairo: fonts embedded, bookmarks, links and a structure for screen
/// readers. The same disclosure gives the same bytes on the same machine; fonts differ from one to another.
public struct PDFFile {
  private let functions: pdf_functions
  private let surface: OpaquePointer
  private let context: OpaquePointer

  public static func write(_ publication: Publication) throws(PDFFailure) -> [UInt8] {
    guard let library = pdf_library() else { throw .noLibrary }
    let functions = library.pointee
    let sink = ByteSink()
    let surface = functions.cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure else { return 1 }
        let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        sink.bytes += UnsafeBufferPointer(start: data, count: Int(length))
        return 0
      }, Unmanaged.passUnretained(sink).toOpaque(), Paper.upright.width, Paper.upright.height)
    // Later versions pack the directory of the file, which the embedded file is added to.
    functions.cairo_pdf_surface_restrict_to_version(surface, 0)
    let context = functions.cairo_create(surface)
    let file = PDFFile(functions: functions, surface: surface, context: context)
    let isComplete = file.draw(publication)
    functions.cairo_destroy(context)
    functions.cairo_surface_finish(surface)
    let code = functions.cairo_surface_status(surface)
    functions.cairo_surface_destroy(surface)
    guard code == 0 else { throw .notWritten(code: Int(code)) }
    guard isComplete else { throw .noFont }
    return sink.bytes
  }

  private final class ByteSink {
    var bytes: [UInt8] = []
  }

  /// - Returns: whether every character was found in a font.
  private func draw(_ publication: Publication) -> Bool {
    let setter = Typesetter(functions, context)
    let flow = PageFlow(publication, setter)
    describe(publication)
    let places = Dictionary(flow.headings.map { ($0.section.anchor, $0) }) { first, _ in first }
    functions.cairo_set_line_width(context, 0.5)
    functions.cairo_tag_begin(context, "Document", "")
    for page in flow.pages { draw(page, setter, places) }
    functions.cairo_tag_end(context, "Document")
    addBookmarks(flow.headings)
    return !setter.isMissingGlyphs
  }

  /// Title and author; no dates, so that the same disclosure gives the same bytes.
  private func describe(_ publication: Publication) {
    // `CAIRO_PDF_METADATA_…`.
    functions.cairo_pdf_surface_set_metadata(surface, 0, publication.title)
    functions.cairo_pdf_surface_set_metadata(surface, 1, publication.department)
    functions.cairo_pdf_surface_set_metadata(surface, 4, "Mingzhang")
    functions.cairo_pdf_surface_set_metadata(surface, 5, nil)
  }

  private func draw(_ page: PaperPage, _ setter: Typesetter, _ places: [String: HeadingPlace]) {
    functions.cairo_pdf_surface_set_size(surface, page.paper.width, page.paper.height)
    if let number = page.number { functions.cairo_pdf_surface_set_page_label(surface, String(number)) }
    for item in page.items {
      switch item {
      case .open(let tag): functions.cairo_tag_begin(context, tag, "")
      case .close(let tag): functions.cairo_tag_end(context, tag)
      case .rule(let x0, let y0, let x1, let y1):
        functions.cairo_move_to(context, x0, y0)
        functions.cairo_line_to(context, x1, y1)
        functions.cairo_stroke(context)
      case .text(let text, let style, let lines, let x, let y, let width, let link):
        let target = link.flatMap { places[$0] }
        if let target { functions.cairo_tag_begin(context, "Link", Self.attributes(target)) }
        setter.draw(text, style, lines: lines, x: x, y: y, width: width)
        if target != nil { functions.cairo_tag_end(context, "Link") }
      }
    }
    if let number = page.number {
      let (style, paper) = (TypeStyle.folio, page.paper)
      setter.draw(
        "— \(number) —", style, lines: 0..<1, x: paper.left, y: paper.height - paper.bottom + 22, width: paper.textWidth
      )
    }
    functions.cairo_show_page(context)
  }

  private static func attributes(_ place: HeadingPlace) -> String { "page=\(place.page + 1) pos=[0 \(Int(place.y))]" }

  private func addBookmarks(_ headings: [HeadingPlace]) {
    // Ids of the last bookmark of each level; 0 is the root.
    var parents = [Int32](repeating: 0, count: 8)
    for heading in headings where heading.section.level < parents.count {
      let level = heading.section.level
      let id = functions.cairo_pdf_surface_add_outline(
        surface, parents[level - 1], heading.section.text, Self.attributes(heading), level == 1 ? 1 : 0)
      for deeper in level..<parents.count { parents[deeper] = id }
    }
  }
}
