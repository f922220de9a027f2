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
