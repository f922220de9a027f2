import Forms
import Foundation
import Hummingbird
import Store
import Writers

extension Route {
  static let boardPages: [Route] = [
    .get("/board", .board, BoardPage.show),
    .get("/board.csv", .board, BoardPage.export),
    .get("/board/figures", .board, FiguresPage.show),
    .get("/board/figures.csv", .board, FiguresPage.export),
  ]
}

/// The bureau's board: every department of a year, how far it has come and what is wrong with it.
enum BoardPage {
  static func show(_ visit: Visit) async throws -> Response {
    let board = try await Board(visit)
    let frame = Shell.Frame(
      title: visit.say("portal.board.title", ["year": String(board.year)]), current: "board", width: "wrap wide",
      done: visit.query("done"))
    return try Shell(visit).page(frame, "board", BoardView(board: board, visit: visit).view)
  }

  /// What the filters leave, as a table for spreadsheets.
  static func export(_ visit: Visit) async throws -> Response {
    let board = try await Board(visit)
    let say = visit.say
    let columns = [
      "department", "state", "due", "errors", "warnings", "infos", "expenditure", "budget", "outturn", "version",
      "changed",
    ]
    let head = columns.map { say("portal.board.column.\($0)") }
    let rows = board.shown.map { line -> [String] in
      let counts = line.version?.counts
      func count(_ path: KeyPath<CheckCounts, Int>) -> String { counts.map { String($0[keyPath: path]) } ?? "" }
      func amount(_ name: String) -> String { line.figures[name]?.value ?? "" }
      return [
        line.body.name, StateView.name(line.filing?.state, say),
        BoardView(board: board, visit: visit).dueWords(line) ?? "",
        count(\.errors), count(\.warnings), count(\.infos), amount("expenditure"), amount("budget"), amount("outturn"),
        line.version.map { String($0.number) } ?? "", line.filing.map { Wording.isoDay($0.changedAt) } ?? "",
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
  let today: Int
  /// The commonest errors.
  let commonest: [(title: String, count: Int, filings: Int)]

  static let orders = ["due", "errors", "expenditure", "name"]
  static let stateIDs = ["none"] + FilingState.allCases.map(\.rawValue)

  init(_ visit: Visit) async throws {
    let (year, years) = try await Self.year(visit)
    (self.year, self.years) = (year, years)
    all = try await visit.store.board(year: year, figures: ["expenditure", "budget", "outturn"])
    commonest = try await visit.store.commonest(year: year, limit: 5)
    let query = visit.query("q").trimmingCharacters(in: .whitespaces)
    let asked = Set(
      Self.stateIDs.filter { id in visit.request.uri.queryParameters.contains { $0.key == "state" && $0.value == id } })
    let states = asked.isEmpty ? Set(Self.stateIDs) : asked
    let order = Self.orders.first { $0 == visit.query("sort") } ?? Self.orders[0]
    let today = Wording.dayNumber(visit.now)
    (self.query, self.states, self.order, self.today) = (query, states, order, today)
    shown = all.filter {
      states.contains($0.filing?.state.rawValue ?? "none") && (query.isEmpty || $0.body.name.contains(query))
    }
    .sorted { Self.precedes($0, $1, order, today) }
  }

  /// The year that the address names, or the latest that there are filings of; and all of those.
  static func year(_ visit: Visit) async throws -> (year: Int, years: [Int]) {
    let years = try await visit.store.years()
    let last = (Int(Wording.isoDay(visit.now).prefix(4)) ?? 2025) - 1
    let asked = Int(visit.query("year")).flatMap { (2000...2100).contains($0) ? $0 : nil }
    return (asked ?? years.first ?? last, years)
  }

  private static func precedes(_ a: BoardLine, _ b: BoardLine, _ order: String, _ today: Int) -> Bool {
    func key(_ line: BoardLine) -> Int64 {
      switch order {
      case "due": Int64(line.daysLeft(today) ?? (line.filing == nil ? 1_000 : 10_000))
      case "errors":
        -Int64(line.version.map { $0.counts.errors * 10_000 + $0.counts.warnings * 100 + $0.counts.infos } ?? -1)
      case "expenditure": -(line.figures["expenditure"]?.fen ?? -1)
      default: 0
      }
    }
    return (key(a), a.body.name) < (key(b), b.body.name)
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
}

/// What the template of the board reads.
struct BoardView {
  let board: Board
  let visit: Visit

  private func say(_ id: String, _ values: [String: String] = [:]) -> String { visit.say("portal.board.\(id)", values) }

  var view: View {
    let due = board.all.filter { $0.daysLeft(board.today) != nil }
      .sorted { ($0.daysLeft(board.today) ?? 0) < ($1.daysLeft(board.today) ?? 0) }
    let late = due.count { ($0.daysLeft(board.today) ?? 0) < 0 }
    return [
      "title": say("title", ["year": String(board.year)]), "year": board.year,
      "meta": say(
        "meta",
        [
          "departments": String(board.all.count), "units": String(board.all.reduce(0) { $0 + $1.units }),
          "day": Wording(say: visit.say).day(visit.now),
        ]),
      "years": board.years.map { ["year": $0, "isCurrent": $0 == board.year] as View },
      "flow": flow, "bars": flowBars, "due": due.prefix(8).map(dueLine), "hasDue": !due.isEmpty, "late": late,
      "common": common, "hasCommon": !board.commonest.isEmpty, "query": board.query,
      "states": Board.stateIDs.map { id in
        [
          "id": id, "name": visit.say("portal.state.\(id)"), "count": count(id), "isOn": board.states.contains(id),
        ] as View
      },
      "orders": Board.orders.map { ["id": $0, "name": say("sort.\($0)"), "isOn": $0 == board.order] as View },
      "shown": say("shown", ["shown": String(board.shown.count), "all": String(board.all.count)]),
      "lines": board.shown.map(line), "isEmpty": board.shown.isEmpty, "export": "/board.csv?" + filters,
    ]
  }

  /// The filters as an address keeps them.
  private var filters: String {
    let states = board.states.count == Board.stateIDs.count ? [] : Board.stateIDs.filter { board.states.contains($0) }
    let pairs =
      [("year", String(board.year)), ("q", board.query), ("sort", board.order)] + states.map { ("state", $0) }
    return pairs.filter { !$0.1.isEmpty }.map { "\($0.0)=\(Gate.encoded($0.1))" }.joined(separator: "&")
  }

  private func count(_ state: String) -> Int { board.all.count { ($0.filing?.state.rawValue ?? "none") == state } }

  private var flow: [View] {
    let classes = [
      "draft": "fl-draft", "submitted": "fl-sent", "returned": "fl-back", "approved": "fl-appr", "published": "fl-pub",
    ]
    return Board.stateIDs.map { id in
      let number = count(id)
      return [
        "kind": classes[id], "name": visit.say("portal.state.\(id)"), "count": number,
        "link": "/board?year=\(board.year)&state=\(id)#list",
        "share": Figure.percent(Int64(number), of: Int64(board.all.count)),
      ]
    }
  }

  private var flowBars: [View] {
    let fills = [
      "none": "f-track", "draft": "f-line", "submitted": "f-info", "returned": "f-warn", "approved": "f-brand",
      "published": "f-ok",
    ]
    var sum = 0
    return Board.stateIDs.map { id in
      let start = Bars.width(Int64(sum), of: Int64(board.all.count))
      sum += count(id)
      return ["fill": fills[id], "x": start, "width": Bars.width(Int64(sum), of: Int64(board.all.count)) - start]
    }
  }

  /// Twenty days and the ten after them as one bar.
  private func dueLine(_ line: BoardLine) -> View {
    let left = line.daysLeft(board.today) ?? 0
    let used = BoardLine.daysToPublish - left
    let scale = 1000 / 30
    return [
      "name": line.body.name, "link": line.filing.map { "/filings/\($0.id)" },
      "approved": line.filing?.approvedAt.map { say("approved", ["day": Wording(say: visit.say).day($0)]) },
      "used": min(used, BoardLine.daysToPublish) * scale, "over": min(max(0, -left), 10) * scale,
      "overAt": BoardLine.daysToPublish * scale, "words": dueWords(line), "isLate": left < 0,
    ]
  }

  func dueWords(_ line: BoardLine) -> String? {
    guard let left = line.daysLeft(board.today) else { return nil }
    return left < 0 ? say("late", ["days": String(-left)]) : say("left", ["days": String(left)])
  }

  private var common: [View] {
    let most = Int64(board.commonest.map(\.count).max() ?? 0)
    return board.commonest.map { item in
      [
        "title": item.title, "width": Bars.width(Int64(item.count), of: most),
        "count": say("times", ["count": String(item.count)]),
        "filings": say("filings", ["count": String(item.filings)]),
      ]
    }
  }

  private func line(_ line: BoardLine) -> View {
    let done = line.figures["outturn"]?.fen.flatMap { spent in
      line.figures["budget"]?.fen.flatMap { Figure.percent(spent, of: $0) }
    }
    let left = line.daysLeft(board.today)
    let canRead = line.filing.map { visit.may(.read, $0) } ?? false
    return [
      "name": line.body.name, "link": canRead ? line.filing.map { "/filings/\($0.id)" } : nil,
      "units": line.units > 0 ? say("units", ["count": String(line.units)]) : nil,
      "state": StateView.view(line.filing?.state, visit.say), "due": dueWords(line), "isLate": (left ?? 0) < 0,
      "isCorrecting": line.filing.map { $0.published != nil && $0.state != .published } ?? false,
      "counts": line.version.map { CountsView.view($0.counts, visit.say) },
      "expenditure": line.figures["expenditure"]?.fen.map(Figure.tenThousands) ?? "—", "done": done ?? "—",
      "changed": line.filing.map { Wording(say: visit.say).day($0.changedAt) } ?? "—",
    ]
  }
}
