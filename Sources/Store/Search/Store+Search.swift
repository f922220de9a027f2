import GRDB

/// A passage of a public filing that a search found.
public struct SearchHit: Sendable, Hashable {
  public var body: Body
  public var year: Int
  public var kind: Passage.Kind
  public var text: String
  public var anchor: String?
}

extension Store {
  /// Lets the words of a version be found.
  static func index(version: Int64, in database: Database) throws {
    let rows = try Row.fetchAll(database, sql: "SELECT id, text FROM passage WHERE version = ?", arguments: [version])
    let statement = try database.makeStatement(sql: "INSERT INTO passage_pairs (rowid, pairs) VALUES (?, ?)")
    for row in rows {
      let (id, text): (Int64, String) = (row["id"], row["text"])
      try statement.execute(arguments: [id, Bigrams.tokens(of: text).joined(separator: " ")])
    }
  }

  /// The headings of a version, in order.
  public func headings(of version: Int64) async throws(StoreFailure) -> [Passage] {
    try await read { database in
      try Row.fetchAll(
        database, sql: "SELECT text, anchor FROM passage WHERE version = ? AND kind = 'heading' ORDER BY id",
        arguments: [version]
      ).map { Passage(kind: .heading, text: $0["text"], anchor: $0["anchor"]) }
    }
  }

  /// Passages of what is public now that hold all words of a query: names first, then projects, accounts, sentences.
  ///
  /// - Returns: at most `limit` of them, and how many there are (counted up to a thousand).
  public func search(_ text: String, limit: Int = 50) async throws(StoreFailure) -> (hits: [SearchHit], count: Int) {
    guard let query = Bigrams.query(for: String(text.prefix(100))) else { return ([], 0) }
    return try await read { database in
      let found = """
        FROM passage_pairs JOIN passage ON passage.id = passage_pairs.rowid
        JOIN filing ON filing.published = passage.version JOIN body ON body.id = filing.body
        WHERE passage_pairs MATCH ?
        """
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM (SELECT 1 \(found) LIMIT 1000)", arguments: [query])
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT body.*, filing.year, passage.kind AS passage_kind, passage.text, passage.anchor \(found)
          ORDER BY CASE passage.kind WHEN 'name' THEN 0 WHEN 'project' THEN 1 WHEN 'account' THEN 2 ELSE 3 END,
            length(passage.text), filing.year DESC, passage.id LIMIT ?
          """,
        arguments: [query, limit])
      return (
        rows.map { row in
          SearchHit(
            body: Body(row), year: row["year"], kind: Passage.Kind(rawValue: row["passage_kind"]) ?? .sentence,
            text: row["text"], anchor: row["anchor"])
        }, count ?? 0
      )
    }
  }
}
