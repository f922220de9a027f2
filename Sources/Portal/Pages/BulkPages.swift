import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

extension Route {
  static let bulkPages: [Route] = [
    .get("/bulk", .bulk, BulkPages.show),
    .post("/bulk", .bulk, mostBytes: HomePage.mostBytes, BulkPages.start),
    .get("/bulk/{job}", .bulk, BulkPages.job),
    .get("/bulk/{job}/files/{name}", .bulk, BulkPages.file),
  ]
}

/// The bureau's check of many disclosures at once, out of one ZIP file. Nothing of them is kept but what they came to, and
/// that only for some hours.
enum BulkPages {
  static func show(_ visit: Visit) async throws -> Response {
    let jobs = await visit.services.bulk.jobs(of: visit.caller.user?.id)
    let view: View = ["jobs": JobView.list(jobs, under: "/bulk", visit), "hasJobs": !jobs.isEmpty]
    return try Shell(visit).page(
      Shell.Frame(title: visit.say("portal.bulk.title"), current: "board"), "bulk", view)
  }

  static func start(_ visit: Visit) async throws -> Response {
    guard let file = visit.form.file, !file.bytes.isEmpty, let user = visit.caller.user else {
      throw PortalFailure.badField("file")
    }
    let bundle = try await visit.work(.unpack, on: SourceFile(name: file.name, bytes: file.bytes))
    guard let unpacked = FileBundle(bytes: bundle), !unpacked.files.isEmpty else {
      throw PortalFailure.file(visit.say("portal.bulk.nothing"))
    }
    let (desk, say) = (visit.services.desk, visit.say)
    let options = FileTask.Options(severities: try await visit.store.standingSeverities())
    let id = try await visit.services.bulk.start(
      file.name, of: user.id, at: visit.now, on: unpacked.files, passingOver: unpacked.passedOver
    ) { file in
      do {
        let answer = try await desk.runPatiently(.summarise, on: file, catalog: say, options)
        return try JSONDecoder().decode(FileSummary.self, from: Data(answer))
      } catch {
        return FileSummary(file: file.name, unreadable: FailurePage.words(PortalFailure(error), say).text)
      }
    }
    return Answer.redirect(to: "/bulk/\(id)")
  }

  private static func itsJob(_ visit: Visit) async throws -> JobDesk<FileSummary>.Job {
    try await visit.services.bulk.job(visit.parameters.get("job") ?? "", of: visit.caller.user?.id)
  }

  private static func summary(of job: JobDesk<FileSummary>.Job, _ say: Catalog) -> CheckSummary {
    CheckSummary(
      lines: job.lines.map(\.line),
      skipped: job.skipped.map { CheckSummary.Skipped(file: $0, reason: say("skipped.format")) })
  }

  static func job(_ visit: Visit) async throws -> Response {
    let job = try await itsJob(visit)
    let summary = summary(of: job, visit.say)
    let findings = Dictionary(job.lines.map { ($0.line.file, $0.findings) }) { first, _ in first }
    let checked = summary.checked
    let view: View = [
      "title": job.title, "path": "/bulk/\(job.id)", "isRunning": !job.isDone,
      "progress": JobView.progress(job.lines.count, of: job.total, visit),
      "done": job.lines.count, "total": job.total,
      "totals": visit.say(
        "portal.bulk.totals",
        [
          "files": String(summary.lines.count), "found": String(checked.count { $0.findings > 0 }),
          "sound": String(checked.count { $0.findings == 0 && $0.checks > 0 }),
          "nothing": String(checked.count { $0.checks == 0 }), "unreadable": String(summary.unreadable),
          "errors": String(checked.reduce(0) { $0 + $1.errors }),
        ]),
      "lines": summary.lines.map { line($0, findings[$0.file] ?? [], visit) }, "isEmpty": summary.lines.isEmpty,
      "skipped": summary.skipped.isEmpty
        ? nil
        : [
          "words": visit.say("summary.skipped", ["count": String(summary.skipped.count)]),
          "list": summary.skipped.map { ["file": $0.file, "reason": $0.reason] as View },
        ] as View,
    ]
    let frame = Shell.Frame(title: job.title, current: "board", width: "wrap wide")
    return try Shell(visit).page(frame, "bulk-job", view)
  }

  private static let mostFindings = 12

  private static func line(
    _ line: CheckSummary.Line, _ findings: [AssessedFile.Finding], _ visit: Visit
  ) -> View {
    switch line.outcome {
    case .unreadable(let words): return ["file": line.file, "unreadable": words]
    case .checked(let checked):
      let counts = CheckCounts(
        errors: checked.errors, warnings: checked.warnings, infos: checked.infos, checks: checked.checks,
        numbers: checked.numbers, verified: checked.verified, contradicted: 0, unverifiable: 0)
      let rest = findings.count - mostFindings
      return [
        "file": line.file, "department": checked.department, "year": checked.fiscalYear,
        "counts": checked.checks == 0 ? nil : CountsView.view(counts, visit.say),
        "nothing": checked.checks == 0 ? visit.say("portal.bulk.unknown") : nil,
        "findings": findings.isEmpty
          ? nil
          : [
            "list": findings.prefix(mostFindings).map { JobView.finding($0, visit.say) },
            "more": rest > 0 ? visit.say("portal.bulk.more", ["count": String(rest)]) : nil,
          ] as View,
      ]
    }
  }

  // MARK: Files

  static func file(_ visit: Visit) async throws -> Response {
    let job = try await itsJob(visit)
    let summary = summary(of: job, visit.say)
    let name = visit.parameters.get("name") ?? ""
    switch name {
    case "totals.csv":
      let text = SummaryCSV(catalog: visit.say).write(summary)
      return Answer.download(Array(text.utf8), name: name, type: "text/csv; charset=utf-8")
    case "totals.xlsx":
      let source = SourceFile(name: name, bytes: [UInt8](try JSONEncoder().encode(summary)))
      return Answer.download(
        try await visit.work(.summarySheet, on: source), name: name,
        type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    case "findings.csv":
      let rows = job.lines.flatMap { one in
        one.findings.map { [one.line.file, Self.department(one.line)] + JobView.fields($0, visit.say) }
      }
      let head = [visit.say("summary.file"), visit.say("summary.department")] + JobView.heads(visit.say)
      return Answer.download(Array(CSV.write([head] + rows).utf8), name: name, type: "text/csv; charset=utf-8")
    default: throw PortalFailure.notFound
    }
  }

  private static func department(_ line: CheckSummary.Line) -> String {
    if case .checked(let checked) = line.outcome { checked.department ?? "" } else { "" }
  }
}
