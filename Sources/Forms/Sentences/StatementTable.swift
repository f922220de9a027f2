extension TableForm {
  public static let statementsID = "statements"

  /// A table of numbers that sentences print: amounts, percentages, counts, each a row by itself.
  public static func statements(title: String) -> TableForm {
    let place = PackPlace(file: "", line: 0, column: 0)
    func block(_ id: String, _ measure: Measure, _ rounding: Rounding) -> BlockForm {
      BlockForm(
        id: id, label: nil, isOpen: false,
        columns: [
          ColumnForm(
            id: id, label: "", keys: [], under: [], dimension: [], measure: measure, rounding: rounding, fills: false,
            values: [], place: place)
        ],
        rows: [
          RowForm(
            id: "statement", label: "", keys: [], kind: .open, unit: nil, rounding: nil, columns: nil, optional: [],
            isHeadless: false, under: nil, place: place)
        ])
    }
    return TableForm(
      id: statementsID, number: nil, title: title, otherTitles: [], note: nil, empty: nil, isPrinted: false,
      collection: nil, fields: [],
      blocks: [
        block("amount", .amount, .form), block("percent", .percent, .adjusted),
        block("count", .count(unit: ""), .exact),
      ], weights: [], place: place)
  }
}
