import Amounts
import Documents
import Evaluation
import Filings
import Forms
import Texts

/// How places, values and equations of a filing are put into words.
struct Words {
  let form: Form
  let filing: Filing
  let catalog: Catalog

  // MARK: Places

  /// “公开03表”, or the table's title where it has no number, with the project's name.
  func table(_ index: Int) -> String {
    let filled = filing.tables[index]
    let form = form.tables[filled.form]
    if let name = filled.name?.text, !name.isEmpty {
      return catalog("place.project", ["title": form.title, "name": name])
    }
    return filled.header.number?.text ?? form.number ?? form.title
  }

  /// “20126 档案事务”; empty for a block of one nameless row.
  func row(_ place: CellPlace) -> String {
    let row = filing.row(at: place)
    let filled = filing.tables[place.table]
    if let code = row.code, form.tables[filled.form].id != TableForm.statementsID {
      let name = Label.key(row.name.text)
      return name.hasPrefix(code) || name.isEmpty ? (name.isEmpty ? code : name) : "\(code) \(name)"
    }
    let name = row.name.text.exchanging("\n", for: " ")
    if name.isEmpty, let form = row.form { return self.form.tables[filled.form].blocks[place.block].rows[form].label }
    guard name.unicodeScalars.first?.isSpace ?? false else { return name }
    return String(name.drop { $0.isWhitespace })
  }

  func column(_ place: CellPlace) -> String {
    let label = form.tables[filing.tables[place.table].form].blocks[place.block].columns[place.column].label
    guard label.has("{"), let year = filing.fiscalYear else { return label }
    return label.exchanging("{year - 1}", for: String(year - 1)).exchanging("{year}", for: String(year))
  }

  /// “20126 档案事务”本年支出合计
  func cell(_ place: CellPlace) -> String {
    let row = row(place)
    let column = column(place)
    if row.isEmpty { return column }
    return column.isEmpty ? catalog("place.row", ["row": row]) : catalog("place.cell", ["row": row, "column": column])
  }

  /// “收入·” where blocks stand side by side under labels.
  private func block(_ place: CellPlace) -> String {
    form.tables[filing.tables[place.table].form].blocks[place.block].label.map { $0 + "·" } ?? ""
  }

  func location(_ place: CellPlace, role: Location.Role) -> Location {
    let row = filing.row(at: place)
    let cell = filing[place]
    let isPrinted = cell.map { !$0.text.isEmpty } ?? false
    let anchor = row.isAbsent ? neighbour(of: place) : row
    return Location(
      role: role, quote: isPrinted ? cell?.text ?? "" : anchor?.quote ?? "",
      span: isPrinted ? cell?.span : anchor?.span, section: nil,
      table: self.table(place.table), row: self.row(place), column: column(place))
  }

  /// The printed row after which an absent one belongs: its parent, or the sibling before it.
  private func neighbour(of place: CellPlace) -> FilledRow? {
    let rows = filing.tables[place.table].blocks[place.block].rows
    guard let code = rows[place.row].code else { return nil }
    let before = rows.filter { !$0.isAbsent && $0.code.map { $0 < code } ?? false }
    return before.max { ($0.code ?? "") < ($1.code ?? "") } ?? rows.first { !$0.isAbsent }
  }

  // MARK: Values

  /// A value in the unit of its cell: 1162.70万元, 83.75%, 9.49分.
  func value(_ value: Rational, at place: CellPlace) -> String {
    let (text, unit) = parts(value, at: place)
    return text + unit
  }

  private func parts(_ value: Rational, at place: CellPlace) -> (text: String, unit: String) {
    let filled = filing.tables[place.table]
    switch measure(place) {
    case .amount:
      let scale = Rational(form.unit.fen)
      do {
        let printed = try value * scale / Rational(filled.unit.fen)
        return (printed.formatted(minimum: 2, limit: 6), catalog("unit.\(filled.unit.rawValue)"))
      } catch {
        return (value.formatted(minimum: 2, limit: 6), catalog("unit.\(form.unit.rawValue)"))
      }
    case .percent:
      do {
        return (try (value * Rational(100)).formatted(decimals: 2), "%")
      } catch {
        return (value.formatted(decimals: 4), "")
      }
    case .points: return (value.formatted(limit: 4), catalog("unit.points"))
    case .count(let unit): return (value.formatted(limit: 4), unit)
    case .text: return (value.formatted(limit: 4), "")
    }
  }

  func measure(_ place: CellPlace) -> Measure {
    let block = form.tables[filing.tables[place.table].form].blocks[place.block]
    return block.measure(row: filing.row(at: place).form, column: place.column)
  }

  /// What a cell prints, with its unit; 空白 where it prints nothing.
  func stated(_ place: CellPlace) -> String {
    guard let cell = filing[place], !cell.isBlank else { return catalog("value.blank") }
    guard let number = cell.number, !number.isMalformed, number.unit.isEmpty, !number.isPercent else {
      return cell.text
    }
    return cell.text + parts(.zero, at: place).unit
  }

  // MARK: Equations

  /// The equation with the document's labels and figures.
  func evidence(_ balance: Balance, rule: Rule) -> Evidence {
    let left = balance.terms.filter(\.isLeft)
    let right = balance.terms.filter { !$0.isLeft }
    guard balance.shape != .condition, let first = balance.terms.first else {
      return Evidence(equation: rule.title, left: "", right: "", difference: "")
    }
    let label = labeller(balance.terms)
    let terms = right.filter { $0.value != nil || right.count < 4 }
    var equation = left.map { label($0.place) }.joined(separator: " ＋ ") + " ＝ "
    if balance.shape == .formula {
      equation = rule.title
    } else {
      equation += sum(terms, label)
      if terms.isEmpty, balance.constant == nil { equation += catalog("value.blank") }
      if let constant = balance.constant {
        equation += (terms.isEmpty ? "" : " ＋ ") + constant.center.formatted(limit: 2)
      }
    }
    return Evidence(
      equation: equation, left: text(balance.left, at: first.place), right: text(balance.right, at: first.place),
      difference: difference(balance, at: first.place),
      terms: balance.shape == .sum
        ? terms.map { term in
          Evidence.Term(
            sign: term.coefficient < 0 ? "＋" : "－", label: label(term.place), text: filing[term.place]?.text ?? "",
            span: filing[term.place]?.span)
        } : [])
  }

  /// A long sum by its first terms, its last, and how many there are.
  private func sum(_ terms: [Balance.Term], _ label: (CellPlace) -> String) -> String {
    let words = terms.enumerated().map { joined($1, at: $0, label) }
    guard words.count > Self.mostTerms else { return words.joined() }
    let ends = words.prefix(Self.mostTerms / 2).joined() + " ＋ …" + words[words.count - 1]
    return ends + catalog("equation.terms", ["count": String(words.count)])
  }

  private static let mostTerms = 12

  private func joined(_ term: Balance.Term, at index: Int, _ label: (CellPlace) -> String) -> String {
    let sign = term.coefficient < 0 ? " ＋ " : " － "
    return (index == 0 && term.coefficient < 0 ? "" : sign) + label(term.place)
  }

  /// The shortest names that tell the cells of an equation apart: columns of one row, rows of one column, or both.
  private func labeller(_ terms: [Balance.Term]) -> (CellPlace) -> String {
    let tables = Set(terms.map(\.place.table))
    let rows = Set(terms.map { [$0.place.block, $0.place.row] })
    let columns = Set(terms.map(\.place.column))
    if tables.count > 1 { return { "\(self.table($0.table))·\(self.cell($0))" } }
    // 总计 of 收入 and 总计 of 支出.
    if Set(terms.map(\.place.block)).count > 1 { return { self.block($0) + self.cell($0) } }
    if rows.count == 1 { return { self.column($0) } }
    if columns.count == 1 { return { self.row($0) } }
    return { self.cell($0) }
  }

  private func text(_ value: Value, at place: CellPlace) -> String {
    switch value {
    case .number(let interval): self.value(interval.center, at: place)
    case .text(let text): text
    case .blank: catalog("value.blank")
    case .truth, .unknown: ""
    }
  }

  private func difference(_ balance: Balance, at place: CellPlace) -> String {
    func center(_ value: Value) -> Rational { if case .number(let interval) = value { interval.center } else { .zero } }
    do {
      return value(try (center(balance.left) - center(balance.right)).magnitude, at: place)
    } catch {
      return ""
    }
  }
}
