public import Documents
public import Filings
public import Forms

/// A whole disclosure before it takes the shape of a file: what stands in it, in order, and what each piece is. Every
/// format is written from this, so that all say the same.
public struct Publication: Sendable {
  public enum Piece: Sendable {
    /// Lines of the title page.
    case cover([String])
    /// Heading of the table of contents, and what it lists.
    case contents(String, [ContentsEntry])
    case heading(Section)
    case paragraph(String)
    case table(PublishedTable)
  }

  /// A heading; 1 is a part of the document.
  public struct Section: Sendable, Hashable {
    public var level: Int
    public var text: String
    /// Names it in links; letters, digits and points.
    public var anchor: String
    /// Whether the table of contents lists it.
    public var isListed: Bool
  }

  public struct ContentsEntry: Sendable, Hashable {
    public var text: String
    public var anchor: String
    public var isPart: Bool
  }

  public let form: Form
  /// The facts as printed; cells of tables name their places in it.
  public let filing: Filing
  public let department: String
  public let year: Int
  public let pieces: [Piece]
  /// For figures that equations of the form add up, and whose printed parts come to the printed sum: the parts.
  public let sums: [CellPlace: [Addend]]

  public struct Addend: Sendable, Hashable {
    public var place: CellPlace
    public var coefficient: Int
  }

  public var title: String {
    for case .cover(let lines) in pieces { return lines.joined() }
    return ""
  }

  public var tables: [PublishedTable] {
    pieces.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  /// The document that all formats read back to, but for what they add, such as page numbers.
  public var document: Document { Document(blocks: pieces.flatMap(Self.blocks)) }

  private static func blocks(_ piece: Piece) -> [Block] {
    switch piece {
    case .cover(let lines): [heading(1, lines.joined())]
    case .contents(let title, let entries):
      [heading(1, title)]
        + entries.map { $0.isPart ? heading(2, $0.text) : paragraph($0.text, isListItem: true) }
    case .heading(let section): [heading(section.level, section.text)]
    case .paragraph(let text): [paragraph(text)]
    case .table(let table):
      table.above.map { paragraph($0) } + [.table(table.grid.table)] + table.notes.map { paragraph($0) }
    }
  }

  private static let nowhere = SourceSpan(start: 0, end: 0)

  private static func heading(_ level: Int, _ text: String) -> Block {
    .heading(Heading(level: level, content: TextPiece(text: text, span: nowhere)))
  }

  private static func paragraph(_ text: String, isListItem: Bool = false) -> Block {
    .paragraph(Paragraph(content: TextPiece(text: text, span: nowhere), isListItem: isListItem))
  }
}

/// A table with what stands around it; its title is the heading before it.
public struct PublishedTable: Sendable {
  /// Names it in links and files: `T03`, `PROJECT.2`.
  public var anchor: String
  public var title: String
  /// Index into the filing's tables.
  public var filling: Int
  /// 公开03表
  public var number: String?
  /// 单位：万元
  public var unit: String
  /// 部门：…; nil where the table says it in a field of its own.
  public var department: String?
  public var grid: Grid
  public var notes: [String]
  /// A form to be signed, in the annex.
  public var isAnnex: Bool

  /// The lines above the table.
  var above: [String] {
    [number.map { "\($0)\n\(unit)" } ?? unit] + (department.map { [$0] } ?? [])
  }
}
