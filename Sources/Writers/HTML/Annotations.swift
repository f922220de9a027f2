import Checking
import Documents

/// What a report writes into a document: the marks of findings, and the ids that links lead to.
///
/// Findings are put in first, then every link is asked for; after that the document can be drawn.
struct Annotations {
  struct Mark {
    /// From 1, as the report counts.
    var finding: Int
    var severity: Finding.Severity
    /// nil: the whole piece.
    var range: Range<Int>?
    /// To be printed beside the mark.
    var expected: String?
  }

  private let index: PlaceIndex
  private var marks: [PieceAddress: [Mark]] = [:]
  /// Stretches of a piece that are marked or linked to, overlapping ones joined, in order.
  private var stretches: [PieceAddress: [Range<Int>]] = [:]
  /// Ids that some link leads to.
  private var wanted: Set<String> = []

  init(_ input: ReportInput) {
    index = PlaceIndex(input.document)
    for (number, finding) in input.report.findings.enumerated() {
      add(finding, number: number + 1, in: input.document)
      for span in finding.evidence.flatMap(\.terms).compactMap(\.span) { add(index.place(of: span)) }
      for location in finding.locations where location.role == .evidence { add(index.place(of: location)) }
    }
    for unread in input.report.coverage.unread { add(unread.span.flatMap { index.place(of: $0) }) }
    for piece in stretches.keys { stretches[piece] = joined(stretches[piece] ?? []) }
  }

  func place(of location: Location) -> PlaceIndex.Place? { index.place(of: location) }

  func marks(on piece: PieceAddress) -> [Mark] { marks[piece] ?? [] }

  func stretches(of piece: PieceAddress) -> [Range<Int>] { stretches[piece] ?? [] }

  /// Whether nothing marks a piece or leads to it.
  func isPlain(_ piece: PieceAddress) -> Bool { marks[piece] == nil && !wanted.contains(Self.id(of: piece)) }

  /// The id of an element, where something leads to it.
  func id(of piece: PieceAddress) -> String? {
    let id = Self.id(of: piece)
    return wanted.contains(id) ? id : nil
  }

  func id(of stretch: Range<Int>, in piece: PieceAddress) -> String {
    Self.id(of: piece) + "-s\(stretch.lowerBound)"
  }

  /// The id that a link to a place leads to.
  mutating func link(to place: PlaceIndex.Place?) -> String? {
    guard let place else { return nil }
    let piece = PieceAddress(block: place.block, row: place.row, cell: place.cell)
    if place.cell == nil, let range = place.range,
      let stretch = stretches(of: piece).first(where: { $0.overlaps(range) })
    {
      return id(of: stretch, in: piece)
    }
    let id = Self.id(of: piece)
    wanted.insert(id)
    return id
  }

  mutating func link(to span: SourceSpan?) -> String? {
    link(to: span.flatMap { index.place(of: $0) })
  }

  mutating func link(to location: Location) -> String? {
    link(to: index.place(of: location))
  }

  private static func id(of piece: PieceAddress) -> String {
    (["b\(piece.block)"] + [piece.row, piece.cell].compactMap { $0.map(String.init) }).joined(separator: "-")
  }

  private mutating func add(_ place: PlaceIndex.Place?) {
    guard let place, let range = place.range else { return }
    stretches[PieceAddress(block: place.block, row: place.row, cell: place.cell), default: []].append(range)
  }

  private func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound < last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}

extension Annotations {
  /// Longer values are told in the finding, not beside the figure.
  private static let widestExpected = 16

  private mutating func add(_ finding: Finding, number: Int, in document: Document) {
    let culprit = finding.locations.first { $0.role == .culprit }
    for location in finding.accused {
      guard let place = index.place(of: location) else { continue }
      let piece = piece(of: place, in: document)
      let isValue =
        location.role == .culprit && location.quote == culprit?.quote && names(location, place, in: document)
      // One mark a paragraph tells the value; a stale paragraph does not repeat it nine times.
      let isTold = piece.cell == nil && (marks[piece] ?? []).contains { $0.finding == number && $0.expected != nil }
      var mark = Mark(finding: number, severity: finding.severity, range: place.range)
      if isValue, !isTold, let expected = finding.expected.map({ ValueWithUnit($0).value }), !expected.isEmpty,
        DisplayWidth.of(expected) <= Self.widestExpected
      {
        mark.expected = expected
      }
      marks[piece, default: []].append(mark)
      add(place)
    }
  }

  /// A row as a whole is marked at the first of its cells that says anything.
  private func piece(of place: PlaceIndex.Place, in document: Document) -> PieceAddress {
    var piece = PieceAddress(block: place.block, row: place.row, cell: place.cell)
    if case .table(let table) = document.blocks[place.block], let row = place.row, place.cell == nil {
      piece.cell = table.speakingCell(inRow: row)
    }
    return piece
  }

  /// Whether the place is the value itself, rather than the row or paragraph around it.
  private func names(_ location: Location, _ place: PlaceIndex.Place, in document: Document) -> Bool {
    if place.row != nil && place.cell == nil { return false }
    if place.range != nil { return true }
    let text = document.text(at: place).filter { !$0.isWhitespace }
    return text.isEmpty || text == location.quote.filter { !$0.isWhitespace }
  }
}

extension Document {
  /// The text of the piece at a place; empty for whole rows and tables.
  func text(at place: PlaceIndex.Place) -> String {
    switch blocks[place.block] {
    case .heading(let heading): return heading.content.text
    case .paragraph(let paragraph): return paragraph.content.text
    case .table(let table):
      guard let row = place.row, let cell = place.cell else { return "" }
      return table.rows[row].cells[cell].content.text
    }
  }
}
