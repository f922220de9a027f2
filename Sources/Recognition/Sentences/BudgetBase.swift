import Amounts
import Filings
import Forms

/// Which budget a table prints: the one of the beginning of the year, or the one that became of it.
enum BudgetBase {
  case original, revised

  private static let words: [(words: [Unicode.Scalar], base: BudgetBase)] = {
    let words: [(String, BudgetBase)] = [
      ("年初预算", .original), ("全年预算", .revised), ("调整预算", .revised), ("调整后预算", .revised),
    ]
    return words.map { (Array($0.0.unicodeScalars), $0.1) }
  }()

  /// The budget that some words name last; nil where they say 预算 and no more.
  init?(_ words: some RandomAccessCollection<Unicode.Scalar>) {
    let all = Array(words)
    let found = Self.words.compactMap { known in all.lastEnd(of: known.words).map { (end: $0, base: known.base) } }
    guard let last = found.max(by: { $0.end < $1.end }) else { return nil }
    self = last.base
  }

  /// What a table's headings state, or else the notes below it; nil where they name none, or both.
  init?(_ header: TableHeader) {
    func bases(_ texts: some Sequence<String>) -> Set<BudgetBase> {
      Set(texts.compactMap { Self(Array($0.unicodeScalars)) })
    }
    let inHeadings = bases(header.headings)
    let found = inHeadings.isEmpty ? bases(header.notes.map(\.text)) : inHeadings
    guard found.count == 1, let base = found.first else { return nil }
    self = base
  }
}

extension SentenceReader {
  /// Whether some words give a budget of another base than the table prints, and another figure. The same figure is the
  /// same budget, whatever it is called.
  func isOfOtherBudget(_ cell: CellReference, _ number: PrintedNumber, _ lead: ArraySlice<Unicode.Scalar>) -> Bool {
    guard form.tables[cell.table].isPrinted, let said = BudgetBase(lead),
      let filling = filing.fillings(of: cell.table).first
    else { return false }
    let table = filing.tables[filling]
    guard let base = BudgetBase(table.header), base != said else { return false }
    let printed = table.blocks[cell.block].rows.lazy.compactMap { $0.cells[cell.column]?.number?.value }
    return !printed.contains(number.value)
  }
}
