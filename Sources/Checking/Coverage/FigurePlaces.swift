import Documents
import Filings

/// Which figure of the filing stands at a place of the document.
struct FigurePlaces {
  enum Figure {
    /// A number in a cell, or one that a sentence states.
    case cell(CellPlace)
    /// The points printed beside a first-level indicator: 产出指标（40分）.
    case weight(filling: Int, name: String)
    /// Something in a cell that is more than a number.
    case words
    /// A number of a sentence that the form does not explain.
    case unexplained(isInSection: Bool)
  }

  private struct Entry {
    var span: SourceSpan
    var figure: Figure
  }

  /// By where they begin, none overlapping another of its kind.
  private var entries: [Entry] = []

  init(_ filing: Filing) {
    for (table, filled) in filing.tables.enumerated() {
      for (name, weight) in filled.statedWeights { add(weight.text.span, .weight(filling: table, name: name)) }
      for (block, rows) in filled.blocks.enumerated() { add(rows.rows, table, block) }
    }
    for number in filing.narrative.unexplained {
      add(number.text.span, .unexplained(isInSection: number.isInSection))
    }
    entries.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
  }

  private mutating func add(_ rows: [FilledRow], _ table: Int, _ block: Int) {
    for (row, filled) in rows.enumerated() where !filled.isAbsent {
      for (column, cell) in filled.cells.enumerated() {
        // A name that is repeated downwards stands at the whole row.
        guard let cell, !cell.isBlank, cell.span != filled.span else { continue }
        let place = CellPlace(table: table, block: block, row: row, column: column)
        add(cell.span, cell.number == nil ? .words : .cell(place))
      }
    }
  }

  private mutating func add(_ span: SourceSpan?, _ figure: Figure) {
    guard let span, !span.isEmpty else { return }
    entries.append(Entry(span: span, figure: figure))
  }

  /// The figure that holds a number; of several the one that means most.
  func figure(at span: SourceSpan) -> Figure? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].span.start < span.end { low = middle + 1 } else { high = middle }
    }
    var best: Figure?
    // Whatever begins further back ends before it: only copies of one cell, and what stands in it, overlap.
    for entry in entries[max(0, low - Self.mostCopies)..<low].reversed() where entry.span.end > span.start {
      if case .cell = entry.figure { return entry.figure }
      if case .weight = entry.figure { return entry.figure }
      best = best ?? entry.figure
    }
    return best
  }

  private static let mostCopies = 8
}
