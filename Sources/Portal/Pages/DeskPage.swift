import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

extension Route {
  static let deskPages: [Route] = [
    .get("/desk", .desk, DeskPage.show),
    .post("/desk/{year}/file", .upload, on: .ownYear, mostBytes: HomePage.mostBytes, DeskPage.upload),
    .post("/desk/{year}/correction", .correct, on: .ownYear, mostBytes: HomePage.mostBytes, DeskPage.correct),
  ]
}

/// A department's own desk: its years, and a file to hand in for each.
enum DeskPage {
  static func show(_ visit: Visit) async throws -> Response {
    guard let id = visit.caller.user?.body else { throw PortalFailure.notFound }
    let body = try await visit.store.body(id)
    let filings = try await visit.store.filings(of: id)
    let year = Int(visit.query("year")) ?? Self.currentYear(visit)
    var lines: [View] = []
    for filing in filings { lines.append(try await line(filing, visit)) }
    let view: View = [
      "name": body.name, "lines": lines, "isEmpty": lines.isEmpty,
      "new": filings.contains { $0.year == year }
        ? nil : ["year": year, "title": visit.say("portal.desk.composeNew", ["year": String(year)])] as View,
    ]
    let frame = Shell.Frame(
      title: visit.say("portal.desk.title", ["name": body.name]), current: "desk", done: visit.query("done"))
    return try Shell(visit).page(frame, "desk", view)
  }

  /// Accounts of a year are made public in the next.
  private static func currentYear(_ visit: Visit) -> Int {
    (Int(Wording.isoDay(visit.now).prefix(4)) ?? 2025) - 1
  }

  private static func line(_ filing: FilingRecord, _ visit: Visit) async throws -> View {
    let version = try await visit.store.versions(of: filing.id).last
    return [
      "year": filing.year, "id": String(filing.id), "state": StateView.view(filing.state, visit.say),
      "counts": version.map { CountsView.view($0.counts, visit.say) },
      "number": version.map { visit.say("portal.versionNumber", ["number": String($0.number)]) },
      "canCompose": visit.may(.compose, filing), "canUpload": visit.may(.upload, filing),
      "canCorrect": visit.may(.correct, filing),
      "changed": Wording(say: visit.say).time(filing.changedAt),
    ]
  }

  static func upload(_ visit: Visit) async throws -> Response {
    try await take(visit, from: [nil, .draft, .returned], correction: nil)
  }

  /// A published filing is replaced: the old version stays public until the new one is published, and is kept after.
  static func correct(_ visit: Visit) async throws -> Response {
    let reason = String(visit.form["reason"].prefix(1_000))
    guard !reason.isEmpty else { throw PortalFailure.badField("reason") }
    return try await take(visit, from: [.published], correction: reason)
  }

  private static func take(
    _ visit: Visit, from states: Set<FilingState?>, correction: String?
  ) async throws -> Response {
    guard let file = visit.form.file, !file.bytes.isEmpty else { throw PortalFailure.badField("file") }
    let version = try await Intake.keep(file, from: states, correction: correction, visit)
    return Answer.redirect(to: "/filings/\(version.filing)?done=uploaded")
  }
}

/// From a file to what the store keeps of it.
enum Intake {
  /// Keeps a file as the next version of the filing of the caller's own department.
  ///
  /// - Parameter states: that the filing may be in; nil in it: there may be none yet.
  static func keep(
    _ file: FormBody.File, from states: Set<FilingState?>, correction: String?, _ visit: Visit
  ) async throws -> Version {
    guard let body = visit.caller.user?.body else { throw PortalFailure.notFound }
    let year = try visit.year()
    let severities = try await visit.store.standingSeverities()
    let assessed = try await assess(file.name, file.bytes, year: year, by: severities, visit)
    // A draft that replaces a published version keeps the reason that it was begun with.
    var reason = correction
    if reason == nil, let filing = try await visit.store.filing(body: body, year: year), filing.published != nil {
      reason = try await visit.store.versions(of: filing.id).last?.correction
    }
    return try await visit.store.add(
      try version(assessed, name: file.name, file.bytes, by: severities, correction: reason), body: body, year: year,
      from: states, by: visit.actor)
  }

  /// Assessed in Chinese, the language of the document.
  ///
  /// - Throws: `file` where nothing in it can be checked, or it is of another year.
  private static func assess(
    _ name: String, _ bytes: [UInt8], year: Int, by severities: Severities, _ visit: Visit
  ) async throws -> AssessedFile {
    let answer = try await visit.services.desk.run(
      .assess, on: SourceFile(name: name, bytes: bytes), catalog: visit.services.catalog(.chinese),
      FileTask.Options(severities: severities))
    let assessed = try JSONDecoder().decode(AssessedFile.self, from: Data(answer))
    guard assessed.counts.checks > 0 else { throw PortalFailure.file(visit.say("portal.intake.nothing")) }
    if let stated = assessed.fiscalYear, stated != year {
      throw PortalFailure.file(visit.say("portal.intake.year", ["stated": String(stated), "year": String(year)]))
    }
    return assessed
  }

  /// Of a file that was assessed in Chinese.
  ///
  /// - Parameter severities: what it was checked by.
  static func version(
    _ file: AssessedFile, name: String, _ source: [UInt8], by severities: Severities, correction: String?
  ) throws -> NewVersion {
    let counts = file.counts
    var artefacts = [
      "source": source, "page.\(Catalog.Language.chinese.rawValue)": Array(file.page.utf8),
      "report": Array(file.report.utf8), "filing": Array(file.filing.utf8),
    ]
    if !severities.isEmpty { artefacts[Store.severitiesName] = [UInt8](try JSONEncoder().encode(severities)) }
    return NewVersion(
      fileName: name, format: file.format, pack: file.pack, department: file.department,
      counts: CheckCounts(
        errors: counts.errors, warnings: counts.warnings, infos: counts.infos, checks: counts.checks,
        numbers: counts.numbers, verified: counts.verified, contradicted: counts.contradicted,
        unverifiable: counts.unverifiable),
      facts: file.facts.map { fact in
        StoredFact(
          address: fact.address, highlight: fact.highlight, table: fact.table, tableTitle: fact.tableTitle,
          member: fact.member, rowCode: fact.rowCode, rowName: fact.rowName, column: fact.column,
          columnName: fact.columnName, text: fact.text, value: fact.value, unit: fact.unit, fen: fact.fen,
          step: fact.step, anchor: fact.anchor)
      },
      findings: file.findings.map { finding in
        StoredFinding(
          fingerprint: finding.id, rule: finding.rule, ruleTitle: finding.ruleTitle, severity: finding.severity,
          title: finding.title,
          message: finding.message, place: finding.place, stated: finding.stated, expected: finding.expected)
      },
      passages: file.passages.compactMap { passage in
        Passage.Kind(rawValue: passage.kind).map { Passage(kind: $0, text: passage.text, anchor: passage.anchor) }
      },
      artefacts: artefacts, correction: correction)
  }
}

/// How many findings of each severity, in words and as a row of ticks.
enum CountsView {
  static func view(_ counts: CheckCounts, _ say: Catalog) -> View {
    let parts = [("error", counts.errors), ("warning", counts.warnings), ("info", counts.infos)]
    let words = parts.filter { $0.1 > 0 }.map { say("portal.count.\($0.0)", ["count": String($0.1)]) }
    return [
      "isNone": words.isEmpty,
      "words": words.map { ["text": $0, "isError": $0 == words.first && counts.errors > 0] as View },
      "ticks": ticks(counts),
    ]
  }

  /// Height and colour by severity; the first thirty.
  private static func ticks(_ counts: CheckCounts) -> [View] {
    let kinds: [(String, Int, Int)] = [
      ("f-bad", counts.errors, 14), ("f-warn", counts.warnings, 10), ("f-info", counts.infos, 6),
    ]
    var (x, left, ticks) = (0, 30, [View]())
    for (fill, count, height) in kinds where count > 0 {
      for _ in 0..<min(count, left) {
        ticks.append(["fill": fill, "x": x, "y": 14 - height, "height": height])
        x += 4
      }
      left -= min(count, left)
      x += 2
    }
    return ticks
  }
}
