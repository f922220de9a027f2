public import Foundation
import GRDB

extension Store {
  /// Keeps a file as the next version of a body's filing of a year, which becomes a draft.
  ///
  /// - Parameter expected: what states the filing may be in; nil in it: there may be none yet.
  /// - Throws: `outOfTurn` where it is in another.
  public func add(
    _ new: NewVersion, body: Int64, year: Int, from expected: Set<FilingState?>, by actor: Actor
  ) async throws(StoreFailure) -> Version {
    let user = try actor.id
    let artefacts = new.artefacts.sorted { $0.key < $1.key }.map { StoredArtefact(name: $0.key, $0.value) }
    return try await change { database in
      let known = try Row.fetchOne(
        database, sql: "SELECT * FROM filing WHERE body = ? AND year = ?", arguments: [body, year]
      ).map(FilingRecord.init)
      guard expected.contains(known?.state) else { throw StoreFailure.outOfTurn }
      let filing: Int64
      if let known {
        filing = known.id
        try database.execute(
          sql: "UPDATE filing SET state = 'draft', approved_at = NULL, changed_at = ? WHERE id = ?",
          arguments: [actor.at.seconds, filing])
      } else {
        try database.execute(
          sql: "INSERT INTO filing (body, year, state, changed_at) VALUES (?, ?, 'draft', ?)",
          arguments: [body, year, actor.at.seconds])
        filing = database.lastInsertedRowID
      }
      let version = try Self.insert(new, filing: filing, user: user, at: actor.at, into: database)
      for artefact in artefacts { try artefact.insert(version: version.id, into: database) }
      try Self.insertContents(of: new, version: version.id, year: year, into: database)
      try Self.markFixed(filing: filing, findings: new.findings, user: user, at: actor.at, in: database)
      let subject = "\(try Self.name(ofBody: body, in: database)) \(year) v\(version.number)"
      try Trail.add("version.add", subject: subject, detail: version.sha256, by: actor, to: database)
      return version
    }
  }

  private static func insert(
    _ new: NewVersion, filing: Int64, user: Int64, at now: Date, into database: Database
  ) throws -> Version {
    let last = try Int.fetchOne(
      database, sql: "SELECT max(number) FROM version WHERE filing = ?", arguments: [filing])
    let source = new.artefacts["source"] ?? []
    let counts = new.counts
    try database.execute(
      sql: """
        INSERT INTO version (filing, number, file_name, format, sha256, bytes, pack, department, errors, warnings, infos,
          checks, numbers, verified, contradicted, unverifiable, correction, created_at, created_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        filing, (last ?? 0) + 1, new.fileName, new.format, digest(source), source.count, new.pack, new.department,
        counts.errors, counts.warnings, counts.infos, counts.checks, counts.numbers, counts.verified,
        counts.contradicted, counts.unverifiable, new.correction, now.seconds, user,
      ])
    let id = database.lastInsertedRowID
    guard let row = try Row.fetchOne(database, sql: "SELECT * FROM version WHERE id = ?", arguments: [id]) else {
      throw StoreFailure.notFound
    }
    return Version(row)
  }

  private static func insertContents(of new: NewVersion, version: Int64, year: Int, into database: Database) throws {
    let facts = try database.makeStatement(
      sql: "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, fact) in new.facts.enumerated() {
      try facts.execute(arguments: [
        version, position, fact.address, fact.highlight, fact.table, fact.tableTitle, fact.member, fact.rowCode,
        fact.rowName,
        fact.column, fact.columnName, fact.text, fact.value, fact.unit, fact.fen, fact.step, fact.anchor,
      ])
    }
    let figures = try database.makeStatement(sql: "INSERT OR IGNORE INTO figure VALUES (?, ?, ?, ?, ?)")
    for fact in new.facts {
      guard let name = fact.highlight else { continue }
      try figures.execute(arguments: [year, name, version, fact.fen, fact.value])
    }
    let findings = try database.makeStatement(sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (number, finding) in new.findings.enumerated() {
      try findings.execute(arguments: [
        version, number + 1, finding.fingerprint, finding.rule, finding.ruleTitle, finding.severity, finding.title,
        finding.message,
        finding.place, finding.stated, finding.expected,
      ])
    }
    let passages = try database.makeStatement(
      sql: "INSERT INTO passage (version, kind, text, anchor) VALUES (?, ?, ?, ?)")
    for passage in new.passages {
      try passages.execute(arguments: [version, passage.kind.rawValue, passage.text, passage.anchor])
    }
  }

  /// A confirmed finding that the new version no longer has is fixed.
  private static func markFixed(
    filing: Int64, findings: [StoredFinding], user: Int64, at now: Date, in database: Database
  ) throws {
    let left = Set(findings.map(\.fingerprint))
    for (fingerprint, decision) in try decisions(ofFiling: filing, in: database)
    where decision.kind == .confirmed && !left.contains(fingerprint) {
      try database.execute(
        sql: "INSERT INTO decision (filing, fingerprint, kind, reason, user, at) VALUES (?, ?, 'fixed', '', ?, ?)",
        arguments: [filing, fingerprint, user, now.seconds])
    }
  }

  static func name(ofBody body: Int64, in database: Database) throws -> String {
    try String.fetchOne(database, sql: "SELECT name FROM body WHERE id = ?", arguments: [body]) ?? ""
  }

  // MARK: What a version holds

  public func versions(of filing: Int64) async throws(StoreFailure) -> [Version] {
    try await read {
      try Row.fetchAll($0, sql: "SELECT * FROM version WHERE filing = ? ORDER BY number", arguments: [filing])
        .map(Version.init)
    }
  }

  /// - Throws: `notFound`.
  public func version(_ id: Int64) async throws(StoreFailure) -> Version {
    try await read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM version WHERE id = ?", arguments: [id]) else {
        throw StoreFailure.notFound
      }
      return Version(row)
    }
  }

  /// - Throws: `refused` where it does not come out as it went in.
  public func artefact(_ name: String, of version: Int64) async throws(StoreFailure) -> [UInt8]? {
    let kept = try await read {
      try Row.fetchOne(
        $0, sql: "SELECT * FROM artefact WHERE version = ? AND name = ?", arguments: [version, name]
      ).map(StoredArtefact.init)
    }
    return try kept?.contents()
  }

  /// Keeps what was made of a version later, such as its page in another language. A second time changes nothing.
  public func keep(_ name: String, _ bytes: [UInt8], of version: Int64) async throws(StoreFailure) {
    let artefact = StoredArtefact(name: name, bytes)
    try await change { database in
      let known = try Int.fetchOne(
        database, sql: "SELECT 1 FROM artefact WHERE version = ? AND name = ?", arguments: [version, name])
      if known == nil { try artefact.insert(version: version, into: database) }
    }
  }

  public func facts(of version: Int64) async throws(StoreFailure) -> [StoredFact] {
    try await read {
      try Row.fetchAll($0, sql: "SELECT * FROM fact WHERE version = ? ORDER BY position", arguments: [version])
        .map(StoredFact.init)
    }
  }

  public func findings(of version: Int64) async throws(StoreFailure) -> [StoredFinding] {
    try await read {
      try Row.fetchAll($0, sql: "SELECT * FROM finding WHERE version = ? ORDER BY number", arguments: [version])
        .map(StoredFinding.init)
    }
  }
}
