import Amounts

/// Builds the rules of a form: the definitions and checks beside the tables, and those that stand by themselves.
struct RuleBuilder {
  let resolver: Resolver
  let sources: [String: Source]
  private var rules: [Rule] = []

  /// Kinds that Swift implements, each in one file of `Checking/Kinds`, with the names of their parameters.
  static let kinds: [String: Set<String>] = [
    "asked": ["of", "under", "counts"], "attachment": [], "blank_form": ["marks"], "classification": [], "contents": [],
    "deadline": ["from", "to", "days"],
    "department_name": ["endings", "organs", "prepositions"], "dropped_character": ["words", "except", "ends"],
    "duplicate": [],
    "percent_sign": [],
    "empty_statement": ["of"], "glossary": [], "header": [], "leftovers": [], "malformed": [], "misspelt": ["words"],
    "numbering": [],
    "outline_order": [],
    "present": ["of", "or", "since"], "repeated_words": [], "same_indicator": [], "scoring": [],
    "secret_project": ["marks"],
    "section": ["of"], "signature": ["labels"], "target": ["slip", "costs", "except", "names"],
    "unit": ["money", "amounts"],
    "change_parts": [], "restated": [], "rounding": ["remarks"],
    "wording": ["forbid", "patterns"], "year": ["comparisons", "after", "subjects", "budgets", "until", "dated"],
    "comparison": [],
    "counted_list": ["units"], "direction": [], "items": [], "name_list": [], "project_item": [],
    "project_name": ["endings"],
    "reason": ["added", "taken", "lesser", "greater"],
    "said_twice": [], "slips": ["adverbs", "verbs", "dated", "selves", "continued", "closed_in", "doubled"],
    "stale": [], "strayed": [],
    "statement": ["of"],
  ]

  private static let ruleKeys: Set<String> = [
    "title", "basis", "severity", "english", "examples", "provisional", "years", "formerly",
  ]

  init(resolver: Resolver, sources: [String: Source]) {
    self.resolver = resolver
    self.sources = sources
  }

  /// - Parameters:
  ///   - tables: the entries the resolver's tables were built from, in the same order.
  ///   - general: merged `checks` and `duties`.
  static func rules(
    tables: [PackNode], general: PackNode, resolver: Resolver, sources: [String: Source], context: inout LoadContext
  ) -> [Rule] {
    var builder = RuleBuilder(resolver: resolver, sources: sources)
    for (index, node) in tables.enumerated() {
      builder.addTable(index, node, &context)
    }
    for key in ["checks", "duties"] {
      for entry in general[key]?.entries ?? [] {
        builder.addCheck(entry, id: entry.key, table: nil, &context)
      }
    }
    return builder.rules
  }

  // MARK: Tables

  private mutating func addTable(_ index: Int, _ node: PackNode, _ context: inout LoadContext) {
    let table = resolver.tables[index]
    let before = rules.count
    for (blockIndex, block) in table.blocks.enumerated() {
      let blockNode = block.id.isEmpty ? node : node["blocks"]?[block.id] ?? node
      let prefix = table.id + (block.id.isEmpty ? "" : "." + block.id)
      addColumns(blockNode, table: index, block: blockIndex, prefix: prefix, &context)
      addRows(blockNode, table: index, block: blockIndex, prefix: prefix, &context)
    }
    for entry in node["checks"]?.entries ?? [] {
      addCheck(entry, id: "\(table.id).\(entry.key)", table: index, &context)
    }
    if context.isThorough, let examples = node["examples"] {
      addExamples(examples, table: table, to: before..<rules.count, &context)
    }
  }

  private mutating func addColumns(
    _ node: PackNode, table: Int, block: Int, prefix: String, _ context: inout LoadContext
  ) {
    let form = resolver.tables[table].blocks[block]
    let entries = node["columns"]?.entries ?? []
    let inner = node["layout"] != nil && entries.count == 2 ? entries[1].value.entries : entries
    for entry in inner {
      guard let equals = entry.value["equals"], let text = equals.text else { continue }
      let columns = form.columns.indices.filter {
        form.columns[$0].id == entry.key || form.columns[$0].id.hasSuffix("." + entry.key)
      }
      guard let syntax = context.syntax(text, at: equals.textPlace) else { continue }
      var equations: [Equation] = []
      for column in columns {
        let row: RowReference = form.rows.isEmpty ? .only : .current
        let scope = Resolver.Scope(table: table, block: block, row: row, column: column, place: equals.textPlace)
        let rows =
          form.rows.isEmpty
          ? nil : RowSet(table: table, instance: .current, block: block, selection: .every, column: column)
        addDefinition(
          syntax, scope: scope,
          target: CellReference(table: table, instance: .current, block: block, row: row, column: column), rows: rows,
          variant: columns.count > 1 ? form.columns[column].label : nil, to: &equations, &context)
      }
      append(entry, id: "\(prefix).columns.\(entry.key)", equations, table: table, source: text, equals.place, &context)
    }
  }

  private mutating func addRows(
    _ node: PackNode, table: Int, block: Int, prefix: String, _ context: inout LoadContext
  ) {
    for entry in node["rows"]?.entries ?? [] {
      guard let row = resolver.tables[table].blocks[block].row(entry.key) else { continue }
      if let equals = entry.value["equals"] {
        addRow(entry, equals, row: row, table: table, block: block, prefix: prefix, &context)
      }
      if let parents = entry.value["parents"] {
        addRow(entry, parents, row: row, table: table, block: block, prefix: prefix, &context)
      }
    }
  }

  /// A definition of a fixed row, or of every row of a group; one equation for each column it has.
  private mutating func addRow(
    _ entry: PackNode.Entry, _ equals: PackNode, row: Int, table: Int, block: Int, prefix: String,
    _ context: inout LoadContext
  ) {
    let form = resolver.tables[table].blocks[block]
    let isFixed = form.rows[row].kind == .fixed
    var equations: [Equation] = []
    for (column, columnForm) in form.columns.enumerated() where isSummable(columnForm, form.rows[row], column) {
      let own = equals.text == nil ? equals[columnForm.id] : equals
      guard let own, let text = own.text, let syntax = context.syntax(text, at: own.textPlace) else { continue }
      let reference: RowReference = isFixed ? .fixed(row) : .current
      var scope = Resolver.Scope(table: table, block: block, row: nil, column: column, place: own.textPlace)
      if !isFixed { scope.row = nil }
      let rows =
        isFixed
        ? nil : RowSet(table: table, instance: .current, block: block, selection: .group(row), column: column)
      addDefinition(
        syntax, scope: scope,
        target: CellReference(table: table, instance: .current, block: block, row: reference, column: column),
        rows: rows,
        variant: form.columns.count > 1 ? columnForm.label : nil, to: &equations, &context)
    }
    let source = equals.text ?? equals.entries.compactMap { $0.value.text }.joined(separator: "；")
    append(entry, id: "\(prefix).rows.\(entry.key)", equations, table: table, source: source, equals.place, &context)
  }

  private func isSummable(_ column: ColumnForm, _ row: RowForm, _ index: Int) -> Bool {
    if let columns = row.columns { return columns.contains(index) }
    switch column.measure {
    case .amount, .count: return true
    case .percent, .points, .text: return false
    }
  }

  private func addDefinition(
    _ syntax: Syntax, scope: Resolver.Scope, target: CellReference, rows: RowSet?, variant: String?,
    to equations: inout [Equation], _ context: inout LoadContext
  ) {
    do throws(PackProblem) {
      let (right, dimension) = try definition(syntax, in: scope)
      guard Dimension.common(resolver.dimension(of: target), dimension) != nil || target.row == .current else {
        throw resolver.problem(.type, "compare", scope, at: 0)
      }
      let body = Expression.compare(.equal, .cell(target), right)
      equations.append(Equation(rows: rows, condition: nil, body: body, variant: variant))
    } catch {
      context.report(error)
    }
  }

  /// `sum(classes)` gives a value; a bare group of rows or a block is not one.
  private func definition(_ syntax: Syntax, in scope: Resolver.Scope) throws(PackProblem) -> (Expression, Dimension) {
    try resolver.value(syntax, in: scope)
  }

  // MARK: Checks

  private mutating func addCheck(
    _ entry: PackNode.Entry, id: String, table: Int?, _ context: inout LoadContext
  ) {
    let node = entry.value
    guard context.isInForce(node) else { return }
    if let kind = node["kind"] {
      guard let name = kind.text, let parameters = Self.kinds[name] else {
        let near = nearestNames(to: kind.text ?? "", among: Self.kinds.keys)
        context.report(PackProblem(.name, "kind", at: kind.place, ["name": kind.text ?? "", "near": near]))
        return
      }
      context.check(node, knows: Self.ruleKeys.union(parameters).union(["kind"]))
      append(entry, id: id, kind: .kind(name, node), table: table, source: name, node.place, &context)
      return
    }
    context.check(node, knows: Self.ruleKeys.union(["holds", "when", "for"]))
    guard let holds = node["holds"], let text = holds.text else {
      context.report(PackProblem(.key, "needed", at: node.place, ["key": "holds"]))
      return
    }
    var equations: [Equation] = []
    for substitution in Substitution.all(node) {
      do throws(PackProblem) {
        equations.append(try equation(node, holds, substitution, table: table))
      } catch {
        context.report(error)
      }
    }
    append(entry, id: id, equations, table: table, source: text, holds.place, isDefinition: false, &context)
  }

  /// `for each r in …: body` becomes an equation checked row by row, so that each row has its own verdict.
  private func equation(
    _ node: PackNode, _ holds: PackNode, _ substitution: Substitution?, table: Int?
  ) throws(PackProblem) -> Equation {
    let body = try condition(holds, substitution, table: table)
    var equation = Equation(rows: nil, condition: nil, body: body, variant: substitution?.value)
    if let when = node["when"] { equation.condition = try condition(when, substitution, table: table) }
    if case .forEach(_, let rows, let inner) = body {
      equation.rows = rows
      equation.body = inner
    }
    return equation
  }

  private func condition(
    _ node: PackNode, _ substitution: Substitution?, table: Int?
  ) throws(PackProblem) -> Expression {
    let text = node.text ?? ""
    let start = node.textPlace
    do throws(PackProblem) {
      let syntax = try LoadContext.parsed(substitution?.filled(text) ?? text, at: start)
      return try resolver.condition(syntax, in: Resolver.Scope(table: table, place: start))
    } catch {
      guard let substitution else { throw error }
      var problem = error
      problem.place = start.advanced(by: substitution.offset(of: error.place.column - start.column, in: text))
      throw problem
    }
  }

  // MARK: Finishing

  private mutating func append(
    _ entry: PackNode.Entry, id: String, _ equations: [Equation], table: Int, source: String, _ place: PackPlace,
    _ context: inout LoadContext
  ) {
    append(entry, id: id, equations, table: Optional(table), source: source, place, isDefinition: true, &context)
  }

  private mutating func append(
    _ entry: PackNode.Entry, id: String, _ equations: [Equation], table: Int?, source: String, _ place: PackPlace,
    isDefinition: Bool, _ context: inout LoadContext
  ) {
    guard !equations.isEmpty else { return }
    append(
      entry, id: id, kind: .equations(equations), table: table, source: source, place, isDefinition: isDefinition,
      &context)
  }

  private mutating func append(
    _ entry: PackNode.Entry, id: String, kind: Rule.Kind, table: Int?, source: String, _ place: PackPlace,
    isDefinition: Bool = false, _ context: inout LoadContext
  ) {
    let node = entry.value
    // What the form itself prints needs no other ground than the form.
    let basis = node["basis"]?.items.compactMap(\.text) ?? (isDefinition ? ["表式"] : [])
    for item in node["basis"]?.items ?? [] where sources[item.text ?? ""] == nil {
      let near = nearestNames(to: item.text ?? "", among: sources.keys)
      context.report(PackProblem(.name, "source", at: item.place, ["name": item.text ?? "", "near": near]))
    }
    var severity = severity(node["severity"], &context)
    let isRemembered = !basis.isEmpty && basis.allSatisfy { sources[$0]?.verification == .remembered }
    if severity == .error, isRemembered || basis.isEmpty {
      if node.isYes("provisional") {
        severity = .warning
      } else {
        context.report(PackProblem(.basis, "remembered", at: place, ["rule": id]))
      }
    }
    rules.append(
      Rule(
        id: id, title: title(of: node, id: id, table: table), english: node.text("english"), severity: severity,
        shortSeverity: node["short"].map { self.severity($0, &context) }, basis: basis,
        kind: kind, table: table, isDefinition: isDefinition,
        examples: ExampleBuilder.examples(
          of: node["examples"], table: table.map { resolver.tables[$0] }, tables: resolver.tables, &context),
        place: place, source: source))
  }

  private func severity(_ node: PackNode?, _ context: inout LoadContext) -> Rule.Severity {
    guard let node else { return .error }
    guard let severity = Rule.Severity(rawValue: node.text ?? "") else {
      let near = nearestNames(to: node.text ?? "", among: ["error", "warning", "info"])
      context.report(PackProblem(.value, "severity", at: node.place, ["text": node.text ?? "", "near": near]))
      return .error
    }
    return severity
  }

  /// A rule that the pack gives no title is called by what it defines, or by the table it stands beside.
  private func title(of node: PackNode, id: String, table: Int?) -> String {
    let names = [node.text("title"), node.text("label"), table.map { resolver.tables[$0].title }]
    return names.compactMap(\.self).first { !$0.isEmpty } ?? id
  }

  /// Examples of a whole table: one that holds for all its rules, and one for each rule that it breaks.
  private mutating func addExamples(
    _ node: PackNode, table: TableForm, to range: Range<Int>, _ context: inout LoadContext
  ) {
    context.check(node, knows: ["holds", "breaks"])
    let sound = node["holds"].map { ExampleBuilder.cells($0, table: table, tables: resolver.tables, &context) } ?? []
    for index in range {
      if let holds = node["holds"] {
        rules[index].examples.append(RuleExample(holds: true, content: .cells(sound), place: holds.place))
      }
      let own = String(rules[index].id.dropFirst(table.id.count + 1))
      guard let breaks = node["breaks"]?[own] else { continue }
      let changed = ExampleBuilder.cells(breaks, table: table, tables: resolver.tables, &context)
      let kept = sound.filter { cell in !changed.contains { $0.isSamePlace(as: cell) } }
      rules[index].examples.append(
        RuleExample(holds: false, content: .cells((kept + changed).filter { $0.text != "absent" }), place: breaks.place)
      )
    }
    let known = range.map { String(rules[$0].id.dropFirst(table.id.count + 1)) }
    for entry in node["breaks"]?.entries ?? [] where !known.contains(entry.key) {
      let near = nearestNames(to: entry.key, among: known)
      context.report(PackProblem(.name, "rule", at: entry.keyPlace, ["name": entry.key, "near": near]))
    }
  }
}
