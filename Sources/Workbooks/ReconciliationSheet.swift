import Amounts
package import Composing
package import Forms
package import Writers

/// How units were added up: payments between them, then every sum with what each unit says of it. For reading; nothing is
/// read back from it.
package enum ReconciliationSheet {
  package static func sheet(_ aggregation: Aggregation, form: Form, catalog: Catalog) -> Sheet {
    let units = aggregation.units.map(\.name)
    var sheet = Sheet(
      name: form.workbook.reconciliationTitle, widths: [60] + units.map { _ in 18 } + [18, 18, 40])
    let span = sheet.widths.count
    sheet.rows.append(Sheet.Row([Sheet.Cell(catalog("aggregate.sheet.title"), .title, columns: span)], height: 30))
    for title in aggregation.own {
      sheet.rows.append(
        Sheet.Row([Sheet.Cell(catalog("aggregate.own", ["title": title]), .line, columns: span)]))
    }
    if !aggregation.dealings.isEmpty { addDealings(aggregation, to: &sheet, catalog) }
    sheet.rows.append(Sheet.Row([]))
    let heads = ["fact"].map { catalog("aggregate.sheet.\($0)") } + units
    sheet.rows.append(
      Sheet.Row(
        (heads + ["eliminated", "total"].map { catalog("aggregate.sheet.\($0)") }).map { Sheet.Cell($0, .head) }))
    for line in aggregation.lines {
      let parts = line.parts.map { figure($0) }
      sheet.rows.append(
        Sheet.Row(
          [Sheet.Cell(line.name)] + parts + [
            figure(line.eliminated.isZero ? nil : -line.eliminated), figure(line.total),
          ]))
    }
    return sheet
  }

  private static func addDealings(_ aggregation: Aggregation, to sheet: inout Sheet, _ catalog: Catalog) {
    sheet.rows.append(Sheet.Row([]))
    sheet.rows.append(
      Sheet.Row([Sheet.Cell(catalog("aggregate.sheet.dealings"), .part, columns: sheet.widths.count)], height: 20))
    for dealing in aggregation.dealings {
      let values = dealing.values(catalog)
      let text = catalog("aggregate.dealing.\(dealing.outcome.rawValue)", values)
      sheet.rows.append(
        Sheet.Row([Sheet.Cell(dealing.title), Sheet.Cell(text, .line, columns: sheet.widths.count - 1)]))
    }
  }

  private static func figure(_ value: Rational?) -> Sheet.Cell {
    guard let value else { return Sheet.Cell("", .sum) }
    let text = value.formatted(minimum: 0, limit: 6)
    return Sheet.Cell(text.utf8.count <= 15 ? .decimal(text) : .text(text), .sum)
  }
}
