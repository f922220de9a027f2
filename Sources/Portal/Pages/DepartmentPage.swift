import Forms
import Foundation
import Hummingbird
import Store
import Writers

/// A department's public page: its year in one sentence, its figures, and its files.
enum DepartmentPage {
  /// The latest year that is public.
  static func latest(_ visit: Visit) async throws -> Response {
    let id = try visit.number("body")
    let public_ = try await visit.store.filings(of: id).filter { $0.published != nil }
    let asked = Int(visit.query("year"))
    guard let filing = public_.first(where: { $0.year == asked }) ?? public_.first else { throw PortalFailure.notFound }
    return Answer.redirect(to: "/departments/\(id)/\(filing.year)")
  }

  static func show(_ visit: Visit) async throws -> Response {
    let (body, filing, version) = try await PublicFiles.published(visit)
    var crumbs: [Body] = [body]
    while let parent = crumbs[0].parent { crumbs.insert(try await visit.store.body(parent), at: 0) }
    let years = try await years(of: body, visit)
    let builder = DepartmentView(
      visit: visit, body: body, filing: filing, version: version,
      figures: Figures(try await visit.store.highlights(of: version.id)), years: years)
    var view = builder.view
    view["crumbs"] = crumbs.dropLast().map { ["name": $0.name] as View }
    view["headings"] = try await visit.store.headings(of: version.id).map { heading in
      ["text": heading.text, "link": heading.anchor.map { "\(builder.path)/report#\($0)" }] as View
    }
    let publications = try await visit.store.publications(of: filing.id)
    view["history"] = publications.count > 1 ? builder.history(publications) : nil
    let title = visit.say(
      "portal.department.title", ["name": body.name, "year": String(filing.year)])
    return try Shell(visit).page(Shell.Frame(title: title, current: "search", width: "wrap pub"), "department", view)
  }

  /// The figures of this year and the two before it that are public, the oldest first; and all public years.
  private static func years(of body: Body, _ visit: Visit) async throws -> [(year: Int, figures: Figures)] {
    let year = try visit.year()
    var years: [(year: Int, figures: Figures)] = []
    for filing in try await visit.store.filings(of: body.id).reversed() where (year - 2...year).contains(filing.year) {
      guard let published = filing.published else { continue }
      years.append((filing.year, Figures(try await visit.store.highlights(of: published))))
    }
    return years
  }
}

/// What the template of a department's page reads.
struct DepartmentView {
  let visit: Visit
  let body: Body
  let filing: FilingRecord
  let version: Version
  let figures: Figures
  let years: [(year: Int, figures: Figures)]

  var say: (String, [String: String]) -> String { { visit.say("portal.\($0)", $1) } }
  var path: String { "/departments/\(body.id)/\(filing.year)" }

  var view: View {
    let wording = Wording(say: visit.say)
    let published = filing.publishedAt.map(wording.day) ?? ""
    return [
      "name": body.name, "path": path, "yearly": "/departments/\(body.id)",
      "compare": "/compare?year=\(filing.year)&body=\(body.id)",
      "meta": say(
        "department.meta", ["year": String(filing.year), "day": published, "number": String(version.number)]),
      "isCorrected": version.correction != nil, "correction": version.correction,
      "lede": lede, "facts": keyFacts, "years": yearRows.count > 1 ? ["rows": yearRows] as View : nil,
      "budget": budget, "functions": functions, "three": threePublic, "projects": projects, "files": files,
      "otherYears": years.filter { $0.year != filing.year }.map { ["year": $0.year] as View },
    ]
  }

  // MARK: In one sentence

  /// Only what the document states, and shares of it.
  private var lede: View? {
    guard let total = figures.fen("expenditure"), let basic = figures.fen("basic"), let project = figures.fen("project")
    else { return nil }
    return [
      "text": say(
        "department.lede",
        [
          "year": String(filing.year), "name": body.name, "total": Figure.tenThousands(total),
          "change": change(total) ?? "", "basic": Figure.wholePercent(basic, of: total) ?? "",
          "project": Figure.wholePercent(project, of: total) ?? "",
        ])
    ]
  }

  /// Against the year before, where that is public here.
  private func change(_ total: Int64) -> String? {
    guard let before = years.first(where: { $0.year == filing.year - 1 })?.figures.fen("expenditure"), before > 0 else {
      return nil
    }
    let difference = Int64((total - before).magnitude)
    return say(
      "department.\(total > before ? "more" : total < before ? "less" : "same")",
      ["amount": Figure.tenThousands(difference), "percent": Figure.percent(difference, of: before) ?? ""])
  }

  private var keyFacts: [View] {
    let counts = version.counts
    let verdict = counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : "none"
    let appropriated = figures.fen("appropriation").flatMap { part in
      figures.fen("income").flatMap { Figure.percent(part, of: $0) }
    }
    let used = figures.fen("three_outturn").flatMap { part in
      figures.fen("three_budget").flatMap { Figure.percent(part, of: $0) }
    }
    return [
      fact("income", figures.first("income"), appropriated.map { say("department.appropriated", ["percent": $0]) }),
      fact("three", figures.first("three_outturn"), used.map { say("department.ofBudget", ["percent": $0]) }),
      fact(
        "running", figures.first("running"),
        figures.first("running_budget").map {
          say("department.budgeted", ["amount": Figure.printed($0)])
        }),
      [
        "name": say("department.numbers", [:]), "value": Figure.grouped(String(counts.numbers)),
        "unit": say("department.numbersUnit", [:]),
        "sub": visit.say(
          "portal.verdict.\(verdict)", ["errors": String(counts.errors), "warnings": String(counts.warnings)]),
        "tone": ["error": "breaks", "warning": "warned", "none": "holds"][verdict],
        "rest": say("department.unverifiable", ["count": String(counts.unverifiable)]), "link": path + "/report",
      ],
    ]
  }

  private func fact(_ name: String, _ fact: StoredFact?, _ sub: String?) -> View {
    [
      "name": say("department.\(name)", [:]), "value": fact.map(Figure.printed) ?? "—",
      "unit": fact?.unit, "sub": sub, "cell": fact.flatMap(cell),
    ]
  }

  /// Where the document prints a figure.
  func cell(_ fact: StoredFact) -> String? { fact.anchor.map { "\(path)/report#\($0)" } }

  // MARK: Charts

  private var yearRows: [View] {
    let widest = years.compactMap { $0.figures.fen("expenditure") }.max() ?? 0
    var before: Int64?
    return years.map { year, figures in
      let (basic, project) = (figures.fen("basic") ?? 0, figures.fen("project") ?? 0)
      let total = figures.fen("expenditure")
      let width = Bars.width(basic, of: widest)
      defer { before = total }
      return [
        "year": year, "isNow": year == filing.year, "basic": Figure.tenThousands(basic),
        "project": Figure.tenThousands(project), "total": total.map(Figure.tenThousands) ?? "—",
        "basicWidth": width, "projectWidth": Bars.width(project, of: widest),
        "growth": total.flatMap { now in before.flatMap { Figure.growth(from: $0, to: now) } } ?? "—",
      ]
    }
  }

  /// The budget of the start of the year against the outturn, account by account, as the narrative states them.
  private var budget: View? {
    let outturns = Dictionary(figures.all("account_outturn").map { ($0.rowCode, $0) }) { first, _ in first }
    let lines = figures.all("account_budget").compactMap { budget in
      outturns[budget.rowCode].map { (budget: budget, outturn: $0) }
    }
    guard !lines.isEmpty else { return nil }
    let widest = lines.flatMap { [$0.budget.fen ?? 0, $0.outturn.fen ?? 0] }.max() ?? 0
    let rows = lines.map { line -> View in
      let (planned, spent) = (line.budget.fen ?? 0, line.outturn.fen ?? 0)
      return [
        "name": line.outturn.rowName, "budget": Figure.printed(line.budget), "outturn": Figure.printed(line.outturn),
        "done": Figure.percent(spent, of: planned) ?? "—", "width": Bars.width(spent, of: widest),
        "mark": Bars.width(planned, of: widest), "cell": cell(line.outturn), "budgetCell": cell(line.budget),
        "series": Self.series(line.outturn.rowCode, in: classes),
      ]
    }
    var total: View?
    if let planned = figures.first("budget"), let spent = figures.first("outturn") {
      total = [
        "budget": Figure.printed(planned), "outturn": Figure.printed(spent),
        "done": Figure.percent(spent.fen ?? 0, of: planned.fen ?? 0) ?? "—",
      ]
    }
    return ["rows": rows, "total": total]
  }

  /// Classes (类) in the order of the document; each has a colour.
  private var classes: [StoredFact] { figures.all("account").filter { $0.rowCode.count == 3 } }

  private static func series(_ code: String, in classes: [StoredFact]) -> String {
    let index = classes.firstIndex { code.hasPrefix($0.rowCode) } ?? 0
    return "s\(index % 5 + 1)"
  }

  private var functions: View? {
    let leaves = figures.leaves("account")
    guard let total = figures.fen("expenditure"), total > 0, !leaves.isEmpty else { return nil }
    let wide = treemap(leaves, total, width: 560, height: 470)
    let narrow = treemap(leaves, total, width: 358, height: 430)
    var rows: [View] = []
    for group in classes {
      rows.append(row(group, total, isGroup: true))
      rows += leaves.filter { $0.rowCode.hasPrefix(group.rowCode) && $0.rowCode != group.rowCode }
        .map { row($0, total, isGroup: false) }
    }
    return ["wide": wide, "narrow": narrow, "rows": rows, "total": Figure.tenThousands(total)]
  }

  private func row(_ fact: StoredFact, _ total: Int64, isGroup: Bool) -> View {
    [
      "name": fact.rowName, "id": "fn-\(fact.rowCode)", "isGroup": isGroup, "amount": Figure.printed(fact),
      "share": Figure.percent(fact.fen ?? 0, of: total), "series": Self.series(fact.rowCode, in: classes),
      "cell": cell(fact),
    ]
  }

  private func treemap(_ leaves: [StoredFact], _ total: Int64, width: Double, height: Double) -> [View] {
    Treemap(leaves.map { $0.fen ?? 0 }, width: width, height: height).cells.map { cell in
      let fact = leaves[cell.index]
      let room = Int((cell.width - 14) / 14)
      let isTall = cell.height > 44
      return [
        "link": "#fn-\(fact.rowCode)", "series": Self.series(fact.rowCode, in: classes),
        "x": Self.place(cell.x + 0.75), "y": Self.place(cell.y + 0.75), "width": Self.place(max(cell.width - 1.5, 0)),
        "height": Self.place(max(cell.height - 1.5, 0)),
        "tip": say(
          "department.cell",
          [
            "name": fact.rowName, "amount": Figure.printed(fact), "unit": fact.unit ?? "",
            "percent": Figure.percent(fact.fen ?? 0, of: total) ?? "",
          ]),
        "label": isTall && room >= 4 ? String(fact.rowName.prefix(room)) : nil,
        "amount": isTall && room >= 4 ? Figure.printed(fact) : nil,
        "textX": Self.place(cell.x + 8), "textY": Self.place(cell.y + 21), "amountY": Self.place(cell.y + 40),
      ]
    }
  }

  /// A coordinate with one decimal.
  static func place(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
