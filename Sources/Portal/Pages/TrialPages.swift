import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

/// What one filing's findings would come to with a changed pack.
struct TrialLine: Sendable {
  var department: String
  /// Id of the filing.
  var filing: Int64
  /// Nil where it could not be tried, with why.
  var outcome: TrialOutcome?
  var failure: String?
}

/// A changed pack tried on what was filed, before it takes effect: nothing is kept, and no finding changes.
enum TrialPages {
  static let mostBytes = (8 << 20) + (64 << 10)
  /// Filings of a year that it is tried on, the latest first.
  static let most = 200

  static func show(_ visit: Visit) async throws -> Response {
    let (year, years) = try await Board.year(visit)
    let jobs = await visit.services.trials.jobs(of: visit.caller.user?.id)
    let view: View = [
      "packs": visit.services.rules.packs.map { ["id": $0, "title": visit.services.rules.title(of: $0)] as View },
      "years": years.map { ["year": $0, "isCurrent": $0 == year] as View }, "hasYears": !years.isEmpty,
      "hint": visit.say("portal.trial.hint", ["count": String(most)]),
      "jobs": JobView.list(jobs, under: "/rules/trials", visit), "hasJobs": !jobs.isEmpty,
    ]
    return try Shell(visit).page(
      Shell.Frame(title: visit.say("portal.trial.title"), current: "rules"), "trial", view)
  }

  static func start(_ visit: Visit) async throws -> Response {
    guard let file = visit.form.file, !file.bytes.isEmpty, let user = visit.caller.user else {
      throw PortalFailure.badField("file")
    }
    guard let year = Int(visit.form["year"]), (2000...2100).contains(year) else { throw PortalFailure.badField("form") }
    let pack = visit.form["pack"]
    guard visit.services.rules.packs.contains(pack) else { throw PortalFailure.badField("pack") }
    let upload = SourceFile(name: file.name, bytes: file.bytes)
    // What cannot be loaded is told at once.
    let read = try await visit.services.desk.run(
      .readPack, on: SourceFile(name: file.name, bytes: FileBundle([upload]).bytes), catalog: visit.say,
      FileTask.Options(pack: pack))
    let summary = try JSONDecoder().decode(PackOverlay.Summary.self, from: Data(read))
    let filings = try await visit.store.triable(year: year, limit: most)
    guard !filings.isEmpty else { throw PortalFailure.badField("noFilings") }
    let (services, say) = (visit.services, visit.say)
    let title = visit.say("portal.trial.of", ["file": file.name, "year": String(year)])
    let id = try await visit.services.trials.start(title, of: user.id, at: visit.now, on: filings) { body, version in
      var line = TrialLine(department: body.name, filing: version.filing)
      do {
        line.outcome = try await tried(upload, on: version, services, say)
      } catch {
        line.failure = FailurePage.words(PortalFailure(error), say).text
      }
      return line
    }
    return Answer.redirect(to: "/rules/trials/\(id)?examples=\(min(summary.examples.count, 999))")
  }

  private static func tried(
    _ upload: SourceFile, on version: Version, _ services: Services, _ say: Catalog
  ) async throws -> TrialOutcome {
    guard let source = try await services.store.artefact("source", of: version.id) else {
      throw PortalFailure.notFound
    }
    let options = FileTask.Options(
      pack: version.pack, severities: try await services.store.severities(of: version))
    let bundle = FileBundle([upload, SourceFile(name: version.fileName, bytes: source)])
    let answer = try await services.desk.runPatiently(
      .tryPack, on: SourceFile(name: version.fileName, bytes: bundle.bytes), catalog: say, options)
    return try JSONDecoder().decode(TrialOutcome.self, from: Data(answer))
  }

  // MARK: What came of it

  private static func itsJob(_ visit: Visit) async throws -> JobDesk<TrialLine>.Job {
    try await visit.services.trials.job(visit.parameters.get("job") ?? "", of: visit.caller.user?.id)
  }

  static func job(_ visit: Visit) async throws -> Response {
    let job = try await itsJob(visit)
    let touched = job.lines.filter { $0.failure != nil || $0.outcome?.isNothing == false }
    let examples = Int(visit.query("examples")) ?? 0
    let view: View = [
      "title": job.title, "path": "/rules/trials/\(job.id)", "isRunning": !job.isDone,
      "progress": JobView.progress(job.lines.count, of: job.total, visit), "done": job.lines.count,
      "total": job.total, "totals": totals(job.lines, visit), "lines": touched.map { line($0, visit) },
      "examples": examples > 0 ? visit.say("portal.trial.examples", ["count": String(examples)]) : nil,
      "rules": rules(job.lines), "isNothing": touched.isEmpty && job.isDone,
    ]
    let frame = Shell.Frame(title: job.title, current: "rules", width: "wrap wide")
    return try Shell(visit).page(frame, "trial-job", view)
  }

  private static func totals(_ lines: [TrialLine], _ visit: Visit) -> String {
    let outcomes = lines.compactMap(\.outcome)
    func sum(_ count: (TrialOutcome) -> Int) -> String { String(outcomes.reduce(0) { $0 + count($1) }) }
    return visit.say(
      "portal.trial.totals",
      [
        "appearing": sum { $0.appearing.count }, "vanishing": sum { $0.vanishing.count },
        "shifting": sum { $0.shifting.count }, "kept": sum(\.kept),
        "filings": String(outcomes.count { !$0.isNothing }), "failed": String(lines.count { $0.failure != nil }),
      ])
  }

  /// By rule, the most often first.
  private static func rules(_ lines: [TrialLine]) -> [View] {
    var counts: [String: (title: String, appearing: Int, vanishing: Int, shifting: Int)] = [:]
    for outcome in lines.compactMap(\.outcome) {
      for item in outcome.appearing { counts[item.rule, default: (item.ruleTitle, 0, 0, 0)].appearing += 1 }
      for item in outcome.vanishing { counts[item.rule, default: (item.ruleTitle, 0, 0, 0)].vanishing += 1 }
      for item in outcome.shifting {
        counts[item.finding.rule, default: (item.finding.ruleTitle, 0, 0, 0)].shifting += 1
      }
    }
    return counts.sorted {
      (-$0.value.appearing - $0.value.vanishing - $0.value.shifting, $0.key)
        < (-$1.value.appearing - $1.value.vanishing - $1.value.shifting, $1.key)
    }.map { rule, count in
      [
        "rule": rule, "title": count.title, "appearing": count.appearing, "vanishing": count.vanishing,
        "shifting": count.shifting,
      ]
    }
  }

  private static func line(_ line: TrialLine, _ visit: Visit) -> View {
    func list(_ findings: [AssessedFile.Finding]) -> View? {
      findings.isEmpty ? nil : ["list": findings.prefix(20).map { JobView.finding($0, visit.say) }] as View
    }
    let shifts = line.outcome?.shifting.prefix(20).map { shift in
      [
        "title": shift.finding.title, "place": shift.finding.place, "before": visit.say("report.\(shift.before)"),
        "after": visit.say("report.\(shift.finding.severity)"),
      ] as View
    }
    return [
      "name": line.department, "link": "/filings/\(line.filing)", "failure": line.failure,
      "appearing": line.outcome.flatMap { list($0.appearing) },
      "vanishing": line.outcome.flatMap { list($0.vanishing) },
      "shifting": shifts.flatMap { $0.isEmpty ? nil : ["list": $0] as View },
    ]
  }

  static func findings(_ visit: Visit) async throws -> Response {
    let job = try await itsJob(visit)
    let say = visit.say
    var rows: [[String]] = []
    for line in job.lines {
      func add(_ what: String, _ finding: AssessedFile.Finding) {
        rows.append([line.department, say("portal.trial.\(what)")] + JobView.fields(finding, say))
      }
      for finding in line.outcome?.appearing ?? [] { add("appearing", finding) }
      for finding in line.outcome?.vanishing ?? [] { add("vanishing", finding) }
      for shift in line.outcome?.shifting ?? [] { add("shifting", shift.finding) }
    }
    let head = [say("summary.department"), say("portal.trial.what")] + JobView.heads(say)
    return Answer.download(
      Array(CSV.write([head] + rows).utf8), name: "findings.csv", type: "text/csv; charset=utf-8")
  }
}
