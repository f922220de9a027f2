import Forms
import Texts

/// How what a file prints differs from what it should.
public enum ProofDifference: Hashable, Sendable {
  /// A cell; nil where there is none.
  case cell(table: String, row: String, column: String, stated: String?, proven: String?)
  /// A table that only one of the two has.
  case missingTable(String)
  case addedTable(String)
  /// Department, year, unit, number or notes of a table, in their own words.
  case head(table: String, stated: String, proven: String)
  /// A heading or paragraph that is not what was published.
  case words(String)
  /// Headings or paragraphs that are gone or were changed, by how many.
  case lostWords(Int)
}

/// Compares two filings cell by cell, by the ids of the form.
struct ProofComparison {
  private(set) var differences: [ProofDifference] = []
  /// Cells that hold the same number in both.
  private(set) var numbers = 0
  private let form: Form

  /// - Parameter isOnlyFigures: whether what stands around the tables is left out.
  init(stated: FilingShape, proven: FilingShape, form: Form, isOnlyFigures: Bool = false) {
    self.form = form
    let statedTables = Self.byName(stated.tables)
    let provenTables = Self.byName(proven.tables)
    for (name, table) in provenTables.sorted(by: { $0.key < $1.key }) {
      guard let other = statedTables[name] else {
        differences.append(.missingTable(Self.title(table)))
        continue
      }
      compare(other, table)
      if !isOnlyFigures { compareHeads(other, table) }
    }
    for (name, table) in statedTables.sorted(by: { $0.key < $1.key }) where provenTables[name] == nil {
      differences.append(.addedTable(Self.title(table)))
    }
    if !isOnlyFigures {
      head("", stated.department?.text, proven.department?.text)
      head("", stated.fiscalYear.map(String.init), proven.fiscalYear.map(String.init))
    }
  }

  /// Holds the words of a file against their digests.
  mutating func compare(_ words: [Proof.Words], with digests: [String]) {
    let changes = words.map(\.digest).difference(from: digests)
    for case .insert(let offset, _, _) in changes { differences.append(.words(words[offset].text)) }
    let lost = changes.removals.count
    if lost > 0 { differences.append(.lostWords(lost)) }
  }

  private static func title(_ table: TableShape) -> String {
    table.title + (table.name.map { "（\($0)）" } ?? "")
  }

  /// Tables that are filled several times, such as one for each project, are told apart by name and then by order.
  private static func byName(_ tables: [TableShape]) -> [String: TableShape] {
    var found: [String: TableShape] = [:]
    var counts: [String: Int] = [:]
    for table in tables {
      let name = table.table + " " + plain(table.name ?? table.fields["name"] ?? "")
      counts[name, default: 0] += 1
      found["\(name) \(counts[name] ?? 1)"] = table
    }
    return found
  }

  // MARK: Tables

  private mutating func compare(_ stated: TableShape, _ proven: TableShape) {
    for (block, rows) in proven.blocks.sorted(by: { $0.key < $1.key }) {
      let others = Dictionary((stated.blocks[block] ?? []).map { ($0.row, $0) }) { first, _ in first }
      for row in rows {
        for (column, cell) in row.cells.sorted(by: { $0.key < $1.key }) {
          compare(others[row.row]?.cells[column], cell, table: proven, row: row, label(proven, block, column))
        }
      }
      let known = Set(rows.map(\.row))
      for row in stated.blocks[block] ?? [] where !known.contains(row.row) {
        for (column, cell) in row.cells.sorted(by: { $0.key < $1.key }) {
          compare(cell, nil, table: proven, row: row, label(proven, block, column))
        }
      }
    }
  }

  private mutating func compare(
    _ stated: CellShape?, _ proven: CellShape?, table: TableShape, row: RowShape, _ column: String
  ) {
    let (a, b) = (Self.content(stated), Self.content(proven))
    if a == b {
      if proven?.value != nil { numbers += 1 }
      return
    }
    let isCode = row.row.utf8.count >= 3 && row.row.utf8.allSatisfy { (0x30...0x39).contains($0) }
    differences.append(
      .cell(
        table: Self.title(table), row: isCode ? "\(row.row) \(row.name)" : row.name, column: column,
        stated: stated?.text, proven: proven?.text))
  }

  /// What the form calls a column.
  private func label(_ table: TableShape, _ block: String, _ column: String) -> String {
    guard let table = form.table(table.table).map({ form.tables[$0] }),
      let block = table.block(block == FilingShape.onlyBlock ? "" : block).map({ table.blocks[$0] }),
      let found = block.column(column).map({ block.columns[$0] })
    else { return column }
    return [found.outerLabel, found.heading, found.innerLabel ?? found.label].compactMap { $0 }.joined(separator: "·")
  }

  /// A number with its unit, else the words; a blank is as good as no cell.
  private static func content(_ cell: CellShape?) -> String {
    guard let cell else { return "" }
    return cell.value.map { $0 + (cell.unit ?? "") } ?? plain(cell.text)
  }

  private mutating func compareHeads(_ stated: TableShape, _ proven: TableShape) {
    let title = Self.title(proven)
    head(title, stated.unit, proven.unit)
    head(title, stated.number, proven.number)
    head(title, stated.department, proven.department)
    head(title, stated.notes.joined(separator: "；"), proven.notes.joined(separator: "；"))
    for (field, text) in proven.fields.sorted(by: { $0.key < $1.key }) { head(title, stated.fields[field], text) }
  }

  private mutating func head(_ table: String, _ stated: String?, _ proven: String?) {
    if Self.plain(stated ?? "") != Self.plain(proven ?? "") {
      differences.append(.head(table: table, stated: stated ?? "", proven: proven ?? ""))
    }
  }

  private static func plain(_ text: String) -> String {
    String(scalars: text.unicodeScalars.filter { !$0.properties.isWhitespace })
  }
}
