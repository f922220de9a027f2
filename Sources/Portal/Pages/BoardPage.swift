import Forms
import Foundation
import Hummingbird
import Store
import Writers

extension Route {
  static let boardPages: [Route] = [
    .get("/board", .board, BoardPage.show),
    .get("/board.csv", .board, BoardPage.export),
    .post("/board/actions", .board, mostBytes: 256 << 10, BoardActions.act),
    .get("/board/figures", .board, FiguresPage.show),
    .get("/board/figures.csv", .board, FiguresPage.export),
  ]
}

/// The bureau's board: every department of a year, how far it has come and what is wrong with it.
enum BoardPage {
  static func show(_ visit: Visit) async throws -> Response {
    let board = try await Board(visit)
    let reviewers = try await visit.store.users().filter { $0.role == .reviewer && $0.isActive }
    let lines = board.page.compactMap { $0.version?.id }
    let view = BoardView(
      board: board, visit: visit,
      figures: try await visit.store.figures(["budget", "outturn"], of: lines, year: board.year),
      commonest: try await visit.store.commonest(year: board.year, limit: 5), reviewers: reviewers)
    let frame = Shell.Frame(
      title: visit.say("portal.board.title", ["year": String(board.year)]), current: "board", width: "wrap wide",
      done: visit.query("done"))
    return try Shell(visit).page(frame, "board", view.view)
  }

  /// What the filters leave, as a table for spreadsheets.
  static func export(_ visit: Visit) async throws -> Response {
    let board = try await Board(visit)
    let say = visit.say
    let columns = [
      "department", "state", "due", "handler", "errors", "warnings", "infos", "expenditure", "budget", "outturn",
      "version", "changed",
    ]
    let head = columns.map { say("portal.board.column.\($0)") }
    let figures = try await visit.store.figures(
      ["expenditure", "budget", "outturn"], of: board.shown.compactMap { $0.version?.id }, year: board.year)
    let rows = board.shown.map { line -> [String] in
      let counts = line.version?.counts
      func count(_ path: KeyPath<CheckCounts, Int>) -> String { counts.map { String($0[keyPath: path]) } ?? "" }
      func amount(_ name: String) -> String { line.version.flatMap { figures[$0.id]?[name]?.value } ?? "" }
      return [
        line.body.name, StateView.name(line.filing?.state, say), line.dueWords(board.today, say) ?? "",
        line.handler ?? "", count(\.errors), count(\.warnings), count(\.infos), amount("expenditure"),
        amount("budget"), amount("outturn"), line.version.map { String($0.number) } ?? "",
        line.filing.map { Wording.isoDay($0.changedAt) } ?? "",
      ]
    }
    let name = say("portal.board.title", ["year": String(board.year)]) + ".csv"
    return Answer.download(Array(CSV.write([head] + rows).utf8), name: name, type: "text/csv; charset=utf-8")
  }
}

/// The departments of a year with the filters and the order that were asked for.
struct Board {
  let year: Int
  let years: [Int]
  let all: [BoardLine]
  let shown: [BoardLine]
  let query: String
  let states: Set<String>
  let order: String
  /// Whether only what the caller handles is shown.
  let isMine: Bool
  let today: Int
  /// Of the lines that are shown, from 1.
  let number: Int
  let pages: Int

  static let orders = ["due", "errors", "expenditure", "name"]
  static let stateIDs = ["none"] + FilingState.allCases.map(\.rawValue)
  private static let perPage = 100

  init(_ visit: Visit) async throws {
    let (year, years) = try await Self.year(visit)
    (self.year, self.years) = (year, years)
    all = try await visit.store.board(year: year)
    let query = visit.query("q").trimmingCharacters(in: .whitespaces)
    let asked = Set(
      Self.stateIDs.filter { id in visit.request.uri.queryParameters.contains { $0.key == "state" && $0.value == id } })
    let states = asked.isEmpty ? Set(Self.stateIDs) : asked
    let order = Self.orders.first { $0 == visit.query("sort") } ?? Self.orders[0]
    let today = Wording.dayNumber(visit.now)
    let mine = visit.query("mine") == "yes" ? visit.caller.user?.id : nil
    (self.query, self.states, self.order, self.today, isMine) = (query, states, order, today, mine != nil)
    let left = all.filter { line in
      states.contains(line.filing?.state.rawValue ?? "none") && (query.isEmpty || line.body.name.contains(query))
        && (mine == nil || line.filing?.handler == mine)
    }
    // The store gives them by name, which decides between equals.
    shown = left.enumerated().map { (key: Self.key($1, order, today), place: $0, line: $1) }
      .sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.line)
    pages = max(1, (shown.count + Self.perPage - 1) / Self.perPage)
    number = min(max(1, Int(visit.query("page")) ?? 1), pages)
  }

  var page: ArraySlice<BoardLine> { shown.dropFirst((number - 1) * Self.perPage).prefix(Self.perPage) }

  /// The year that the address names, or the latest that there are filings of; and all of those.
  static func year(_ visit: Visit) async throws -> (year: Int, years: [Int]) {
    let years = try await visit.store.years()
    let last = (Int(Wording.isoDay(visit.now).prefix(4)) ?? 2025) - 1
    let asked = Int(visit.query("year")).flatMap { (2000...2100).contains($0) ? $0 : nil }
    return (asked ?? years.first ?? last, years)
  }

  private static func key(_ line: BoardLine, _ order: String, _ today: Int) -> Int64 {
    switch order {
    case "due": Int64(line.daysLeft(today) ?? (line.filing == nil ? 1_000 : 10_000))
    case "errors":
      -Int64(line.version.map { $0.counts.errors * 10_000 + $0.counts.warnings * 100 + $0.counts.infos } ?? -1)
    case "expenditure": -(line.expenditure ?? -1)
    default: 0
    }
  }
}

extension BoardLine {
  /// Days between an approval and the last day to publish (《预算法》第十四条).
  static let daysToPublish = 20

  /// Until the last day to publish; below zero where it is past, nil where nothing is due.
  func daysLeft(_ today: Int) -> Int? {
    guard let filing, filing.state == .approved, let approved = filing.approvedAt else { return nil }
    return Wording.dayNumber(approved) + Self.daysToPublish - today
  }

  func dueWords(_ today: Int, _ say: Catalog) -> String? {
    guard let left = daysLeft(today) else { return nil }
    return left < 0
      ? say("portal.board.late", ["days": String(-left)]) : say("portal.board.left", ["days": String(left)])
  }
}
