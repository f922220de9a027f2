import Forms
import Foundation
import Hummingbird
import Store
import Writers

/// The bureau's view over all departments of a year: what they come to together, and who stands far from others of their
/// size.
enum FiguresPage {
  static func show(_ visit: Visit) async throws -> Response {
    let figures = try await YearFigures(visit)
    let frame = Shell.Frame(
      title: visit.say("portal.figures.title", ["year": String(figures.year)]), current: "board", width: "wrap wide")
    return try Shell(visit).page(frame, "figures", FiguresView(figures: figures, visit: visit).view)
  }

  /// Every yardstick of every department, with those that stand out.
  static func export(_ visit: Visit) async throws -> Response {
    let figures = try await YearFigures(visit)
    let say = visit.say
    let head =
      [say("portal.board.column.department"), say("portal.board.column.state")]
      + figures.yardsticks.flatMap { yardstick -> [String] in
        let unit = yardstick.unit(say)
        let title = yardstick.title(say) + (unit.isEmpty ? "" : "（\(unit)）")
        return [title, say("portal.figures.median"), say("portal.figures.distance")]
      }
    let outliers = figures.yardsticks.map { yardstick in
      Dictionary(figures.outliers(yardstick).map { ($0.index, $0) }) { first, _ in first }
    }
    let rows = figures.lines.enumerated().map { index, line -> [String] in
      [line.body.name, StateView.name(line.filing.state, say)]
        + zip(figures.yardsticks, outliers).flatMap { yardstick, outliers -> [String] in
          let value = figures.values(yardstick)[index].map(yardstick.plain) ?? ""
          guard let outlier = outliers[index] else { return [value, "", ""] }
          return [value, yardstick.plain(outlier.median), FiguresView.tenths(outlier.distance)]
        }
    }
    let name = say("portal.figures.title", ["year": String(figures.year)]) + ".csv"
    return Answer.download(Array(CSV.write([head] + rows).utf8), name: name, type: "text/csv; charset=utf-8")
  }
}

/// The yardsticks of all departments of a year.
struct YearFigures {
  let year: Int
  let years: [Int]
  let yardsticks: [Yardstick]
  private let table: FigureTable
  private let values: [Yardstick: [Int64?]]
  private let peers: Peers

  init(_ visit: Visit) async throws {
    (year, years) = try await Board.year(visit)
    yardsticks = visit.services.yardsticks
    let names = Set(yardsticks.flatMap { [$0.part, $0.whole].compactMap { $0 } } + ["expenditure"])
    let table = try await visit.store.figures(year: year, names: names.sorted())
    self.table = table
    values = Dictionary(uniqueKeysWithValues: yardsticks.map { ($0, $0.values(table)) })
    peers = Peers(sizes: table.columns["expenditure", default: []].map { $0?.fen })
  }

  var lines: [(body: Body, filing: FilingRecord)] { table.lines }

  /// In the order of the lines; nil where a department does not state it.
  func values(_ yardstick: Yardstick) -> [Int64?] { values[yardstick] ?? [] }

  /// Of all departments together.
  func together(_ yardstick: Yardstick) -> (value: Int64, count: Int)? { yardstick.together(table) }

  /// What is only size is no reason to look at somebody: amounts have none.
  func outliers(_ yardstick: Yardstick) -> [Peers.Outlier] {
    yardstick.kind == .amount ? [] : peers.outliers(values(yardstick))
  }
}

/// What the template of the figures reads.
struct FiguresView {
  let figures: YearFigures
  let visit: Visit

  private static let mostOutliers = 20

  private func say(_ id: String, _ values: [String: String] = [:]) -> String {
    visit.say("portal.figures.\(id)", values)
  }

  var view: View {
    let groups = figures.yardsticks.compactMap(group)
    return [
      "title": say("title", ["year": String(figures.year)]), "year": figures.year,
      "meta": say("meta", ["count": String(figures.lines.count)]),
      "years": figures.years.map { ["year": $0, "isCurrent": $0 == figures.year] as View },
      "totals": figures.yardsticks.compactMap(total), "groups": groups, "hasGroups": !groups.isEmpty,
      "nobody": say(figures.lines.count > Peers.fewest ? "nobody" : "tooFew"),
      "isEmpty": figures.lines.isEmpty, "peers": say("peers", ["count": String(Peers.count)]),
    ]
  }

  private func total(_ yardstick: Yardstick) -> View? {
    guard let (value, count) = figures.together(yardstick) else { return nil }
    let stated = figures.values(yardstick).compactMap { $0 }
    return [
      "title": yardstick.title(visit.say), "unit": yardstick.unit(visit.say), "value": yardstick.text(value),
      "median": yardstick.text(Peers.median(stated)), "least": stated.min().map(yardstick.text),
      "most": stated.max().map(yardstick.text), "count": say("count", ["count": String(count)]),
    ]
  }

  /// Those that stand out by a yardstick; nil where nobody does.
  private func group(_ yardstick: Yardstick) -> View? {
    let outliers = figures.outliers(yardstick)
    guard !outliers.isEmpty else { return nil }
    let shown = outliers.prefix(Self.mostOutliers)
    let widest = shown.flatMap { [$0.value, $0.median] }.max() ?? 0
    let rest = outliers.count - shown.count
    return [
      "id": yardstick.id, "title": yardstick.title(visit.say), "unit": yardstick.unit(visit.say),
      "count": say("outliers", ["count": String(outliers.count)]),
      "more": rest > 0 ? say("more", ["count": String(rest)]) : nil,
      "rows": shown.map { outlier -> View in
        let line = figures.lines[outlier.index]
        return [
          "name": line.body.name, "link": visit.may(.read, line.filing) ? "/filings/\(line.filing.id)" : nil,
          "value": yardstick.text(outlier.value), "median": yardstick.text(outlier.median),
          "width": Bars.width(outlier.value, of: widest), "mark": Bars.width(outlier.median, of: widest),
          "distance": say("times", ["times": Self.tenths(outlier.distance)]),
        ]
      },
    ]
  }

  /// `4.2`
  static func tenths(_ value: Int64) -> String { "\(value / 10).\(value % 10)" }
}
