import GRDB

/// A passage of a public filing that a search found.
public struct SearchHit: Sendable, Hashable {
  public var body: Body
  public var year: Int
  public var kind: Passage.Kind
  public var text: String
  public var anchor: String?
}

/// Some of what a search finds, in order.
public struct SearchResult: Sendable, Hashable {
  public var hits: [SearchHit]
  /// All there are, counted up to `Store.mostCounted`.
  public var count: Int
  /// Whether there are more than were counted.
  public var isMore: Bool
}

extension Store {
  /// Further than this nothing is counted or shown.
  public static let mostCounted = 1000

  /// Lets the words of a version be found, in the place of those of the version that was public before.
  static func index(version: Int64, insteadOf old: Int64?, year: Int, in database: Database) throws {
    if let old {
      let taken = try database.makeStatement(
        sql: "INSERT INTO passage_pairs (passage_pairs, rowid, pairs) VALUES ('delete', ?, ?)")
      try eachPlace(of: old, year: year, in: database) { try taken.execute(arguments: [$0, $1]) }
    }
    let added = try database.makeStatement(sql: "INSERT INTO passage_pairs (rowid, pairs) VALUES (?, ?)")
    try eachPlace(of: version, year: year, in: database) { try added.execute(arguments: [$0, $1]) }
  }

  /// The passages of a version with their pairs, by their numbers: the index takes ascending ones without writing itself
  /// out after each.
  private static func eachPlace(
    of version: Int64, year: Int, in database: Database, _ work: (Int64, String) throws -> Void
  ) throws {
    let rows = try Row.fetchAll(
      database, sql: "SELECT id, kind, text, length(text) FROM passage WHERE version = ?", arguments: [version])
    let places = rows.map { row -> (number: Int64, text: String) in
      let (kind, text) = (Passage.Kind(rawValue: row[1]) ?? .sentence, row[2] as String)
      return (SearchPlace.number(of: row[0], kind, length: row[3], year: year), text)
    }
    for place in places.sorted(by: { $0.number < $1.number }) {
      try work(place.number, Bigrams.tokens(of: place.text).joined(separator: " "))
    }
  }

  /// Everything that is public, for an index that is empty: all of it in ascending order, so that the index is written out
  /// when its memory is full, and not after each version.
  static func indexAll(in database: Database) throws {
    var places: [Int64] = []
    let passages = try Row.fetchCursor(
      database,
      sql: """
        SELECT passage.id, kind, length(text), year FROM filing JOIN passage ON passage.version = filing.published
        WHERE published IS NOT NULL
        """)
    while let row = try passages.next() {
      let kind = Passage.Kind(rawValue: row[1]) ?? .sentence
      places.append(SearchPlace.number(of: row[0], kind, length: row[2], year: row[3]))
    }
    let text = try database.makeStatement(sql: "SELECT text FROM passage WHERE id = ? \(SearchPlace.passage)")
    let added = try database.makeStatement(sql: "INSERT INTO passage_pairs (rowid, pairs) VALUES (?, ?)")
    for place in places.sorted() {
      guard let text = try String.fetchOne(text, arguments: [place]) else { continue }
      try added.execute(arguments: [place, Bigrams.tokens(of: text).joined(separator: " ")])
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

  /// Passages of what is public now that hold all words of a query, in the order of `SearchPlace`.
  ///
  /// - Complexity: of what is shown and counted, however much there is to be found.
  public func search(
    _ text: String, limit: Int = 50, offset: Int = 0
  ) async throws(StoreFailure) -> SearchResult {
    guard let query = Bigrams.query(for: String(text.prefix(100))) else {
      return SearchResult(hits: [], count: 0, isMore: false)
    }
    let limit = min(limit, max(0, Self.mostCounted - offset))
    return try await read { database in
      let count =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM (SELECT 1 FROM passage_pairs WHERE passage_pairs MATCH ? LIMIT ?)",
          arguments: [query, Self.mostCounted + 1]) ?? 0
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT body.*, filing.year, passage.kind AS passage_kind, passage.text, passage.anchor
          FROM (SELECT rowid AS place FROM passage_pairs WHERE passage_pairs MATCH ? ORDER BY rowid LIMIT ? OFFSET ?)
          JOIN passage ON passage.id = place \(SearchPlace.passage)
          JOIN filing ON filing.published = passage.version JOIN body ON body.id = filing.body ORDER BY place
          """,
        arguments: [query, limit, offset])
      let hits = rows.map { row in
        SearchHit(
          body: Body(row), year: row["year"], kind: Passage.Kind(rawValue: row["passage_kind"]) ?? .sentence,
          text: row["text"], anchor: row["anchor"])
      }
      return SearchResult(hits: hits, count: min(count, Self.mostCounted), isMore: count > Self.mostCounted)
    }
  }
}
