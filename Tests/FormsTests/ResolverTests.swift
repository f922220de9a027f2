@testable import Forms
import Testing

@Suite("Names in expressions")
struct ResolverTests {
  private func form(_ text: String) throws -> Form {
    let loaded = TinyPack.load(text)
    #expect(loaded.problems.isEmpty)
    return try #require(loaded.form)
  }

  private func equations(_ id: String, of form: Form) throws -> [Equation] {
    let rule = try #require(form.rules.first { $0.id == id })
    guard case .equations(let equations) = rule.kind else {
      Issue.record("\(id) has no equations")
      return []
    }
    return equations
  }

  /// The cells that an expression names, in order.
  private func cells(_ expression: Expression) -> [CellReference] {
    switch expression {
    case .cell(let cell), .present(let cell): [cell]
    case .add(let a, let b), .subtract(let a, let b), .multiply(let a, let b), .divide(let a, let b),
      .compare(_, let a, let b),
      .and(let a, let b), .or(let a, let b), .implies(let a, let b):
      cells(a) + cells(b)
    case .negate(let a), .prior(let a), .filled(let a), .magnitude(let a), .not(let a): cells(a)
    default: []
    }
  }

  private let named = """
    table: T
    blocks:
      left:
        columns: { total: { label: 计, equals: basic + project }, basic: 基本, project: 项目 }
        rows: { total: { label: 合计, equals: basic + project }, basic: 基本, project: 项目 }
      right: { columns: { total: 计 }, rows: { total: 合计 } }
    checks:
      sides: { title: 样本, holds: "left[total].total = right[total]", basis: 表式 }

    """

  @Test("a bare name is a column beside columns and a row beside rows")
  func bareNames() throws {
    let form = try form(named)
    let column = try #require(equations("T.left.columns.total", of: form).first)
    #expect(cells(column.body).map(\.column) == [0, 1, 2])
    #expect(cells(column.body).allSatisfy { $0.row == .current && $0.block == 0 })
    guard case .every? = column.rows?.selection else {
      Issue.record("not every row")
      return
    }
    let rows = try equations("T.left.rows.total", of: form)
    #expect(rows.map(\.variant) == ["计", "基本", "项目"])
    for (index, equation) in rows.enumerated() {
      #expect(cells(equation.body).map(\.row) == [.fixed(0), .fixed(1), .fixed(2)])
      #expect(cells(equation.body).allSatisfy { $0.column == index })
    }
  }

  @Test("a bare block name picks the block of this table, a single column goes unsaid")
  func blocks() throws {
    let form = try form(named)
    let equation = try #require(equations("T.sides", of: form).first)
    #expect(cells(equation.body).map(\.block) == [0, 1])
    #expect(cells(equation.body).map(\.column) == [0, 0])
    #expect(equation.rows == nil && equation.variant == nil)
  }

  @Test("an equation for several values is written out for each")
  func substitutions() throws {
    let form = try form(
      TinyPack.table
        + "checks:\n  x:\n    title: 样本\n    for: { c: [a, b] }\n    when: T[total].{c} > 0\n"
        + "    holds: T[total].{c} <= T[201].{c}\n    basis: 表式\n"
    )
    let equations = try equations("T.x", of: form)
    #expect(equations.map(\.variant) == ["a", "b"])
    #expect(equations.map { cells($0.body).map(\.column) } == [[0, 0], [1, 1]])
    #expect(equations.allSatisfy { $0.condition != nil })
    #expect(equations.allSatisfy { cells($0.body).map(\.row) == [.fixed(0), .code("201")] })
  }

  @Test("a rule over rows is checked row by row, the row of another table by the same code")
  func rowsOfOthers() throws {
    let other =
      "---\ntable: U\ncolumns: { a: 甲 }\nrows: { codes: { by: function } }\nchecks:\n"
      + "  y: { title: 样本, holds: \"for each r in U[codes]: U[r] <= T[r].a\", basis: 表式 }\n"
    let form = try form(TinyPack.table + other)
    let equation = try #require(equations("U.y", of: form).first)
    #expect(equation.rows?.table == form.table("U"))
    #expect(cells(equation.body).map(\.row) == [.variable(0), .matchingVariable(0)])
  }

  @Test("in a definition [code] is the row of the same code")
  func sameCode() throws {
    let form = try form(
      TinyPack.table + "---\ntable: U\ncolumns: { x: 甲 }\nrows: { codes: { by: function, equals: \"T[code].a\" } }\n")
    let equation = try #require(equations("U.rows.codes", of: form).first)
    #expect(cells(equation.body).map(\.row) == [.current, .matchingCurrent])
  }

  @Test("in a product of dimensions a bare name stays in its stage")
  func product() throws {
    let form = try EmbeddedForms.form("national")
    let columns = form.tables[try #require(form.table("T09"))].blocks[0].columns.map(\.id)
    let stages = try equations("T09.columns.total", of: form).map { cells($0.body).map { columns[$0.column] } }
    #expect(
      stages
        == ["budget", "outturn"].map { stage in
          ["total", "overseas", "vehicles", "receptions"].map { "\(stage).\($0)" }
        })
  }

  @Test("a likeness shares the model's rows, columns and rules under its own id")
  func likeness() throws {
    let form = try form(named + "---\ntable: V\ntitle: 似\nlike: T\nrepeats: more\n")
    let table = form.tables[try #require(form.table("V"))]
    #expect(table.title == "似" && table.collection == "more")
    #expect(table.blocks.map(\.id) == ["left", "right"])
    let twins = form.rules.filter { $0.id.hasPrefix("V.") }.map { String($0.id.dropFirst()) }
    #expect(twins == form.rules.filter { $0.id.hasPrefix("T.") }.map { String($0.id.dropFirst()) })
  }

  @Test("an expression says which tables its facts come from")
  func factSources() throws {
    let form = try EmbeddedForms.form("national")
    func sources(_ id: String) throws -> (tables: [String], usesPrior: Bool) {
      let equation = try #require(equations(id, of: form).first)
      let sources = FactSources(equation.body)
      return (sources.tables.map { form.tables[$0].id }.sorted(), sources.usesPrior)
    }
    #expect(try sources("T05.basic").tables == ["T05", "T06"])
    #expect(try sources("T03.rows.total").tables == ["T03"])
    #expect(try sources("opening_is_last_closing").usesPrior)
    #expect(try !sources("T01.balance").usesPrior)
  }
}
