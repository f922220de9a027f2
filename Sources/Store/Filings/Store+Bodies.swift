import GRDB

extension Store {
  public func bodies() async throws(StoreFailure) -> [Body] {
    try await read { try Row.fetchAll($0, sql: "SELECT * FROM body ORDER BY id").map(Body.init) }
  }

  /// - Throws: `notFound`.
  public func body(_ id: Int64) async throws(StoreFailure) -> Body {
    try await read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM body WHERE id = ?", arguments: [id]) else {
        throw StoreFailure.notFound
      }
      return Body(row)
    }
  }

  /// Finds a body by its name under a parent, or makes it.
  public func body(
    named name: String, _ kind: Body.Kind, under parent: Int64?, by actor: Actor
  ) async throws(StoreFailure) -> Body {
    try await change { database in
      let known = try Row.fetchOne(
        database, sql: "SELECT * FROM body WHERE name = ? AND parent IS ?", arguments: [name, parent])
      if let known { return Body(known) }
      try database.execute(
        sql: "INSERT INTO body (parent, kind, name) VALUES (?, ?, ?)", arguments: [parent, kind.rawValue, name])
      let id = database.lastInsertedRowID
      try Trail.add("body.add", subject: name, detail: kind.rawValue, by: actor, to: database)
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM body WHERE id = ?", arguments: [id]) else {
        throw StoreFailure.notFound
      }
      return Body(row)
    }
  }
}
