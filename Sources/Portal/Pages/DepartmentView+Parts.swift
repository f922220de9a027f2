import Forms
import Store
import Writers

extension DepartmentView {
  // MARK: The three public expenses

  var threePublic: View? {
    let names = ["overseas", "vehicles", "receptions"]
    let minis = names.enumerated().compactMap { mini($1, series: "s\([2, 1, 3][$0])") }
    guard !minis.isEmpty else { return nil }
    let counts = ["fleet", "batches", "guests"].compactMap { name -> View? in
      figures.first(name).map {
        ["name": $0.rowName, "value": Figure.printed($0), "unit": $0.unit, "cell": cell($0)]
      }
    }
    return ["minis": minis, "counts": counts, "year": filing.year]
  }

  /// Years as columns, with this year's budget as a line over them. Nothing in any year is said in words.
  private func mini(_ name: String, series: String) -> View? {
    let amounts = years.compactMap { year, figures in figures.first("\(name)_outturn").map { (year, $0) } }
    guard !amounts.isEmpty else { return nil }
    let budget = figures.first("\(name)_budget")
    let highest = (amounts.map { $0.1.fen ?? 0 } + [budget?.fen ?? 0]).max() ?? 0
    let title = say("department.\(name)", [:])
    guard highest > 0 else {
      return ["title": title, "none": say("department.nothing", ["count": String(amounts.count)])]
    }
    let height = 66.0
    let bars = amounts.enumerated().map { index, amount -> View in
      let value = Double(amount.1.fen ?? 0) / Double(highest) * height
      let x = 18 + 60 * (index + 3 - amounts.count)
      return [
        "x": x, "y": Self.place(98 - value), "height": Self.place(value), "middle": x + 22,
        "labelY": Self.place(92 - value), "amount": Figure.printed(amount.1), "year": amount.0,
        "isNow": amount.0 == filing.year,
      ]
    }
    let line = budget?.fen.map { Self.place(98 - Double($0) / Double(highest) * height) }
    let described = amounts.map {
      say("department.yearAmount", ["year": String($0.0), "amount": Figure.printed($0.1)])
    }
    return [
      "title": title, "series": series, "bars": bars, "line": line,
      "label": ([title] + described).joined(separator: " "),
      "budget": budget.map { say("department.budgetOf", ["amount": Figure.printed($0)]) },
    ]
  }

  // MARK: Projects

  var projects: View? {
    let names = figures.projects
    guard !names.isEmpty else { return nil }
    let list = names.map(project)
    return ["list": list, "count": say("department.projects", ["count": String(names.count)])]
  }

  private func project(_ name: String) -> View {
    let (executed, revised) = (figures.of(name, "project_executed"), figures.of(name, "project_revised"))
    let score = figures.of(name, "project_score")
    return [
      "name": name, "executed": executed.map(Figure.printed) ?? "—", "revised": revised.map(Figure.printed) ?? "—",
      "unit": executed?.unit, "width": Bars.width(executed?.fen ?? 0, of: revised?.fen ?? 0),
      "score": score?.text, "cell": executed.flatMap(cell), "indicators": indicators(of: name),
    ]
  }

  /// Target and result as printed; whether a target is met is the document's to say, in its points.
  private func indicators(of project: String) -> [View] {
    func facts(_ name: String) -> [String: StoredFact] {
      let facts = figures.all(name).filter { $0.member == project }
      return Dictionary(facts.map { (Self.row(of: $0), $0) }) { first, _ in first }
    }
    let (targets, results) = (facts("indicator_target"), facts("indicator_actual"))
    let (weights, scores) = (facts("indicator_weight"), facts("indicator_score"))
    var known: Set<String> = []
    return figures.all("indicator").filter { $0.member == project }.compactMap { fact in
      let row = Self.row(of: fact)
      guard known.insert(row).inserted else { return nil }
      let (weight, score) = (weights[row], scores[row])
      return [
        "name": fact.text, "target": targets[row]?.text ?? "", "actual": results[row]?.text ?? "",
        "score": score?.text, "weight": weight?.text,
        "isFull": weight?.value != nil && weight?.value == score?.value, "cell": cell(fact),
      ]
    }
  }

  /// `PROJECT.indicators.3.level3` without its column.
  private static func row(of fact: StoredFact) -> String {
    fact.address.split(separator: ".").dropLast().joined(separator: ".")
  }

  // MARK: Files

  var files: View {
    [
      "source": version.fileName, "size": Self.size(version.bytes),
      "sha": Self.parted(version.sha256), "wholeSha": version.sha256,
    ]
  }

  func history(_ publications: [Publication]) -> View {
    let wording = Wording(say: visit.say)
    return [
      "versions": publications.map { publication in
        [
          "number": publication.version.number, "day": wording.day(publication.at), "reason": publication.reason,
          "link": "\(path)/versions/\(publication.version.number)", "isNow": publication.version.id == version.id,
        ] as View
      }
    ]
  }

  static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\(max(1, bytes >> 10)) KB" : "\(place(Double(bytes) / 1_048_576)) MB"
  }

  /// Groups of four, to be read out.
  private static func parted(_ sha: String) -> String {
    stride(from: 0, to: sha.count, by: 4).map { start in
      let from = sha.index(sha.startIndex, offsetBy: start)
      return String(sha[from..<(sha.index(from, offsetBy: 4, limitedBy: sha.endIndex) ?? sha.endIndex)])
    }.joined(separator: " ")
  }
}
