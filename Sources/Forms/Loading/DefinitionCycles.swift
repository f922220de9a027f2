/// Finds definitions that lead back to themselves.
///
/// Cells are told apart by table, block, fixed row (all coded rows count as one) and column; a parent's sum over its own
/// children goes down a level and is no cycle.
enum DefinitionCycles {
  private struct Node: Hashable {
    var table: Int
    var block: Int
    var row: String
    var column: Int
  }

  static func check(_ form: Form, problems: inout [PackProblem]) {
    var edges: [Node: [(to: Node, place: PackPlace)]] = [:]
    let ids = Set(form.rules.map(\.id))
    for rule in form.rules where rule.isDefinition {
      guard case .equations(let equations) = rule.kind else { continue }
      for equation in equations {
        guard case .compare(.equal, .cell(let target), let right) = equation.body else { continue }
        // Where a row rule and a column rule meet, the column defines the cell; the other is only asserted.
        if rule.id.contains(".rows."), ids.contains(columnRule(of: target, form)) { continue }
        for source in sources(of: target, equation: equation, form) {
          edges[source, default: []] += operands(of: right, current: source).map { ($0, rule.place) }
        }
      }
    }
    report(edges, form, &problems)
  }

  /// The id that the rule of a cell's column has, if there is one.
  private static func columnRule(of target: CellReference, _ form: Form) -> String {
    let table = form.tables[target.table]
    let block = table.blocks[target.block]
    let column = block.columns[target.column].id.split(separator: ".").last ?? ""
    return table.id + (block.id.isEmpty ? "" : "." + block.id) + ".columns.\(column)"
  }

  private static func sources(of target: CellReference, equation: Equation, _ form: Form) -> [Node] {
    let block = form.tables[target.table].blocks[target.block]
    func node(_ row: String) -> Node { Node(table: target.table, block: target.block, row: row, column: target.column) }
    switch target.row {
    case .fixed(let row): return [node("\(row)")]
    case .only: return [node("only")]
    case .current:
      if case .group? = equation.rows?.selection { return [node("codes")] }
      return block.rows.indices.map { node(block.rows[$0].kind == .fixed ? "\($0)" : "codes") }
    default: return [node("codes")]
    }
  }

  private static func operands(of expression: Expression, current: Node) -> [Node] {
    switch expression {
    case .cell(let cell):
      var row = "codes"
      switch cell.row {
      case .fixed(let index): row = "\(index)"
      case .only: row = "only"
      case .current: row = current.row
      default: break
      }
      return [Node(table: cell.table, block: cell.block, row: row, column: cell.column)]
    case .sum(let sets):
      return sets.flatMap { set -> [Node] in
        guard let column = set.column else { return [] }
        func node(_ row: String) -> Node { Node(table: set.table, block: set.block, row: row, column: column) }
        switch set.selection {
        case .children: return []
        case .range(let first, let last): return (first...max(first, last)).map { node("\($0)") }
        default: return [node("codes")]
        }
      }
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b):
      return operands(of: a, current: current) + operands(of: b, current: current)
    case .negate(let inner), .magnitude(let inner): return operands(of: inner, current: current)
    case .minimum(let all), .maximum(let all): return all.flatMap { operands(of: $0, current: current) }
    default: return []
    }
  }

  private static func report(
    _ edges: [Node: [(to: Node, place: PackPlace)]], _ form: Form, _ problems: inout [PackProblem]
  ) {
    var done: Set<Node> = []
    var path: [Node] = []
    func name(_ node: Node) -> String {
      let table = form.tables[node.table]
      let block = table.blocks[node.block]
      let row = Int(node.row).map { block.rows[$0].id } ?? node.row
      return table.id + (block.id.isEmpty ? "" : "." + block.id) + "[\(row)].\(block.columns[node.column].id)"
    }
    func visit(_ node: Node, from place: PackPlace) {
      if let start = path.firstIndex(of: node) {
        let cycle = (path[start...] + [node]).map(name).joined(separator: " → ")
        problems.append(PackProblem(.cycle, "definition", at: place, ["cycle": cycle]))
        return
      }
      guard !done.contains(node) else { return }
      path.append(node)
      for edge in edges[node] ?? [] { visit(edge.to, from: edge.place) }
      path.removeLast()
      done.insert(node)
    }
    for (node, targets) in edges.sorted(by: { name($0.key) < name($1.key) }) {
      visit(node, from: targets.first?.place ?? PackPlace(file: "", line: 1, column: 1))
    }
  }
}
