import Amounts

/// Prints an equation of the form with the form's own labels: 本年支出合计 ＝ 基本支出 ＋ 项目支出.
public struct EquationText: Sendable {
  let form: Form
  let catalog: Catalog
  /// The table that the equation stands beside; its cells need no table name.
  let home: Int?

  public init(form: Form, catalog: Catalog, home: Int?) {
    self.form = form
    self.catalog = catalog
    self.home = home
  }

  /// The rule's equations, each once; nil for a rule of a kind, or over sentences.
  public static func of(_ rule: Rule, form: Form, catalog: Catalog) -> String? {
    guard !rule.isOfSentences, case .equations(let equations) = rule.kind, !equations.isEmpty else { return nil }
    let printer = EquationText(form: form, catalog: catalog, home: rule.table)
    // A row's equation is mostly the same in every column, and then columns go without saying.
    let short = equations.map { equation in
      printer.text(equation.body, isRowRule: rule.isDefinition && (equation.variant != nil || isRow(equation)))
    }
    let isSame = Set(short).count == 1
    return printer.text(equations, bodies: isSame ? short : equations.map { printer.text($0.body) })
  }

  private static func isRow(_ equation: Equation) -> Bool {
    if case .compare(.equal, .cell(let cell), _) = equation.body, case .fixed = cell.row { true } else { false }
  }

  /// Equations on the same rows, under the same condition, say both but once.
  private func text(_ equations: [Equation], bodies: [String]) -> String {
    let separator = catalog("equation.also")
    if Set(equations.map { framed("", by: $0) }).count == 1 {
      return framed(Self.unique(bodies).joined(separator: separator), by: equations[0])
    }
    return Self.unique(zip(bodies, equations).map(framed)).joined(separator: separator)
  }

  private func framed(_ body: String, by equation: Equation) -> String {
    let whole = equation.rows.map { catalog("equation.each", ["rows": rows($0), "equation": body]) } ?? body
    guard let condition = equation.condition else { return whole }
    return catalog("equation.when", ["condition": text(condition), "equation": whole])
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  public func text(_ expression: Expression) -> String { text(expression, isRowRule: false) }

  private func text(_ expression: Expression, isRowRule: Bool) -> String {
    func inner(_ expression: Expression) -> String { text(expression, isRowRule: isRowRule) }
    /// In brackets when it binds more loosely than its place allows.
    func operand(_ expression: Expression, _ least: Binding) -> String {
      let words = inner(expression)
      return Binding(expression) < least ? catalog("equation.group", ["a": words]) : words
    }
    func list(_ all: [Expression], _ least: Binding) -> String {
      all.map { operand($0, least) }.joined(separator: catalog("equation.list"))
    }
    /// Of cells it is said once that they are filled; conditions say themselves what they say.
    func quantified(_ all: [Expression], filled: String, holding: String) -> String {
      if all.count == 1 { return inner(all[0]) }
      let cells = all.compactMap { if case .filled(let cell) = $0 { cell } else { nil } }
      return cells.count == all.count
        ? catalog(filled, ["list": list(cells, .sum)]) : catalog(holding, ["list": list(all, .statement)])
    }
    switch expression {
    case .number(let number): return number.formatted(minimum: 0, limit: 4)
    case .text(let text): return "“\(text)”"
    case .cell(let cell): return self.cell(cell, isRowRule: isRowRule)
    case .attribute(_, let attribute): return catalog("equation.attribute.\(attribute.rawValue)")
    case .negate(let a): return "－" + operand(a, .whole)
    case .add(let a, let b): return "\(operand(a, .sum)) ＋ \(operand(b, .product))"
    case .subtract(let a, let b): return "\(operand(a, .sum)) － \(operand(b, .product))"
    case .multiply(let a, let b): return "\(operand(a, .product)) × \(operand(b, .whole))"
    case .divide(let a, let b): return "\(operand(a, .product)) ÷ \(operand(b, .whole))"
    case .compare(let comparison, let a, let b):
      return "\(operand(a, .listing)) \(Self.sign(comparison)) \(operand(b, .listing))"
    case .starts(let a, let prefix): return catalog("equation.starts", ["a": operand(a, .whole), "b": prefix])
    case .not(let a): return catalog("equation.not", ["a": inner(a)])
    case .and(let a, let b):
      return catalog("equation.and", ["a": operand(a, .conjunction), "b": operand(b, .conjunction)])
    case .or(let a, let b):
      return catalog("equation.or", ["a": operand(a, .disjunction), "b": operand(b, .disjunction)])
    case .implies(let a, let b):
      return catalog("equation.implies", ["a": operand(a, .disjunction), "b": inner(b)])
    case .conditional(let a, let b, let c):
      return catalog("equation.if", ["a": inner(a), "b": inner(b), "c": inner(c)])
    case .sum(let sets):
      return catalog("equation.sum", ["rows": sets.map(rows).joined(separator: catalog("equation.list"))])
    case .count(let set): return catalog("equation.count", ["rows": rows(set)])
    case .all(let all): return quantified(all, filled: "equation.all", holding: "equation.every")
    case .any(let all): return quantified(all, filled: "equation.any", holding: "equation.some")
    case .anyFilled(let set): return catalog("equation.any", ["list": rows(set)])
    case .minimum(let all): return catalog("equation.minimum", ["list": list(all, .sum)])
    case .maximum(let all): return catalog("equation.maximum", ["list": list(all, .sum)])
    case .magnitude(let a): return "|\(inner(a))|"
    case .prior(let a): return catalog("equation.prior", ["a": operand(a, .whole)])
    case .filled(let a): return catalog("equation.filled", ["a": operand(a, .whole)])
    case .blank(let a): return catalog("equation.blank", ["a": operand(a, .whole)])
    case .emptyTable(let table): return catalog("equation.empty", ["table": form.tables[table].title])
    case .present(let cell): return catalog("equation.present", ["table": name(of: cell.table), "row": row(cell)])
    case .known: return catalog("equation.known")
    case .near(let a, let b, let tolerance):
      return catalog(
        "equation.near", ["a": operand(a, .sum), "b": operand(b, .sum), "tolerance": percent(tolerance)])
    case .forEach(_, let set, let body): return catalog("equation.each", ["rows": rows(set), "equation": inner(body)])
    case .statedWeight(_, let name): return catalog("equation.stated", ["name": name])
    case .usualWeight(_, let name): return catalog("equation.usual", ["name": name])
    }
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
}
