import GRDB

/// What a version states under a name of the packs: whole fen where it is money, else the decimal text.
public struct StatedFigure: Sendable, Hashable {
  public var fen: Int64?
  public var value: String?

  public init(fen: Int64?, value: String?) {
    (self.fen, self.value) = (fen, value)
  }
}

/// The departments of a year with the figures of their accounts.
public struct FigureTable: Sendable {
  public var lines: [(body: Body, filing: FilingRecord)]
  /// By name, for each line; nil where a department does not state it.
  public var columns: [String: [StatedFigure?]]

  public init(lines: [(body: Body, filing: FilingRecord)], columns: [String: [StatedFigure?]]) {
    (self.lines, self.columns) = (lines, columns)
  }
}

extension Store {
  /// The departments of a year that have accounts beyond a first draft, with named figures of the version that the
  /// bureau may read: the latest, or the public one while that is being corrected.
  ///
  /// - Parameter names: those that stand once in a document.
  public func figures(year: Int, names: [String]) async throws(StoreFailure) -> FigureTable {
    try await read { database in
      var table = FigureTable(lines: [], columns: [:])
      var places: [Int64: Int] = [:]
      let filings = try Row.fetchCursor(database, sql: Self.readableVersions, arguments: [year])
      while let row = try filings.next() {
        places[row[3]] = table.lines.count
        let body = Body(id: row[0], parent: row[1], kind: .department, name: row[2])
        table.lines.append((body, FilingRecord(row, from: 4, body: body.id, year: year)))
      }
      let figures = try database.cachedStatement(
        sql: "SELECT version, fen, value FROM figure WHERE year = ? AND name = ?")
      for name in names {
        var column = [StatedFigure?](repeating: nil, count: table.lines.count)
        let rows = try Row.fetchCursor(figures, arguments: [year, name])
        while let row = try rows.next() {
          if let place = places[row[0]] { column[place] = StatedFigure(fen: row[1], value: row[2]) }
        }
        table.columns[name] = column
      }
      return table
    }
  }

  /// With the id of the version as `readable`; takes a year.
  static let readableVersions = """
    SELECT body.id AS body, body.parent, body.name, CASE filing.state WHEN 'draft' THEN filing.published ELSE
      (SELECT id FROM version WHERE version.filing = filing.id ORDER BY number DESC LIMIT 1) END AS readable,
      filing.id, filing.state, filing.approved_at, filing.changed_at, filing.published, filing.published_at,
      filing.handler
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
