extension Resolver {
  /// A place in the form that an address has reached so far.
  private struct Cursor {
    var table: Int
    var instance: InstanceReference
    var block: Int?
    var row: RowReference?
    var rows: RowSet.Selection?
    var isWholeInstance = false
  }

  /// What an address means where it stands: a value, a row or some rows.
  func meaning(of address: Syntax.Address, in scope: Scope) throws(PackProblem) -> Meaning {
    if address.base == "weights" || address.base == "stated" { return try weight(address, in: scope) }
    if let index = scope.variables.lastIndex(where: { $0.name == address.base }) {
      let variable = scope.variables[index]
      var cursor = Cursor(table: variable.table, instance: .first, block: variable.block)
      if variable.block == nil { cursor.instance = .variable(index) } else { cursor.row = .variable(index) }
      if variable.table == scope.table, variable.block != nil { cursor.instance = .current }
      return try walk(cursor, address, in: scope)
    }
    if let meaning = try bareName(address, in: scope) { return meaning }
    if let table = index(of: address.base) {
      let instance: InstanceReference = table == scope.table ? .current : .first
      return try walk(Cursor(table: table, instance: instance), address, in: scope)
    }
    if let table = tables.firstIndex(where: { $0.collection == address.base }) {
      let cursor = Cursor(table: table, instance: .first, isWholeInstance: true)
      return try walk(cursor, address, in: scope)
    }
    throw problem(
      .name, "address", scope, at: address.offset,
      [
        "name": address.base, "near": nearestNames(to: address.base, among: namesInScope(scope)),
      ])
  }

  /// A column of this row, a row of this column, or a block of this table.
  private func bareName(_ address: Syntax.Address, in scope: Scope) throws(PackProblem) -> Meaning? {
    guard let table = scope.table else { return nil }
    if let blockIndex = scope.block {
      let block = tables[table].blocks[blockIndex]
      if let row = scope.row, address.steps.isEmpty,
        let column = columnIndex(address.base, in: block, near: scope.column)
      {
        let cell = CellReference(table: table, instance: .current, block: blockIndex, row: row, column: column)
        return .value(.cell(cell), Dimension(block.measure(row: fixedRow(row), column: column)))
      }
      if let column = scope.column, let row = block.row(address.base), address.steps.isEmpty {
        return pick(table: table, block: blockIndex, row: row, column: column)
      }
    }
    guard let block = tables[table].block(address.base), !address.base.isEmpty else { return nil }
    var cursor = Cursor(table: table, instance: .current, block: block)
    if address.steps.isEmpty { cursor.rows = .all }
    return try walk(cursor, address, in: scope)
  }

  private func walk(_ start: Cursor, _ address: Syntax.Address, in scope: Scope) throws(PackProblem) -> Meaning {
    var cursor = start
    var members: [(name: String, at: Int)] = []
    for step in address.steps {
      switch step {
      case .rows(let selector, let offset):
        if cursor.isWholeInstance {
          guard case .name("rows") = selector else {
            throw problem(.name, "row", scope, at: offset, ["name": "", "table": address.base, "near": "rows"])
          }
          return .rows(RowSet(table: cursor.table, instance: .first, block: -1, selection: .all, column: nil))
        }
        let block = try blockIndex(of: cursor, scope, at: offset)
        cursor.block = block
        try select(selector, on: &cursor, block: block, at: offset, in: scope)
      case .member(let name, let offset):
        if cursor.block == nil, let block = tables[cursor.table].block(name), !name.isEmpty {
          cursor.block = block
        } else {
          members.append((name, offset))
        }
      }
    }
    return try finish(cursor, members: members, address: address, in: scope)
  }

  private func finish(
    _ cursor: Cursor, members: [(name: String, at: Int)], address: Syntax.Address, in scope: Scope
  ) throws(PackProblem) -> Meaning {
    let blockIndex = try blockIndex(of: cursor, scope, at: address.offset)
    let block = tables[cursor.table].blocks[blockIndex]
    let row = cursor.row ?? (block.rows.isEmpty ? .only : nil)
    if let row, let member = members.first, let attribute = Expression.Attribute(rawValue: member.name),
      block.column(member.name) == nil
    {
      return .value(.attribute(row, attribute), .text)
    }
    var column: Int?
    if members.isEmpty {
      column = block.columns.count == 1 ? 0 : sameColumn(as: scope, in: block)
    } else {
      let name = members.map(\.name).joined(separator: ".")
      column = block.column(name)
      if column == nil {
        throw problem(
          .name, "column", scope, at: members[0].at,
          [
            "table": tables[cursor.table].id, "name": name,
            "near": nearestNames(to: name, among: block.columns.map(\.id)),
          ])
      }
    }
    if let selection = cursor.rows {
      return .rows(
        RowSet(table: cursor.table, instance: cursor.instance, block: blockIndex, selection: selection, column: column))
    }
    guard let row else {
      throw problem(.name, "norow", scope, at: address.offset, ["table": tables[cursor.table].id])
    }
    let cell = CellReference(
      table: cursor.table, instance: cursor.instance, block: blockIndex, row: row, column: column ?? 0)
    if column == nil { return .row(cell) }
    return .value(.cell(cell), dimension(of: cell))
  }

  /// Applies `[selector]`.
  private func select(
    _ selector: Syntax.Selector, on cursor: inout Cursor, block blockIndex: Int, at offset: Int, in scope: Scope
  ) throws(PackProblem) {
    let block = tables[cursor.table].blocks[blockIndex]
    switch selector {
    case .name("codes"), .name("rows"):
      cursor.rows = .all
    case .name("code"):
      cursor.row = .matchingCurrent
    case .name(let name):
      if let variable = scope.variables.lastIndex(where: { $0.name == name }) {
        let bound = scope.variables[variable]
        let isSame = bound.table == cursor.table && bound.block == blockIndex
        cursor.row = isSame ? .variable(variable) : .matchingVariable(variable)
      } else if let row = block.row(name) {
        if case .fixed = block.rows[row].kind { cursor.row = .fixed(row) } else { cursor.rows = .group(row) }
      } else if name.allSatisfy({ $0.isASCII && $0.isNumber }) {
        cursor.row = .code(name)
      } else {
        throw problem(
          .name, "row", scope, at: offset,
          [
            "table": tables[cursor.table].id, "name": name, "near": nearestNames(to: name, among: block.rows.map(\.id)),
          ])
      }
    default:
      cursor.rows = try selection(selector, table: cursor.table, block: blockIndex, at: offset, in: scope)
    }
  }

  // MARK: Sets of rows

  func rowSet(_ syntax: Syntax, in scope: Scope) throws(PackProblem) -> RowSet {
    switch syntax {
    case .selection(let selector, let offset):
      guard let table = scope.table, let block = scope.block else { throw problem(.type, "rows", scope, at: offset) }
      return try ownRows(
        try selection(selector, table: table, block: block, at: offset, in: scope), in: scope, at: offset)
    case .address(let address):
      if let selector = bareSelector(address) {
        return try rowSet(.selection(selector, at: address.offset), in: scope)
      }
      switch try meaning(of: address, in: scope) {
      case .rows(let rows): return rows
      case .row(let cell), .value(.cell(let cell), _):
        // A group of rows by its id alone: sum(classes).
        if case .fixed(let row) = cell.row {
          return RowSet(
            table: cell.table, instance: cell.instance, block: cell.block, selection: .group(row), column: cell.column)
        }
        throw problem(.type, "rows", scope, at: address.offset)
      case .value: throw problem(.type, "rows", scope, at: address.offset)
      }
    default:
      throw problem(.type, "rows", scope, at: syntax.start)
    }
  }

  /// The rows that an argument means; nil when it means a value.
  func rows(_ syntax: Syntax, in scope: Scope) throws(PackProblem) -> RowSet? {
    switch syntax {
    case .selection: return try rowSet(syntax, in: scope)
    case .address(let address):
      if bareSelector(address) != nil { return try rowSet(syntax, in: scope) }
      guard case .rows(let rows) = try meaning(of: address, in: scope) else { return nil }
      return rows
    default: return nil
    }
  }

  private func bareSelector(_ address: Syntax.Address) -> Syntax.Selector? {
    guard address.steps.isEmpty else { return nil }
    switch address.base {
    case "children": return .children(of: nil)
    case "leaves": return .leaves
    case "siblings": return .siblings
    default: return nil
    }
  }

  /// Rows of the block that the expression stands in, at the current column.
  func ownRows(_ selection: RowSet.Selection, in scope: Scope, at offset: Int) throws(PackProblem) -> RowSet {
    guard let table = scope.table, let block = scope.block else { throw problem(.type, "rows", scope, at: offset) }
    let only = tables[table].blocks[block].columns.count == 1 ? 0 : nil
    return RowSet(table: table, instance: .current, block: block, selection: selection, column: scope.column ?? only)
  }

  private func selection(
    _ selector: Syntax.Selector, table: Int, block blockIndex: Int, at offset: Int, in scope: Scope
  ) throws(PackProblem) -> RowSet.Selection {
    let block = tables[table].blocks[blockIndex]
    func row(_ name: String) throws(PackProblem) -> Int {
      guard let row = block.row(name) else {
        throw problem(
          .name, "row", scope, at: offset,
          [
            "table": tables[table].id, "name": name, "near": nearestNames(to: name, among: block.rows.map(\.id)),
          ])
      }
      return row
    }
    switch selector {
    case .name(let name): return .group(try row(name))
    case .level(let level):
      // Of a classification that there is not, nothing more need be said.
      let known = levels(of: block)
      guard known.contains(where: { $0?.contains(level) ?? true }) else {
        throw problem(
          .name, "level", scope, at: offset,
          ["name": level, "near": nearestNames(to: level, among: known.flatMap { $0 ?? [] })])
      }
      return .level(level)
    case .children(of: nil): return .children(of: .current)
    case .children(of: .some(let name)):
      guard let variable = scope.variables.lastIndex(where: { $0.name == name }) else {
        throw problem(
          .name, "variable", scope, at: offset,
          [
            "name": name, "near": nearestNames(to: name, among: scope.variables.map(\.name)),
          ])
      }
      let bound = scope.variables[variable]
      return .children(
        of: bound.table == table && bound.block == blockIndex ? .variable(variable) : .matchingVariable(variable))
    case .siblings: return .siblings
    case .leaves: return .leaves
    case .under(let codes): return .under(codes)
    case .list(let codes): return .codes(codes)
    case .range(let first, let last):
      return .range(try row(first), try row(last))
    case .condition(let condition):
      var inner = scope
      inner.table = table
      inner.block = blockIndex
      inner.row = .variable(scope.variables.count)
      inner.variables.append(Variable(name: "", table: table, block: blockIndex))
      return .condition(variable: scope.variables.count, try self.condition(condition, in: inner))
    }
  }

  /// Level names of the classifications in a block; nil for one that does not exist.
  private func levels(of block: BlockForm) -> [[String]?] {
    block.rows.compactMap { row -> [String]?? in
      guard case .coded(let classification, _) = row.kind else { return nil }
      return .some(levels[classification])
    }
  }

  // MARK: Names

  /// A fixed row at a column, or the rows of a group.
  private func pick(table: Int, block: Int, row: Int, column: Int) -> Meaning {
    guard case .fixed = tables[table].blocks[block].rows[row].kind else {
      return .rows(
        RowSet(table: table, instance: .current, block: block, selection: .group(row), column: column))
    }
    let cell = CellReference(table: table, instance: .current, block: block, row: .fixed(row), column: column)
    return .value(.cell(cell), dimension(of: cell))
  }

  private func weight(_ address: Syntax.Address, in scope: Scope) throws(PackProblem) -> Meaning {
    guard let table = scope.table, case .rows(.name(let name), _)? = address.steps.first else {
      throw problem(.type, "rows", scope, at: address.offset)
    }
    return .value(
      address.base == "stated" ? .statedWeight(table: table, name) : .usualWeight(table: table, name), .points)
  }

  private func blockIndex(of cursor: Cursor, _ scope: Scope, at offset: Int) throws(PackProblem) -> Int {
    if let block = cursor.block { return block }
    if tables[cursor.table].blocks.count == 1 { return 0 }
    throw problem(
      .name, "block", scope, at: offset,
      [
        "table": tables[cursor.table].id, "near": tables[cursor.table].blocks.map(\.id).joined(separator: "、"),
      ])
  }

  /// A column by name; in a product of dimensions `overseas` means the one of the same stage.
  private func columnIndex(_ name: String, in block: BlockForm, near column: Int?) -> Int? {
    if let index = block.column(name) { return index }
    guard let column, let dot = block.columns[column].id.firstIndex(of: ".") else { return nil }
    return block.column(block.columns[column].id[...dot] + name)
  }

  private func sameColumn(as scope: Scope, in block: BlockForm) -> Int? {
    guard let table = scope.table, let own = scope.block, let column = scope.column else { return nil }
    return block.column(tables[table].blocks[own].columns[column].id)
  }

  private func fixedRow(_ row: RowReference) -> Int? {
    if case .fixed(let index) = row { index } else { nil }
  }

  private func namesInScope(_ scope: Scope) -> [String] {
    var names = tables.map(\.id) + tables.compactMap(\.collection) + scope.variables.map(\.name)
    if let table = scope.table {
      names += tables[table].blocks.map(\.id)
      if let block = scope.block {
        names += tables[table].blocks[block].columns.map(\.id) + tables[table].blocks[block].rows.map(\.id)
      }
    }
    return names.filter { !$0.isEmpty }
  }
}
