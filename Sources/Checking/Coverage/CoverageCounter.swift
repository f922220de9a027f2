import Documents
import Evaluation
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

  /// - Parameter accused: cells that findings accuse.
  init(words: Words, sheet: BalanceSheet, accused: Set<CellPlace>) {
    filing = words.filing
    self.words = words
    self.sheet = sheet
    self.accused = accused
    proofs = CellProofs(sheet, filing: filing, form: words.form, accused: accused)
  }

  /// - Parameters:
  ///   - numbers: of the document.
  ///   - findings: the finished ones, in the report's order.
  func coverage(of numbers: DocumentNumbers, findings: [Finding]) -> Report.Coverage {
    var tokens = numbers.numbers.map { number in
      NumericToken(
        text: number.text, span: number.span, piece: number.address, range: number.range, kind: number.kind,
        state: number.kind.isSetApart ? .setApart : state(of: number))
    }
    let accusable = numbers.numbers.map { number in
      Accusations.Number(
        span: number.span, piece: number.piece, isSetApart: number.kind.isSetApart,
        isAccused: number.figure.map(isAccused) ?? false)
    }
    for (number, ids) in Accusations(findings, of: accusable).findings {
      tokens[number].state = .contradicted(findings: ids)
    }
    let unread = filing.unread.map {
      Report.Unread(quote: $0.quote, reason: words.catalog("unread.\($0.reason)", $0.values), span: $0.span)
    }
    return Report.Coverage(tokens: tokens, proofs: Proofs(words: words, balances: sheet.balances), unread: unread)
  }

  private func isAccused(_ figure: FigurePlaces.Figure) -> Bool {
    if case .cell(let place) = figure { accused.contains(place) } else { false }
  }

  /// How a number ends that no finding accuses.
  private func state(of number: DocumentNumbers.Number) -> NumericToken.State {
    switch number.figure {
    case .cell(let place):
      return state(proofs[place], isText: words.measure(place) == .text)
    case .weight(let filling, let name):
      // The table prints 产出指标, the form may call it 产出.
      let own = proofs.weights[filling]
      return state(own?[name] ?? own?[name.replacing("指标", with: "")] ?? CellProofs.Entry(), isText: false)
    case .words: return .unverifiable(.words)
    case .unexplained(let isInSection): return .unverifiable(isInSection ? .sentence : .prose)
    case nil: return .unverifiable(!number.isRead ? .table : number.isCell ? .cell : .prose)
    }
  }

  private func state(_ entry: CellProofs.Entry, isText: Bool) -> NumericToken.State {
    if entry.count > 0 { return .verified(proofs: entry.proofs, count: entry.count) }
    return .unverifiable(isText ? .words : entry.reason)
  }
}
