public import Filings
public import Forms
import Amounts
import Checking

/// The embedded forms, loaded once for all tests.
public enum TestForms {
  public static let hunan = load("hunan")
  public static let shanghai = load("shanghai")
  public static let national = load("national")

  private static func load(_ pack: String) -> Form {
    let loaded = FormLoader(files: .embedded).load(pack, isThorough: true)
    guard let form = loaded.form, loaded.problems.isEmpty else {
      preconditionFailure("the embedded pack \(pack) does not load: \(loaded.problems)")
    }
    return form
  }
}

extension Filing {
  /// A filing that prints the given cells and nothing else, written as in a pack's examples:
  /// `["T03": ["total": ["total": "2.00"], "201": ["total": "1.00"]]]`. A block of several is named `T01.income`.
  public static func printing(_ tables: [String: [String: [String: String]]], form: Form = TestForms.hunan) -> Filing {
    var cells: [ExampleCell] = []
    for (table, rows) in tables.sorted(by: { $0.key < $1.key }) {
      let parts = table.split(separator: ".").map(String.init)
      for (row, columns) in rows.sorted(by: { $0.key < $1.key }) {
        for (column, text) in columns.sorted(by: { $0.key < $1.key }) {
          cells.append(
            ExampleCell(
              table: parts[0], block: parts.count > 1 ? parts[1] : nil, row: row.isEmpty ? nil : row, column: column,
              text: text))
        }
      }
    }
    return ExampleRunner(form: form).filing(cells)
  }
}
