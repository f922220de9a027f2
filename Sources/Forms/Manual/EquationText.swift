import Amounts

/// Prints an equation of the form with the form's own labels: 本年支出合计 ＝ 基本支出 ＋ 项目支出.
public struct EquationText: Sendable {
  private let form: Form
  private let catalog: Catalog
  /// The table that the equation stands beside; its cells need no table name.
  private let home: Int?

  public init(form: Form, catalog: Catalog, home: Int?) {
    self.form = form
    self.catalog = catalog
    self.home = home
  }

  /// The rule's equation; of one written out for several columns, the first.
  public static func of(_ rule: Rule, form: Form, catalog: Catalog) -> String? {
    guard case .equations(let equations) = rule.kind, let equation = equations.first else { return nil }
    let printer = EquationText(form: form, catalog: catalog, home: rule.table)
    // A row's equation is the same in every column, so columns go without saying.
    let text = printer.text(equation.body, isRowRule: rule.isDefinition && (equation.variant != nil || isRow(equation)))
    let whole = equation.rows.map { catalog("equation.each", ["rows": printer.rows($0), "equation": text]) } ?? text
    guard let condition = equation.condition else { return whole }
    return catalog("equation.when", ["condition": printer.text(condition), "equation": whole])
  }

  private static func isRow(_ equation: Equation) -> Bool {
    if case .compare(.equal, .cell(let cell), _) = equation.body, case .fixed = cell.row { true } else { false }
  }

  public func text(_ expression: Expression) -> String { text(expression, isRowRule: false) }

  private func text(_ expression: Expression, isRowRule: Bool) -> String {
    func inner(_ expression: Expression) -> String { text(expression, isRowRule: isRowRule) }
    switch expression {
    case .number(let number): return number.formatted(minimum: 0, limit: 4)
    case .text(let text): return "“\(text)”"
    case .cell(let cell): return self.cell(cell, isRowRule: isRowRule)
    case .attribute(_, let attribute): return catalog("equation.attribute.\(attribute.rawValue)")
    case .negate(let a): return "－" + inner(a)
    case .add(let a, let b): return "\(inner(a)) ＋ \(inner(b))"
    case .subtract(let a, let b): return "\(inner(a)) － \(inner(b))"
    case .multiply(let a, let b): return "\(inner(a)) × \(inner(b))"
    case .divide(let a, let b): return "\(inner(a)) ÷ \(inner(b))"
    case .compare(let comparison, let a, let b): return "\(inner(a)) \(Self.sign(comparison)) \(inner(b))"
    case .starts(let a, let prefix): return catalog("equation.starts", ["a": inner(a), "b": prefix])
    case .not(let a): return catalog("equation.not", ["a": inner(a)])
    case .and(let a, let b): return catalog("equation.and", ["a": inner(a), "b": inner(b)])
    case .or(let a, let b): return catalog("equation.or", ["a": inner(a), "b": inner(b)])
    case .implies(let a, let b): return catalog("equation.implies", ["a": inner(a), "b": inner(b)])
    case .conditional(let a, let b, let c):
      return catalog("equation.if", ["a": inner(a), "b": inner(b), "c": inner(c)])
    case .sum(let sets):
      return catalog("equation.sum", ["rows": sets.map(rows).joined(separator: catalog("equation.list"))])
    case .count(let set): return catalog("equation.count", ["rows": rows(set)])
    case .all(let all): return catalog("equation.all", ["list": list(all, inner)])
    case .any(let all): return catalog("equation.any", ["list": list(all, inner)])
    case .anyFilled(let set): return catalog("equation.any", ["list": rows(set)])
    case .minimum(let all): return catalog("equation.minimum", ["list": list(all, inner)])
    case .maximum(let all): return catalog("equation.maximum", ["list": list(all, inner)])
    case .magnitude(let a): return "|\(inner(a))|"
    case .prior(let a): return catalog("equation.prior", ["a": inner(a)])
    case .filled(let a): return catalog("equation.filled", ["a": inner(a)])
    case .blank(let a): return catalog("equation.blank", ["a": inner(a)])
    case .emptyTable(let table): return catalog("equation.empty", ["table": form.tables[table].title])
    case .present(let cell): return catalog("equation.present", ["table": name(of: cell.table), "row": row(cell)])
    case .known: return catalog("equation.known")
    case .near(let a, let b, let tolerance):
      return catalog("equation.near", ["a": inner(a), "b": inner(b), "tolerance": percent(tolerance)])
    case .forEach(_, let set, let body): return catalog("equation.each", ["rows": rows(set), "equation": inner(body)])
    case .statedWeight(_, let name): return catalog("equation.stated", ["name": name])
    case .usualWeight(_, let name): return catalog("equation.usual", ["name": name])
    }
  }

  private func list(_ all: [Expression], _ inner: (Expression) -> String) -> String {
    all.map(inner).joined(separator: catalog("equation.list"))
  }

  private static func sign(_ comparison: Expression.Comparison) -> String {
    switch comparison {
    case .equal: "＝"
    case .notEqual: "≠"
    case .less: "＜"
    case .lessOrEqual: "≤"
    case .greater: "＞"
    case .greaterOrEqual: "≥"
    }
  }

  private func percent(_ ratio: Rational) -> String {
    do {
      return try (ratio * Rational(100)).formatted(limit: 2) + "%"
    } catch {
      return ""
    }
  }

  // MARK: Places

  private func name(of table: Int) -> String {
    form.tables[table].number ?? form.tables[table].title
  }

  private func cell(_ cell: CellReference, isRowRule: Bool) -> String {
    let block = form.tables[cell.table].blocks[cell.block]
    // The one column of a list goes without saying.
    let column = block.columns.count == 1 ? "" : block.columns[cell.column].label
    var row = row(cell)
    if let label = block.label, !row.isEmpty { row = "\(label)·\(row)" }
    var text =
      row.isEmpty || (isRowRule && cell.table == home)
      ? (row.isEmpty ? column : row) : "\(row)\(column.isEmpty ? "" : "·")\(column)"
    if case .current = cell.row { text = isRowRule || column.isEmpty ? catalog("equation.this") : column }
    if case .variable = cell.row, text.isEmpty { text = catalog("equation.this") }
    return cell.table == home ? text : "\(name(of: cell.table))·\(text)"
  }

  private func row(_ cell: CellReference) -> String {
    switch cell.row {
    case .fixed(let row): form.tables[cell.table].blocks[cell.block].rows[row].label
    case .code(let code): code
    case .current, .only: ""
    case .variable: ""
    case .matchingCurrent, .matchingVariable: catalog("equation.same")
    }
  }

  private func rows(_ set: RowSet) -> String {
    let table = set.table == home ? "" : name(of: set.table)
    guard set.block >= 0 else { return catalog("equation.rows.tables", ["table": form.tables[set.table].title]) }
    let block = form.tables[set.table].blocks[set.block]
    let words: String
    switch set.selection {
    case .all, .every: words = catalog("equation.rows.all")
    case .level(let level): words = catalog("equation.rows.level", ["level": level])
    case .children: words = catalog("equation.rows.children")
    case .codes(let codes): words = codes.joined(separator: catalog("equation.list"))
    case .under(let codes):
      words = catalog("equation.rows.under", ["codes": codes.joined(separator: catalog("equation.list"))])
    case .range(let first, let last):
      words = catalog("equation.rows.range", ["first": block.rows[first].label, "last": block.rows[last].label])
    case .group(let group):
      words = catalog(block.rows[group].kind == .open ? "equation.rows.all" : "equation.rows.codes")
    case .siblings: words = catalog("equation.rows.siblings")
    case .leaves: words = catalog("equation.rows.leaves")
    case .condition(_, let condition): words = catalog("equation.rows.where", ["condition": text(condition)])
    }
    return table + words
  }
}
