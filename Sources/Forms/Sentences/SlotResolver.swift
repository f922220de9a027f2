package import Amounts

/// Gives the slots of sentences their meaning.
public struct SlotResolver: Sendable {
  private let resolver: Resolver

  public init(form: Form) {
    resolver = Resolver(
      tables: form.tables, levels: form.classifications.mapValues { $0.levels.map(\.name) })
  }

  /// - Returns: nil where a name has no meaning, as in a row that the classification does not have.
  public func expression(
    _ syntax: Syntax, binding variable: String = "", to member: String? = nil
  ) -> Expression? {
    let bound = member.map { syntax.binding(variable, to: $0) } ?? syntax
    do throws(PackProblem) {
      return try resolver.value(bound, in: Self.scope).0
    } catch {
      return nil
    }
  }

  /// A formula with numbers for its names.
  package func expression(_ syntax: Syntax, numbers: [String: Rational]) -> Expression? {
    let names = numbers.mapValues { Syntax.number($0.formatted(limit: 12), isPercent: false, at: 0) }
    return expression(syntax.replacing(names))
  }

  /// The one cell that an address means; nil for anything else.
  package func cell(_ address: String) -> CellReference? {
    do {
      guard case .cell(let cell)? = expression(try ExpressionParser.parse(address)) else { return nil }
      return cell
    } catch {
      return nil
    }
  }

  /// What must be true, about one member.
  ///
  /// - Throws: the name that has no meaning.
  package func condition(
    _ syntax: Syntax, binding variable: String = "", to member: String? = nil
  ) throws(PackProblem) -> Expression {
    try resolver.condition(member.map { syntax.binding(variable, to: $0) } ?? syntax, in: Self.scope)
  }

  /// An expression about one project: `p` is the filing's nth filling.
  public func expression(_ syntax: Syntax, project variable: String, table: Int, filling: Int) -> Expression? {
    var scope = Self.scope
    scope.variables = [Resolver.Variable(name: variable, table: table, block: nil)]
    do throws(PackProblem) {
      return try resolver.value(syntax, in: scope).0.replacing { cell in
        var cell = cell
        if cell.instance == .variable(0) { cell.instance = .filling(filling) }
        return .cell(cell)
      }
    } catch {
      return nil
    }
  }

  public func rows(_ syntax: Syntax) -> RowSet? {
    do throws(PackProblem) {
      return try resolver.rowSet(syntax, in: Self.scope)
    } catch {
      return nil
    }
  }

  private static let scope = Resolver.Scope(
    table: nil, block: nil, row: nil, column: nil, place: PackPlace(file: "", line: 0, column: 0))
}
