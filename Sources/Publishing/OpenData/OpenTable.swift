import Amounts
import Composing
import Filings
import Forms

/// A table of a disclosure as open data: a line for each row, fields by the form's ids, figures as plain decimals.
struct OpenTable {
  struct Field {
    enum Kind: String { case string, number }

    var name: String
    var title: String
    var kind: Kind
    /// 万元, %, 辆; nil for words.
    var unit: String?
  }

  let published: PublishedTable
  private(set) var fields: [Field] = []
  /// Of as many fields; blank where the table is.
  private(set) var rows: [[String]] = []

  private let filled: FilledTable
  private let form: TableForm
  private let year: Int

  init(_ table: PublishedTable, of publication: Publication) {
    published = table
    filled = publication.filing.tables[table.filling]
    form = publication.form.tables[filled.form]
    year = publication.year
    let hasBlocks = form.blocks.count > 1
    let columns = columns()
    fields = (hasBlocks ? ["block", "row", "name"] : ["row", "name"]).map { Field(name: $0, title: $0, kind: .string) }
    fields += columns
    for (block, blockForm) in form.blocks.enumerated() {
      for row in filled.blocks[block].rows {
        let names = (hasBlocks ? [blockForm.id] : []) + [Self.key(row, blockForm), row.name.text]
        rows.append(
          names
            + columns.map { field in
              Self.text(blockForm.column(field.name).flatMap { row.cells[$0] }, field.kind)
            })
      }
    }
  }

  /// The columns of all blocks, each id once. What holds a word anywhere is words.
  private func columns() -> [Field] {
    var fields: [Field] = []
    for column in form.blocks.flatMap(\.columns) where !fields.contains(where: { $0.name == column.id }) {
      let cells = zip(form.blocks, filled.blocks).flatMap { form, filled -> [FilledCell] in
        form.column(column.id).map { index in filled.rows.compactMap { $0.cells[index] } } ?? []
      }
      let isNumber = column.measure != .text && cells.allSatisfy { $0.isBlank || $0.number != nil }
      let title = [column.outerLabel, column.heading, column.innerLabel ?? column.label].compactMap { $0 }
      fields.append(
        Field(
          name: column.id, title: FormLabel.filled(title.joined(separator: "·"), year: year),
          kind: isNumber ? .number : .string, unit: isNumber ? unit(of: column.measure) : nil))
    }
    return fields
  }

  private func unit(of measure: Measure) -> String? {
    switch measure {
    case .amount: filled.unit.rawValue
    case .percent: "%"
    case .count(let unit): unit
    case .points, .text: nil
    }
  }

  private static func key(_ row: FilledRow, _ form: BlockForm) -> String {
    switch row.key {
    case .code(let code): code
    case .fixed(let index): form.rows.isEmpty ? "" : form.rows[index].id
    case .open(let index): String(index + 1)
    }
  }

  private static func text(_ cell: FilledCell?, _ kind: Field.Kind) -> String {
    guard let cell, !cell.isBlank else { return "" }
    guard kind == .number, var number = cell.number else { return cell.text }
    number.isPercent = false
    return number.value.formatted(decimals: number.decimals)
  }
}
