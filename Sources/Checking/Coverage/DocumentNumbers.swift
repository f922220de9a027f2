import Documents
import Filings
import Forms
import Texts

/// The numbers of a document, by where they stand in its text, each with what it is and which figure of the filing it
/// prints. How each ends is not asked here, so that nothing here waits for findings.
struct DocumentNumbers: Sendable {
  struct Number: Sendable {
    var text: String
    var span: SourceSpan
    var address: PieceAddress
    /// In scalars of the piece.
    var range: Range<Int>
    /// Of the piece of text.
    var piece: SourceSpan
    var kind: NumericToken.Kind
    var figure: FigurePlaces.Figure?
    /// Whether it stands in a table, and whether that table was recognised.
    var isCell: Bool
    var isRead: Bool
  }

  private(set) var numbers: [Number] = []

  private let words: Words
  private let figures: FigurePlaces

  init(_ document: Document, words: Words) {
    self.words = words
    figures = FigurePlaces(words.filing)
    let read = Set(words.filing.tables.map(\.block))
    let codes = Self.codes(words.filing)
    for (number, block) in document.blocks.enumerated() {
      switch block {
      case .heading(let heading): add(heading.content, at: PieceAddress(block: number))
      case .paragraph(let paragraph): add(paragraph.content, at: PieceAddress(block: number))
      case .table(let table):
        let names = TableNumbers(table, furniture: words.form.furniture, codes: codes)
        for (row, cells) in table.rows.enumerated() {
          for (cell, content) in cells.cells.enumerated() {
            let address = PieceAddress(block: number, row: row, cell: cell)
            add(content.content, at: address, in: names, isRead: read.contains(number))
          }
        }
      }
    }
    // A web page shows what stands loose in a table before the table.
    numbers.sort { $0.span.start < $1.span.start }
  }

  /// Of the rows of the filing's tables.
  private static func codes(_ filing: Filing) -> Set<String> {
    var codes: Set<String> = []
    for table in filing.tables {
      for block in table.blocks {
        for row in block.rows.indices {
          if case .code(let code) = block.rows[row].key { codes.insert(code) }
        }
      }
    }
    return codes
  }

  /// - Parameters:
  ///   - names: of the table that the piece is a cell of; nil for prose.
  ///   - isRead: whether the table was recognised.
  private mutating func add(
    _ piece: TextPiece, at address: PieceAddress, in names: TableNumbers? = nil, isRead: Bool = true
  ) {
    let found = NumberScanner.scan(piece.text)
    guard !found.isEmpty else { return }
    let scalars = Array(piece.text.unicodeScalars)
    for number in found {
      let span = piece.span(ofScalars: number.range)
      let figure = figures.figure(at: span)
      let text = String(scalars: scalars[number.range])
      let kind = figure.map { self.kind(of: $0) } ?? names.map { $0.kind(of: number, text, at: address) } ?? nil
      numbers.append(
        Number(
          text: text, span: span, address: address, range: number.range, piece: piece.span, kind: kind ?? number.kind,
          figure: figure, isCell: names != nil, isRead: isRead))
    }
  }

  /// What the form takes a figure for; nil where it takes it for words.
  private func kind(of figure: FigurePlaces.Figure) -> NumericToken.Kind? {
    switch figure {
    case .cell(let place):
      switch words.measure(place) {
      case .amount: .amount
      case .percent: .percentage
      case .points: .points
      case .count: .count
      case .text: nil
      }
    case .weight: .points
    case .words, .unexplained: nil
    }
  }
}
