import Forms
import Store
import Writers

/// What the template of the board reads.
struct BoardView {
  let board: Board
  let visit: Visit
  /// Of the versions on the page.
  let figures: [Int64: [String: StatedFigure]]
  /// The commonest errors.
  let commonest: [(title: String, count: Int, filings: Int)]
  let reviewers: [User]

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
      "common": common, "hasCommon": !commonest.isEmpty, "query": board.query,
      "states": Board.stateIDs.map { id in
        [
          "id": id, "name": visit.say("portal.state.\(id)"), "count": count(id), "isOn": board.states.contains(id),
        ] as View
      },
      "orders": Board.orders.map { ["id": $0, "name": say("sort.\($0)"), "isOn": $0 == board.order] as View },
      "shown": say("shown", ["shown": String(board.shown.count), "all": String(board.all.count)]),
      "lines": board.page.map(line), "isEmpty": board.shown.isEmpty, "export": "/board.csv?" + filters,
      "isMine": board.isMine, "filters": filters,
      "reviewers": reviewers.map { ["id": String($0.id), "name": $0.display] as View },
      "acted": acted, "pages": board.pages > 1 ? pager : nil,
    ]
  }

  /// The filters as an address keeps them.
  private var filters: String {
    let states = board.states.count == Board.stateIDs.count ? [] : Board.stateIDs.filter { board.states.contains($0) }
    let pairs =
      [("year", String(board.year)), ("q", board.query), ("sort", board.order), ("mine", board.isMine ? "yes" : "")]
      + states.map { ("state", $0) }
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
      "overAt": BoardLine.daysToPublish * scale, "words": line.dueWords(board.today, visit.say), "isLate": left < 0,
    ]
  }

  private var pager: View {
    func link(_ number: Int) -> String? {
      (1...board.pages).contains(number) ? "/board?\(filters)&page=\(number)#list" : nil
    }
    return [
      "words": visit.say("portal.pages", ["page": String(board.number), "pages": String(board.pages)]),
      "previous": link(board.number - 1), "next": link(board.number + 1),
    ]
  }

  /// What became of what was done to several at once.
  private var acted: String? {
    guard let done = Int(visit.query("did")), let left = Int(visit.query("left")) else { return nil }
    return say(left > 0 ? "actedSome" : "acted", ["done": String(done), "left": String(left)])
  }

  private var common: [View] {
    let most = Int64(commonest.map(\.count).max() ?? 0)
    return commonest.map { item in
      [
        "title": item.title, "width": Bars.width(Int64(item.count), of: most),
        "count": say("times", ["count": String(item.count)]),
        "filings": say("filings", ["count": String(item.filings)]),
      ]
    }
  }

  private func line(_ line: BoardLine) -> View {
    let stated = line.version.flatMap { figures[$0.id] }
    let done = stated?["outturn"]?.fen.flatMap { spent in
      stated?["budget"]?.fen.flatMap { Figure.percent(spent, of: $0) }
    }
    let left = line.daysLeft(board.today)
    let canRead = line.filing.map { visit.may(.read, $0) } ?? false
    return [
      "pick": canRead ? line.filing.map { String($0.id) } : nil, "handler": line.handler,
      "name": line.body.name, "link": canRead ? line.filing.map { "/filings/\($0.id)" } : nil,
      "units": line.units > 0 ? say("units", ["count": String(line.units)]) : nil,
      "state": StateView.view(line.filing?.state, visit.say), "due": line.dueWords(board.today, visit.say),
      "isLate": (left ?? 0) < 0,
      "isCorrecting": line.filing.map { $0.published != nil && $0.state != .published } ?? false,
      "counts": line.version.map { CountsView.view($0.counts, visit.say) },
      "expenditure": line.expenditure.map(Figure.tenThousands) ?? "—", "done": done ?? "—",
      "changed": line.filing.map { Wording(say: visit.say).day($0.changedAt) } ?? "—",
    ]
  }
}
