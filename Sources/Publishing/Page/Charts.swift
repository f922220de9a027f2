import Amounts
import Composing
import Filings
import Forms
import Writers

/// Charts of a disclosure, each a table with bars in it. Which there are follows from the shapes of its tables: the
/// parts of each side of a table in two halves, the classes of a table in lanes, and a table that sets the same items
/// side by side twice, such as budget and outturn.
struct Charts {
  private let publication: Publication
  private let words: Words

  /// Words of the page.
  struct Words {
    var item, bar, share, done: String
  }

  private struct Bar {
    var name: String
    var anchor: String
    var value: Rational
    /// What it is held against.
    var mark: Rational?
    var figures: [String]
  }

  init(_ publication: Publication, words: Words) {
    (self.publication, self.words) = (publication, words)
  }

  func views() -> [View] {
    publication.tables.filter { !$0.isAnnex }.flatMap { table -> [View] in
      let form = publication.form.tables[publication.filing.tables[table.filling].form]
      if !form.lanes.isEmpty { return [classes(table, form)].compactMap { $0 } }
      if form.blocks.count == 2, form.blocks.allSatisfy({ $0.label != nil }),
        form.blocks.allSatisfy({ $0.columns.count == 1 })
      {
        return form.blocks.indices.compactMap { parts(table, form, block: $0) }
      }
      if form.blocks.count == 1, form.blocks[0].rows.isEmpty { return [pairs(table, form)].compactMap { $0 } }
      return []
    }
  }

  // MARK: Kinds

  /// The numbered rows of one half.
  private func parts(_ table: PublishedTable, _ form: TableForm, block: Int) -> View? {
    let rows = publication.filing.tables[table.filling].blocks[block].rows
    let bars = rows.indices.compactMap { row -> Bar? in
      guard let own = rows[row].form, form.blocks[block].numbered?.contains(own) ?? false else { return nil }
      return bar(rows[row].name.text, CellPlace(table: table.filling, block: block, row: row, column: 0), in: table)
    }
    return shares(
      bars, id: "\(table.anchor)-\(form.blocks[block].id)", title: "\(table.title)·\(form.blocks[block].label ?? "")")
  }

  /// The classes (类) of a table whose lanes hold them with their parts.
  private func classes(_ table: PublishedTable, _ form: TableForm) -> View? {
    let classes = Set(form.lanes.joined())
    let rows = publication.filing.tables[table.filling].blocks[0].rows
    let bars = rows.indices.compactMap { row -> Bar? in
      guard let code = rows[row].code, classes.contains(code) else { return nil }
      return bar(rows[row].name.text, CellPlace(table: table.filling, block: 0, row: row, column: 0), in: table)
    }
    return shares(bars, id: "\(table.anchor)-classes", title: table.title)
  }

  /// The second half of the columns, with the first as a mark.
  private func pairs(_ table: PublishedTable, _ form: TableForm) -> View? {
    let columns = form.blocks[0].columns
    let stages = columns.map(\.outerLabel).reduce(into: [String]()) {
      if let label = $1, $0.last != label { $0.append(label) }
    }
    guard stages.count == 2, columns.count.isMultiple(of: 2),
      publication.filing.tables[table.filling].blocks[0].rows.count == 1
    else { return nil }
    let half = columns.count / 2
    let bars = (0..<half).compactMap { column -> Bar? in
      func place(_ column: Int) -> CellPlace { CellPlace(table: table.filling, block: 0, row: 0, column: column) }
      guard columns[column].innerLabel == columns[column + half].innerLabel else { return nil }
      let heading = columns[column].heading.map { $0 + "·" } ?? ""
      guard var bar = bar(heading + (columns[column].innerLabel ?? ""), place(column + half), in: table) else {
        return nil
      }
      bar.mark = publication.filing[place(column)]?.number?.value
      let done = bar.mark.flatMap { percent(bar.value, of: $0) }
      bar.figures = [publication.filing[place(column)]?.text ?? "", bar.figures[0], done ?? "—"]
      return bar
    }
    return view(
      bars, id: "\(table.anchor)-pairs", title: table.title, heads: stages + [words.done],
      legend: ["bar": stages[1], "mark": stages[0]])
  }

  // MARK: Views

  private func bar(_ name: String, _ place: CellPlace, in table: PublishedTable) -> Bar? {
    guard let cell = publication.filing[place], let number = cell.number, !number.value.isZero else { return nil }
    return Bar(
      name: name, anchor: publication.anchor(of: place, in: table), value: number.value, figures: [cell.text])
  }

  private func shares(_ bars: [Bar], id: String, title: String) -> View? {
    do {
      let whole = try bars.reduce(Rational.zero) { try $0 + $1.value }
      let bars = bars.map { bar in
        var bar = bar
        bar.figures.append(percent(bar.value, of: whole) ?? "—")
        return bar
      }
      let unit = publication.filing.tables.first?.unit.rawValue ?? ""
      return view(bars, id: id, title: title, heads: [unit, words.share])
    } catch {
      return nil
    }
  }

  private func percent(_ part: Rational, of whole: Rational) -> String? {
    do {
      return whole.isZero ? nil : try (part / whole * Rational(100)).formatted(decimals: 2) + "%"
    } catch {
      return nil
    }
  }

  /// - Returns: nil where nothing is to be drawn.
  private func view(_ bars: [Bar], id: String, title: String, heads: [String], legend: View? = nil) -> View? {
    guard let longest = bars.flatMap({ [$0.value, $0.mark ?? $0.value] }).max(), longest > .zero else { return nil }
    func length(_ value: Rational) -> Int {
      do { return max(0, Int((try value / longest * Rational(1000)).formatted(decimals: 0)) ?? 0) } catch { return 0 }
    }
    return [
      "id": "chart-" + id, "title": title, "item": words.item, "barWord": words.bar, "heads": heads, "legend": legend,
      "rows": bars.map { bar -> View in
        [
          "name": bar.name, "anchor": bar.anchor, "width": length(bar.value),
          "mark": bar.mark.map { String(min(996, length($0))) }, "figures": bar.figures,
        ]
      },
    ]
  }
}
