import Documents
import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

extension Route {
  static let filingPages: [Route] = [
    .get("/filings/{filing}", .read, on: .filing, FilingPages.show),
    .get("/filings/{filing}/source", .read, on: .filing, FilingPages.source),
    .get("/filings/{filing}/annotated", .read, on: .filing) { try await FilingPages.made(.annotate, $0) },
    .get("/filings/{filing}/corrected", .read, on: .filing) { try await FilingPages.made(.fix, $0) },
    .get("/filings/{filing}/opinion", .read, on: .filing, FilingPages.opinion),
    .post("/filings/{filing}/decide", .decide, on: .filing, FilingPages.decide),
    .post("/filings/{filing}/remark", .remark, on: .filing, FilingPages.remark),
    .post("/filings/{filing}/submit", .submit, on: .filing, FilingPages.submit),
    .post("/filings/{filing}/return", .review, on: .filing, FilingPages.sendBack),
    .post("/filings/{filing}/approve", .review, on: .filing, FilingPages.approve),
    .post("/filings/{filing}/handler", .assign, on: .filing, FilingPages.assign),
    .post("/filings/{filing}/publish", .publish, on: .filing, FilingPages.publish),
  ]
}

/// A filing at work: its latest version's report, with what was decided about each finding and what can be done next.
enum FilingPages {
  static func show(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    let (body, versions) = (try await visit.store.body(filing.body), try await visit.store.versions(of: filing.id))
    guard let version = versions.last else { throw PortalFailure.notFound }
    let findings = try await visit.store.findings(of: version.id)
    let decisions = try await visit.store.decisions(of: filing.id)
    let builder = FilingView(
      visit: visit, filing: filing, body: body, versions: versions, findings: findings, decisions: decisions,
      comments: try await visit.store.comments(on: filing.id),
      reviewers: try await visit.store.users().filter { $0.role == .reviewer },
      changedRules: try await visit.store.severities(of: version).years[filing.year]?.count ?? 0)
    let shell = Shell(visit)
    var slots: [String: String] = [:]
    for finding in findings {
      slots[finding.fingerprint] = try shell.fragment("decide", builder.slot(finding))
    }
    let lead = try shell.fragment("filing", builder.view)
    let main = ReportPage.main(try await ReportPage.stored(version, visit), lead: lead, slots: slots)
    let title = visit.say("portal.department.title", ["name": body.name, "year": String(filing.year)])
    let current = visit.caller.standing == .reviewer ? "board" : "desk"
    return try shell.page(Shell.Frame(title: title, current: current, done: visit.query("done")), main: main)
  }

  // MARK: Files

  private static func latest(_ visit: Visit) async throws -> (version: Version, source: SourceFile) {
    guard let version = try await visit.store.versions(of: try visit.itsFiling().id).last,
      let bytes = try await visit.store.artefact("source", of: version.id)
    else { throw PortalFailure.notFound }
    return (version, SourceFile(name: version.fileName, bytes: bytes))
  }

  static func source(_ visit: Visit) async throws -> Response {
    try await PublicFiles.source(of: try await latest(visit).version, visit)
  }

  /// The file with its findings in their places, or with what is certain put right.
  static func made(_ task: FileTask, _ visit: Visit) async throws -> Response {
    let (version, file) = try await latest(visit)
    let bytes = try await visit.work(
      task, on: file, FileTask.Options(severities: try await visit.store.severities(of: version)))
    let suffix = visit.say("portal.file.\(task.rawValue)")
    return Answer.download(bytes, name: renamed(file.name, suffix), type: "application/octet-stream")
  }

  static func opinion(_ visit: Visit) async throws -> Response {
    let (version, file) = try await latest(visit)
    let bytes = try await visit.work(
      .opinion, on: file,
      FileTask.Options(date: Wording.isoDay(visit.now), severities: try await visit.store.severities(of: version)))
    let name = String(file.name.prefix { $0 != "." }) + "-" + visit.say("portal.file.opinion") + ".xlsx"
    return Answer.download(
      bytes, name: name, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }

  private static func renamed(_ name: String, _ suffix: String) -> String {
    guard let point = name.lastIndex(of: ".") else { return "\(name)-\(suffix)" }
    return "\(name[..<point])-\(suffix)\(name[point...])"
  }

  // MARK: What is done

  static func decide(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    guard let kind = Decision.Kind(rawValue: visit.form["decision"]), kind != .fixed else {
      throw PortalFailure.badField("decision")
    }
    let reason = String(visit.form["reason"].prefix(1_000))
    if kind == .dismissed, reason.isEmpty { throw PortalFailure.badField("reason") }
    try await visit.store.decide(kind, on: visit.form["finding"], of: filing.id, reason: reason, by: visit.actor)
    let number = Int(visit.form["number"]).map { "#f\($0)-body" } ?? ""
    return Answer.redirect(to: "/filings/\(filing.id)?done=decided" + number)
  }

  static func remark(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    try await visit.store.comment(try text(visit), on: filing.id, by: visit.actor)
    return Answer.redirect(to: "/filings/\(filing.id)?done=remarked")
  }

  /// Every error has to be put right, or dismissed with a reason, before the bureau is asked to look.
  static func submit(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    guard try await submit(filing.id, visit) else { throw PortalFailure.badField("openErrors") }
    return Answer.redirect(to: "/filings/\(filing.id)?done=submitted")
  }

  /// - Returns: false where an error of the latest version is open; nothing is done then.
  static func submit(_ filing: Int64, _ visit: Visit) async throws -> Bool {
    guard let version = try await visit.store.versions(of: filing).last else { throw PortalFailure.notFound }
    let decisions = try await visit.store.decisions(of: filing)
    let isOpen = try await visit.store.findings(of: version.id).contains {
      $0.severity == "error" && decisions[$0.fingerprint]?.kind != .dismissed
    }
    guard !isOpen else { return false }
    try await visit.store.move(filing, from: [.draft, .returned], to: .submitted, by: visit.actor)
    return true
  }

  static func sendBack(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    try await visit.store.move(
      filing.id, from: [.submitted], to: .returned, saying: try text(visit), as: .return, by: visit.actor)
    return Answer.redirect(to: "/filings/\(filing.id)?done=returned")
  }

  static func approve(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    let text = String(visit.form["text"].prefix(longestText))
    try await visit.store.move(
      filing.id, from: [.submitted], to: .approved, saying: text.isEmpty ? nil : text, as: .approval, by: visit.actor)
    return Answer.redirect(to: "/filings/\(filing.id)?done=approved")
  }

  static func assign(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    try await visit.store.assign(filing.id, to: Int64(visit.form["handler"]), by: visit.actor)
    return Answer.redirect(to: "/filings/\(filing.id)?done=changed")
  }

  static func publish(_ visit: Visit) async throws -> Response {
    let filing = try visit.itsFiling()
    try await visit.store.publish(filing.id, by: visit.actor)
    return Answer.redirect(to: "/filings/\(filing.id)?done=published")
  }

  static let longestText = 2_000

  private static func text(_ visit: Visit) throws -> String {
    let text = String(visit.form["text"].prefix(longestText))
    guard !text.isEmpty else { throw PortalFailure.badField("text") }
    return text
  }
}

/// What the templates of a filing at work read.
struct FilingView {
  let visit: Visit
  let filing: FilingRecord
  let body: Body
  let versions: [Version]
  let findings: [StoredFinding]
  let decisions: [String: Decision]
  let comments: [Comment]
  /// Who can be given the filing.
  let reviewers: [User]
  /// Rules whose severity the bureau had set when the latest version was checked.
  let changedRules: Int

  var view: View {
    let wording = Wording(say: visit.say)
    let open = findings.filter { $0.severity == "error" && decisions[$0.fingerprint]?.kind != .dismissed }.count
    let format = versions.last?.format ?? ""
    return [
      "name": body.name, "year": visit.say("portal.year", ["year": String(filing.year)]), "id": String(filing.id),
      "state": StateView.view(filing.state, visit.say),
      "version": versions.last.map { version in
        visit.say(
          "portal.filing.version",
          ["number": String(version.number), "file": version.fileName, "time": wording.time(version.createdAt)])
      },
      "canSubmit": visit.may(.submit, filing),
      "open": open > 0 ? visit.say("portal.filing.open", ["count": String(open)]) : nil,
      "canUpload": visit.may(.upload, filing), "plainYear": String(filing.year),
      "canReview": visit.may(.review, filing), "canPublish": visit.may(.publish, filing),
      "canRemark": visit.may(.remark, filing), "assign": assign, "changedRules": changed,
      "canAnnotate": ["docx", "xlsx", "pdf", "set"].contains(format),
      "canFix": ["docx", "xlsx", "set"].contains(format),
      "public": filing.published == nil ? nil : "/departments/\(body.id)/\(filing.year)",
      "correction": versions.last?.correction, "comments": comments.map { comment($0, wording) },
      "hasComments": !comments.isEmpty, "fixed": fixed,
      "versions": versions.count > 1
        ? ["list": versions.reversed().map { version($0, wording) }, "count": versions.count] as View : nil,
    ]
  }

  private var assign: View? {
    guard visit.may(.assign, filing) else { return nil }
    return [
      "reviewers": reviewers.filter { $0.isActive || $0.id == filing.handler }.map {
        ["id": String($0.id), "name": $0.display, "isOn": $0.id == filing.handler] as View
      }
    ]
  }

  private var changed: View? {
    guard changedRules > 0 else { return nil }
    return [
      "words": visit.say("portal.filing.changedRules", ["count": String(changedRules)]),
      "link": "/rules?pack=\(versions.last?.pack ?? "")&year=\(filing.year)",
    ]
  }

  private func comment(_ comment: Comment, _ wording: Wording) -> View {
    [
      "by": comment.by, "time": wording.time(comment.at), "text": comment.text,
      "kind": visit.say("portal.comment.\(comment.kind.rawValue)"), "isReturn": comment.kind == .return,
    ]
  }

  private func version(_ version: Version, _ wording: Wording) -> View {
    [
      "number": version.number, "file": version.fileName, "time": wording.time(version.createdAt),
      "counts": CountsView.view(version.counts, visit.say), "sha": String(version.sha256.prefix(16)),
    ]
  }

  /// What was confirmed and is gone.
  private var fixed: String? {
    let count = decisions.values.count { $0.kind == .fixed }
    return count > 0 ? visit.say("portal.filing.fixed", ["count": String(count)]) : nil
  }

  /// What stands in a finding: the standing decision, and buttons for another.
  func slot(_ finding: StoredFinding) -> View {
    let number = (findings.firstIndex { $0.fingerprint == finding.fingerprint } ?? 0) + 1
    let decision = decisions[finding.fingerprint]
    let wording = Wording(say: visit.say)
    return [
      "id": String(filing.id), "finding": finding.fingerprint, "number": number,
      "label": visit.say("portal.decide.label", ["number": String(number)]),
      "decision": decision.map { decision in
        [
          "name": visit.say("portal.decision.\(decision.kind.rawValue)"), "by": decision.by,
          "time": wording.time(decision.at), "reason": decision.reason.isEmpty ? nil : decision.reason,
        ] as View
      },
      "canDecide": visit.may(.decide, filing),
    ]
  }
}
