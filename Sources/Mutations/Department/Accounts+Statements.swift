/// What only sentences and performance tables state, from the facts.
extension Accounts {
  static let travelItems = ["overseas", "receptions", "vehicles"]

  mutating func addStatements(_ facts: Facts) {
    for column in ["appropriation"] + Self.sources where has("T02[total].\(column)") {
      share("share(T02.\(column))", of: "T02[total].\(column)", in: "T02[total].total")
    }
    for column in ["basic", "project", "business"] where has("T03[total].\(column)") {
      share("share(T03.\(column))", of: "T03[total].\(column)", in: "T03[total].total")
    }
    share("share(T05)", of: "T05[total].total", in: "T03[total].total")
    for part in ["personnel", "operating"] {
      share("share(T06.\(part))", of: "T06[\(part)]", in: "T05[total].basic")
    }
    for part in ["basic", "project"] { share("share(T05.\(part))", of: "T05[total].\(part)", in: "T05[total].total") }
    addTravelStatements(facts)
    addUse(facts)
  }

  private mutating func addTravelStatements(_ facts: Facts) {
    for item in Self.travelItems + ["total"] where has("T09.budget.\(item)") {
      share("completion(T09.\(item))", of: "T09.outturn.\(item)", in: "T09.budget.\(item)")
    }
    if has("T09.outturn.total") {
      for item in Self.travelItems { share("share(T09.\(item))", of: "T09.outturn.\(item)", in: "T09.outturn.total") }
    }
    state("quantities[groups]", facts.travel.groups, .count)
    state("quantities[travellers]", facts.travel.travellers, .count)
    state("quantities[receptions]", facts.travel.receptions, .count)
    state("quantities[guests]", facts.travel.guests, .count)
    state("quantities[vehicles]", facts.travel.vehicles, .count)
  }

  private mutating func addUse(_ facts: Facts) {
    // In a department with institutions of its own, agency running costs are less than operating expenses.
    state("running[amount]", self["T06[operating]"])
    relate(.atMost("running[amount]", "T06[operating]"))
    state("running[budget]", facts.running.original)
    compare("running[amount]", "running[budget]")
    state("general_use[meetings]", facts.use.meetings)
    state("general_use[attendees]", facts.use.attendees, .count)
    state("general_use[training]", facts.use.training)
    state("general_use[trainees]", facts.use.trainees, .count)
    if facts.economy["30215"] != nil { relate(.atMost("T06[30215]", "general_use[meetings]")) }
    if facts.economy["30216"] != nil { relate(.atMost("T06[30216]", "general_use[training]")) }
    state("procurement[goods]", facts.procurement.goods)
    state("procurement[works]", facts.procurement.works)
    state("procurement[services]", facts.procurement.services)
    sum("procurement[total]", ["procurement[goods]", "procurement[works]", "procurement[services]"])
    state("procurement[smes]", facts.procurement.smes)
    state("procurement[micro]", facts.procurement.micro)
    for part in ["smes", "micro"] {
      share("share(procurement.\(part))", of: "procurement[\(part)]", in: "procurement[total]")
    }
    for (kind, count) in facts.fleet { state("assets[\(kind)]", count, .count) }
    let fleet = facts.fleet.keys.sorted().map { "assets[\($0)]" }
    state("assets[vehicles]", fleet.map { self[$0] }.reduce(0, +), .count)
    state("assets[general_equipment]", facts.equipment.general, .count)
    state("assets[equipment]", facts.equipment.special, .count)
  }

  /// The order of an outturn and its budget is said in words.
  private mutating func compare(_ final: Quantity, _ budget: Quantity) {
    relate(.compared(final, budget, order(final, budget)))
  }

  func order(_ final: Quantity, _ budget: Quantity) -> Relation.Order {
    let (a, b) = ((self[final] + 50) / 100, (self[budget] + 50) / 100)
    return a > b ? .more : a < b ? .less : .same
  }

  /// The budgets of the items, and how far the outturn completes them.
  mutating func addItems(_ facts: Facts) {
    let items = facts.items.filter { $0.fund == .general }
    for item in items { state("budget[\(item.code)]", item.original) }
    sum("budget[total]", items.map { "budget[\($0.code)]" })
    share("completion(total)", of: "T05[total].total", in: "budget[total]")
    for item in items {
      let (final, budget) = ("T05[\(item.code)].total", "budget[\(item.code)]")
      if item.original > 0 { share("completion(\(item.code))", of: final, in: budget) }
      compare(final, budget)
    }
    for code in Self.codes(items.map(\.code)) where code.count == 3 {
      share("share(T05[\(code)])", of: "T05[\(code)].total", in: "T05[total].total")
    }
  }

  mutating func addChanges(since last: Accounts, _ facts: Facts) {
    for quantity in ["T01.grand", "T04.grand", "T05[total].total"] { change(quantity, from: last[quantity]) }
    for item in Self.travelItems + ["running", "purchase", "total"] {
      let (now, before) = ("T09.outturn.\(item)", "BASE.last.\(item)")
      state(before, last[now])
      change(now, from: last[now])
      let change = ["change(\(now))"]
      switch self[now] - last[now] {
      case 1...: relate(.sum(now, plus: [before] + change, minus: []))
      case ..<0: relate(.sum(before, plus: [now] + change, minus: []))
      default: relate(.sum(before, plus: [now], minus: []))
      }
    }
    relate(.sum("BASE.last.vehicles", plus: ["BASE.last.purchase", "BASE.last.running"], minus: []))
    relate(.sum("BASE.last.total", plus: Self.travelItems.map { "BASE.last.\($0)" }, minus: []))
  }

  // MARK: Performance

  mutating func addProgrammes(_ facts: Facts) {
    state("OVERALL.revised", self["T01.grand"])
    addProgramme(
      "OVERALL", facts.overall,
      funds: (original: "budget[total]", revised: "OVERALL.revised", executed: "T03[total].total"))
    for (index, project) in facts.projects.enumerated() {
      let name = "PROJECT\(index)"
      state("\(name).original", project.original)
      state("\(name).revised", project.revised)
      state("\(name).executed", project.executed)
      relate(.atMost("\(name).executed", "\(name).revised"))
      addProgramme(
        name, project, funds: (original: "\(name).original", revised: "\(name).revised", executed: "\(name).executed"))
    }
  }

  private mutating func addProgramme(
    _ name: String, _ programme: Facts.Programme, funds: (original: Quantity, revised: Quantity, executed: Quantity)
  ) {
    share("\(name).rate", of: funds.executed, in: funds.revised)
    state("\(name).weight", 1_000, .points)
    executionPoints("\(name).points", rate: "\(name).rate", weight: "\(name).weight")
    var scores = ["\(name).points"]
    var weights = ["\(name).weight"]
    for (index, indicator) in programme.indicators.enumerated() {
      let own = "\(name).\(index)"
      state("\(own).weight", indicator.weight * 100, .points)
      state("\(own).score", Self.points(indicator), .points)
      scores.append("\(own).score")
      weights.append("\(own).weight")
      relate(.atMost("\(own).score", "\(own).weight", step: 0))
      guard case .number(let target, let before, _) = indicator.target,
        case .number(let actual, _, _) = indicator.actual
      else { continue }
      let goal = before == "≤" ? "ceiling \(own)" : "\(own).target"
      state(goal, target, .measure)
      state("\(own).actual", actual, .measure)
      relate(
        .points(
          "\(own).score", target: goal, actual: "\(own).actual", weight: "\(own).weight",
          isExplained: !indicator.reason.isEmpty))
    }
    sum("\(name).total", scores)
    sum("\(name).weights", weights)
  }

  /// In proportion where a target was missed, in hundredths.
  private static func points(_ indicator: Facts.Indicator) -> Int {
    guard case .number(let target, "≥", _) = indicator.target, case .number(let actual, _, _) = indicator.actual,
      actual < target
    else { return indicator.weight * 100 }
    return (2 * indicator.weight * 100 * actual + target) / (2 * target)
  }

  /// The table of base data.
  mutating func addBase(_ facts: Facts, last: Accounts?) {
    state("BASE.posts", facts.staff.posts, .count)
    state("BASE.staff", facts.staff.staff, .count)
    state("BASE.control", (20_000 * facts.staff.staff + facts.staff.posts) / (2 * facts.staff.posts), .percent)
    relate(.countedShare("BASE.control", of: "BASE.staff", in: "BASE.posts"))
    for (stage, amounts) in [
      ("last", facts.base.projectLast), ("budget", facts.base.projectBudget), ("outturn", facts.base.project),
    ] {
      for (key, value) in amounts { state("BASE.\(stage).\(key)", value) }
      let parts = amounts.keys.sorted().map { "BASE.\(stage).\($0)" }
      if stage == "outturn" {
        relate(.sum("T03[total].project", plus: parts, minus: []))
      } else {
        sum("BASE.\(stage).project", parts)
      }
    }
    for (key, values) in facts.base.free {
      for (stage, value) in zip(["last", "budget", "outturn"], values) { state("BASE.\(stage).\(key)", value) }
    }
    for (key, quantity) in [("operating", "T06[operating]"), ("procurement", "procurement[total]")] {
      state("BASE.last.\(key)", last?[quantity] ?? 0)
      state("BASE.budget.\(key)", self[quantity])
    }
    state("BASE.adjustment", facts.base.adjustment)
  }
}
