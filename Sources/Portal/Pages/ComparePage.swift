import Forms
import Foundation
import Hummingbird
import Store
import Writers

/// Two to four departments of a year side by side: what is public, and what follows from it by one division.
enum ComparePage {
  static let most = 4
  private static let mostFound = 20

  static func show(_ visit: Visit) async throws -> Response {
    let years = try await visit.store.publicYears()
    guard let year = years.first(where: { String($0) == visit.query("year") }) ?? years.first else {
      throw PortalFailure.notFound
    }
    let columns = try await columns(chosen(visit), year: year, visit)
    let query = visit.query("q").trimmingCharacters(in: .whitespaces)
    let found =
      query.isEmpty || columns.count == most
      ? [] : try await visit.store.publicDepartments(year: year, named: query, limit: mostFound)
    let view = CompareView(visit: visit, year: year, years: years, columns: columns, query: query, found: found)
    let frame = Shell.Frame(title: visit.say("portal.compare.title"), current: "compare", width: "wrap")
    return try Shell(visit).page(frame, "compare", view.view)
  }

  /// Ids of the departments that the address names, each once, at most four; one that is to go is left out.
  private static func chosen(_ visit: Visit) -> [Int64] {
    let named = visit.request.uri.queryParameters.lazy.filter { $0.key == "body" }.compactMap { Int64($0.value) }
    var ids: [Int64] = []
    for id in named.prefix(most * 2) where !ids.contains(id) && String(id) != visit.query("without") { ids.append(id) }
    return Array(ids.prefix(most))
  }

  private static func columns(_ ids: [Int64], year: Int, _ visit: Visit) async throws -> [CompareView.Column] {
    var columns: [CompareView.Column] = []
    for id in ids {
      // What is not public of the year is left out: an address can name anything.
      guard let filing = try await visit.store.filing(body: id, year: year), let published = filing.published else {
        continue
      }
      columns.append(
        CompareView.Column(
          body: try await visit.store.body(id), figures: Figures(try await visit.store.highlights(of: published))))
    }
    return columns
  }
}

/// What the template of the comparison reads.
struct CompareView {
  struct Column: Sendable {
    var body: Body
    var figures: Figures
  }

  let visit: Visit
  let year: Int
  let years: [Int]
  let columns: [Column]
  let query: String
  let found: [Body]

  private func say(_ id: String, _ values: [String: String] = [:]) -> String {
    visit.say("portal.compare.\(id)", values)
  }

  var view: View {
    let chosen = Set(columns.map(\.body.id))
    return [
      "year": year,
      "years": years.map { ["year": $0, "isCurrent": $0 == year, "link": link(year: $0)] as View },
      "columns": columns.map { column in
        [
          "id": String(column.body.id), "name": column.body.name, "link": path(column),
          "without": link(without: column),
        ]
          as View
      },
      "canAdd": columns.count < ComparePage.most, "query": query, "isAsked": !query.isEmpty,
      "found": found.map { body in
        [
          "name": body.name, "isChosen": chosen.contains(body.id),
          "link": link(year: year) + "&body=\(body.id)",
        ] as View
      },
      "isEmpty": found.isEmpty, "few": say(columns.isEmpty ? "none" : "one"),
      "result": columns.count < 2 ? nil : result,
    ]
  }

  private func path(_ column: Column) -> String { "/departments/\(column.body.id)/\(year)" }

  private func link(year: Int, without: Column? = nil) -> String {
    let bodies = columns.filter { $0.body.id != without?.body.id }.map { "&body=\($0.body.id)" }.joined()
    return "/compare?year=\(year)" + bodies
  }

  private func link(without column: Column) -> String { link(year: year, without: column) }

  // MARK: Side by side

  private var result: View {
    [
      "yardsticks": visit.services.yardsticks.compactMap(yardstick), "classes": classes,
      "heads": columns.map { ["name": $0.body.name] as View },
    ]
  }

  /// A yardstick as a table with bars; nil where fewer than two departments state it.
  private func yardstick(_ yardstick: Yardstick) -> View? {
    let values = columns.map { column in yardstick.value { column.figures.first($0)?.stated } }
    let stated = values.compactMap { $0 }
    guard stated.count > 1 else { return nil }
    let widest = stated.max() ?? 0
    let rows = zip(columns, values).enumerated().map { index, pair -> View in
      let (column, value) = pair
      return [
        "name": column.body.name, "width": value.map { Bars.width($0, of: widest) } ?? 0, "series": "s\(index + 1)",
        "value": value.map(yardstick.text) ?? say("unstated"), "isStated": value != nil,
        "cells": value == nil ? [] : cells(of: yardstick, column),
      ]
    }
    return [
      "id": yardstick.id, "title": yardstick.title(visit.say), "unit": yardstick.unit(visit.say),
      "isQuotient": yardstick.whole != nil, "rows": rows,
    ]
  }

  /// The figures that a value is made of, as the documents print them.
  private func cells(of yardstick: Yardstick, _ column: Column) -> [View] {
    [yardstick.part, yardstick.whole].compactMap { name in name.flatMap { column.figures.first($0) } }.map { fact in
      ["text": Figure.printed(fact), "link": fact.anchor.map { "\(path(column))/report#\($0)" }] as View
    }
  }

  /// Expenditure by class of function: a row for each class that any of them has.
  private var classes: View? {
    let all = columns.map { $0.figures.all("account").filter { $0.rowCode.count == 3 } }
    let names = Dictionary(all.joined().map { ($0.rowCode, $0.rowName) }) { first, _ in first }
    guard !names.isEmpty else { return nil }
    let rows = names.sorted { $0.key < $1.key }.map { code, name -> View in
      let facts = all.map { $0.first { $0.rowCode == code } }
      return [
        "name": name,
        "cells": zip(columns, facts).enumerated().map { index, pair -> View in
          let (column, fact) = pair
          let total = column.figures.fen("expenditure") ?? 0
          return [
            "amount": fact.map(Figure.printed) ?? "—", "series": "s\(index + 1)",
            "share": fact?.fen.flatMap { Figure.percent($0, of: total) },
            "width": Bars.width(fact?.fen ?? 0, of: total),
            "link": fact?.anchor.map { "\(path(column))/report#\($0)" }, "label": column.body.name,
          ]
        },
      ]
    }
    return ["rows": rows]
  }
}
