import Documents
import Filings
import Forms

/// Accounts for every number of a document: what it is, and which equations confirm it, which findings accuse it, or
/// why neither does.
struct CoverageCounter {
  private let filing: Filing
  private let words: Words
  private let sheet: BalanceSheet
  private let accused: Set<CellPlace>
  private let proofs: CellProofs
  private let figures: FigurePlaces
  private var tokens: [NumericToken] = []
  private var numbers: [Accusations.Number] = []

  /// - Parameter accused: cells that findings accuse.
  init(words: Words, sheet: BalanceSheet, accused: Set<CellPlace>) {
    filing = words.filing
    self.words = words
    self.sheet = sheet
    self.accused = accused
    proofs = CellProofs(sheet, filing: filing, form: words.form, accused: accused)
    figures = FigurePlaces(filing)
  }

  /// - Parameter findings: the finished ones, in the report's order.
  mutating func coverage(of document: Document, findings: [Finding]) -> Report.Coverage {
    scan(document)
    for (number, ids) in Accusations(findings, of: numbers).findings {
      tokens[number].state = .contradicted(findings: ids)
    }
    let unread = filing.unread.map {
      Report.Unread(quote: $0.quote, reason: words.catalog("unread.\($0.reason)", $0.values), span: $0.span)
    }
    return Report.Coverage(tokens: tokens, proofs: Proofs(words: words, balances: sheet.balances), unread: unread)
  }

  // MARK: Pieces of text

  private mutating func scan(_ document: Document) {
    let read = Set(filing.tables.map(\.block))
    let codes = codes()
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
  }

  /// Of the rows of the filing's tables.
  private func codes() -> Set<String> {
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
      let text = String(String.UnicodeScalarView(scalars[number.range]))
      var kind = number.kind
      if let figure {
        kind = self.kind(of: figure) ?? kind
      } else if let names {
        kind = names.kind(of: number, text, at: address) ?? kind
      }
      let state =
        kind.isSetApart ? .setApart : self.state(of: figure, isCell: names != nil, isRead: isRead)
      tokens.append(
        NumericToken(text: text, span: span, piece: address, range: number.range, kind: kind, state: state))
      numbers.append(
        Accusations.Number(
          span: span, piece: piece.span, isSetApart: kind.isSetApart, isAccused: figure.map(isAccused) ?? false))
    }
  }

  private func isAccused(_ figure: FigurePlaces.Figure) -> Bool {
    if case .cell(let place) = figure { accused.contains(place) } else { false }
  }

  // MARK: Kinds and states

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

  /// How a number ends that no finding accuses.
  private func state(of figure: FigurePlaces.Figure?, isCell: Bool, isRead: Bool) -> NumericToken.State {
    switch figure {
    case .cell(let place):
      return state(proofs[place], isText: words.measure(place) == .text)
    case .weight(let filling, let name):
      // The table prints 产出指标, the form may call it 产出.
      let own = proofs.weights[filling]
      return state(own?[name] ?? own?[name.replacing("指标", with: "")] ?? CellProofs.Entry(), isText: false)
    case .words: return .unverifiable(.words)
    case .unexplained(let isInSection): return .unverifiable(isInSection ? .sentence : .prose)
    case nil: return .unverifiable(!isRead ? .table : isCell ? .cell : .prose)
    }
  }

  private func state(_ entry: CellProofs.Entry, isText: Bool) -> NumericToken.State {
    if entry.count > 0 { return .verified(proofs: entry.proofs, count: entry.count) }
    return .unverifiable(isText ? .words : entry.reason)
  }
}
