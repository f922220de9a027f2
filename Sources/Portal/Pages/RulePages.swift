import Forms
import Foundation
import Hummingbird
import Store
import Workflow
import Writers

extension Route {
  static let rulePages: [Route] = [
    .get("/rules", .look, RulePages.show),
    .post("/rules/severity", .govern, RulePages.setSeverity),
    .get("/rules/trial", .govern, TrialPages.show),
    .post("/rules/trial", .govern, mostBytes: TrialPages.mostBytes, TrialPages.start),
    .get("/rules/trials/{job}", .govern, TrialPages.job),
    .get("/rules/trials/{job}/findings.csv", .govern, TrialPages.findings),
  ]
}

/// The rules that are in force in a year, on what ground each stands, and what the bureau says of it.
enum RulePages {
  static func show(_ visit: Visit) async throws -> Response {
    let packs = visit.services.rules.packs
    let pack = packs.first { $0 == visit.query("pack") } ?? packs.first ?? ""
    let year = try await Board.year(visit).year
    let book = try await visit.services.rules.book(pack, year: year, visit.say)
    let settings = try await visit.store.severities(year: year)
    let view = RulesView(
      visit: visit, book: book, year: year, years: try await years(year, visit), packs: packs,
      settings: Dictionary(settings.map { ($0.rule, $0) }) { $1 }, query: visit.query("q"))
    let frame = Shell.Frame(
      title: visit.say("portal.rules.title"), current: "rules", width: "wrap wide", done: visit.query("done"))
    return try Shell(visit).page(frame, "rules", view.view)
  }

  /// Those that there are filings of, and the one that the next come for.
  private static func years(_ year: Int, _ visit: Visit) async throws -> [Int] {
    let known = try await visit.store.years()
    let current = (Int(Wording.isoDay(visit.now).prefix(4)) ?? 2025) - 1
    return Set(known + [year, current, current + 1]).sorted(by: >)
  }

  static func setSeverity(_ visit: Visit) async throws -> Response {
    guard let year = Int(visit.form["year"]), (2000...2100).contains(year) else { throw PortalFailure.badField("form") }
    let book = try await visit.services.rules.book(visit.form["pack"], year: year, visit.say)
    let id = visit.form["rule"]
    guard let rule = book.chapters.lazy.flatMap(\.entries).first(where: { $0.id == id }) else {
      throw PortalFailure.badField("rule")
    }
    let severity = Rule.Severity(rawValue: visit.form["severity"])
    guard severity != nil || visit.form["severity"] == "pack" else { throw PortalFailure.badField("severity") }
    guard severity != .error || rule.canBeError else { throw PortalFailure.badField("unverified") }
    let reason = String(visit.form["reason"].prefix(1_000))
    guard !reason.isEmpty else { throw PortalFailure.badField("reason") }
    try await visit.store.setSeverity(severity?.rawValue, of: id, year: year, reason: reason, by: visit.actor)
    return Answer.redirect(to: "/rules?pack=\(book.pack)&year=\(year)&done=changed#\(RulesView.anchor(id))")
  }
}

/// What the template of the rules reads.
struct RulesView {
  let visit: Visit
  let book: RuleBook
  let year: Int
  let years: [Int]
  let packs: [String]
  let settings: [String: SeveritySetting]
  let query: String

  var view: View {
    let chapters = book.chapters.compactMap(chapter)
    let all = book.chapters.flatMap(\.entries)
    let changed = all.count { settings[$0.id]?.severity != nil }
    return [
      "pack": book.pack, "packTitle": book.title, "year": year, "query": query,
      "years": years.map { ["year": $0, "isCurrent": $0 == year] as View },
      "packs": packs.map { pack in
        ["id": pack, "title": visit.services.rules.title(of: pack), "isCurrent": pack == book.pack] as View
      },
      "meta": visit.say(
        "portal.rules.meta", ["title": book.title, "count": String(all.count), "year": String(year)]),
      "changed": changed > 0 ? visit.say("portal.rules.changed", ["count": String(changed)]) : nil,
      "chapters": chapters, "isEmpty": chapters.isEmpty, "canGovern": canGovern,
    ]
  }

  private var canGovern: Bool { Permission.mayEver(.govern, visit.caller.standing) }

  /// A rule's id as the id of its row.
  static func anchor(_ rule: String) -> String {
    "r-" + String(rule.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_") ? $0 : "-" })
  }

  /// What the search leaves of a chapter; nil where it is nothing.
  private func chapter(_ chapter: RuleBook.Chapter) -> View? {
    let entries = chapter.entries.filter { entry in
      query.isEmpty || entry.id.contains(query) || entry.title.contains(query)
        || (chapter.table ?? "").contains(query)
    }
    guard !entries.isEmpty else { return nil }
    return ["title": chapter.table ?? visit.say("manual.other"), "rules": entries.map(rule)]
  }

  private func rule(_ entry: RuleBook.Entry) -> View {
    let setting = settings[entry.id]
    let severity = setting?.severity ?? entry.severity.rawValue
    return [
      "id": entry.id, "anchor": Self.anchor(entry.id), "title": entry.title,
      "equation": entry.equation == entry.title ? nil : entry.equation,
      "basis": entry.basis.map { ["text": $0] as View }, "severity": name(severity), "tone": Self.tones[severity],
      "setting": setting?.severity.map { _ in self.setting(setting, entry) },
      "choice": canGovern ? choice(entry, severity) : nil,
    ]
  }

  private static let tones = ["error": "breaks", "warning": "warned", "info": "quiet"]

  private func name(_ severity: String) -> String { visit.say("report.\(severity)") }

  private func setting(_ setting: SeveritySetting?, _ entry: RuleBook.Entry) -> String {
    visit.say(
      "portal.rules.set",
      [
        "before": name(entry.severity.rawValue), "by": setting?.by ?? "", "reason": setting?.reason ?? "",
        "day": setting.map { Wording(say: visit.say).day($0.at) } ?? "",
      ])
  }

  private func choice(_ entry: RuleBook.Entry, _ severity: String) -> View {
    let isSet = settings[entry.id]?.severity != nil
    let severities = Rule.Severity.allCases.filter { $0 != .error || entry.canBeError }
    return [
      "options": severities.map {
        ["id": $0.rawValue, "name": name($0.rawValue), "isOn": isSet && $0.rawValue == severity] as View
      },
      "asPack": visit.say("portal.rules.asPack", ["severity": name(entry.severity.rawValue)]),
      "isUnverified": !entry.canBeError,
    ]
  }
}
