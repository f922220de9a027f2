import GRDB

/// What a version states under a name of the packs: whole fen where it is money, else the decimal text.
public struct StatedFigure: Sendable, Hashable {
  public var fen: Int64?
  public var value: String?

  public init(fen: Int64?, value: String?) {
    (self.fen, self.value) = (fen, value)
  }
}

/// A department of a year with the figures of its accounts.
public struct FigureLine: Sendable {
  public var body: Body
  public var filing: FilingRecord
  public var figures: [String: StatedFigure]
}

extension Store {
  /// The departments of a year that have accounts beyond a first draft, with named figures of the version that the
  /// bureau may read: the latest, or the public one while that is being corrected.
  ///
  /// - Parameter names: those that stand once in a document.
  public func figures(year: Int, names: [String]) async throws(StoreFailure) -> [FigureLine] {
    try await read { database in
      var lines: [FigureLine] = []
      var places: [Int64: Int] = [:]
      let filings = try Row.fetchCursor(database, sql: Self.readableVersions, arguments: [year])
      while let row = try filings.next() {
        places[row["readable"]] = lines.count
        let body = Body(id: row["body"], parent: row["parent"], kind: .department, name: row["name"])
        lines.append(FigureLine(body: body, filing: FilingRecord(row), figures: [:]))
      }
      // By position, so that the first of several stands.
      let marks = names.map { _ in "?" }.joined(separator: ", ")
      let facts = try Row.fetchCursor(
        database,
        sql: """
          SELECT fact.version, highlight, fen, value FROM (\(Self.readableVersions)) AS line
          JOIN fact ON fact.version = line.readable WHERE highlight IN (\(marks)) ORDER BY fact.version, fact.position
          """,
        arguments: [year] + StatementArguments(names))
      while let row = try facts.next() {
        guard let place = places[row["version"]] else { continue }
        let name: String = row["highlight"]
        if lines[place].figures[name] == nil {
          lines[place].figures[name] = StatedFigure(fen: row["fen"], value: row["value"])
        }
      }
      return lines
    }
  }

  /// With the id of the version as `readable`; takes a year.
  static let readableVersions = """
    SELECT filing.*, body.name, body.parent, CASE filing.state WHEN 'draft' THEN filing.published ELSE
      (SELECT id FROM version WHERE version.filing = filing.id ORDER BY number DESC LIMIT 1) END AS readable
    FROM filing JOIN body ON body.id = filing.body
    WHERE filing.year = ? AND body.kind = 'department' AND (filing.state <> 'draft' OR filing.published IS NOT NULL)
    """

  /// The facts of a version that pages show first, in the order of the document.
  public func highlights(of version: Int64) async throws(StoreFailure) -> [StoredFact] {
    try await read {
      try Row.fetchAll(
        $0, sql: "SELECT * FROM fact WHERE version = ? AND highlight IS NOT NULL ORDER BY position",
        arguments: [version]
      ).map(StoredFact.init)
    }
  }

  /// Departments whose accounts of a year are public and whose names hold a text, by name.
  public func publicDepartments(
    year: Int, named text: String, limit: Int
  ) async throws(StoreFailure) -> [Body] {
    try await read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT body.* FROM filing JOIN body ON body.id = filing.body
          WHERE filing.year = ? AND filing.published IS NOT NULL AND instr(body.name, ?) > 0 ORDER BY body.name LIMIT ?
          """,
        arguments: [year, text, limit]
      ).map(Body.init)
    }
  }

  /// Years that something is public of, latest first.
  public func publicYears() async throws(StoreFailure) -> [Int] {
    try await read {
      try Int.fetchAll($0, sql: "SELECT DISTINCT year FROM filing WHERE published IS NOT NULL ORDER BY year DESC")
    }
  }
}
