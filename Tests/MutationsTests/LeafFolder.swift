import Composing

@testable import mutations

/// The facts of an invented department as a folder of leaf facts, in the form of Hunan.
struct LeafFolder {
  let facts: Facts
  let last: Accounts
  let classifications: Classifications
  private var files: [String: String] = [:]

  static func folder(_ facts: Facts, last: Accounts, _ classifications: Classifications) -> FactFolder {
    var folder = LeafFolder(facts: facts, last: last, classifications: classifications)
    folder.addHead()
    folder.addFunctions()
    folder.addTotals()
    folder.addSheets()
    folder.addPerformance()
    return FactFolder(texts: folder.files)
  }

  private init(facts: Facts, last: Accounts, classifications: Classifications) {
    (self.facts, self.last, self.classifications) = (facts, last, classifications)
  }

  private mutating func add(_ name: String, _ heading: [String], _ rows: [[String]]) {
    files[name + ".tsv"] = ([heading] + rows).map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
  }

  /// Nothing is a blank.
  private func yuan(_ amount: Int) -> String { amount == 0 ? "" : String(amount) }

  private mutating func addHead() {
    files["head.yaml"] = """
      department: \(facts.department)
      year: \(facts.year)
      pack: hunan
      parts:
        overview:
          部门职责: 承担本级公共服务和设施管护。
          机构设置: 本部门没有所属单位，决算只包括本级。
      signature: { 填表人: 林示远, 填报日期: 2025年3月18日, 联系电话: 0000-2300618, 单位负责人签字: 周例明 }
      """
  }

  // MARK: Tables

  private mutating func addCodes(
    _ name: String, _ items: [Facts.Item], _ columns: [(String, (Facts.Item) -> Int)]
  ) {
    add(name, ["code"] + columns.map(\.0), items.map { item in [item.code] + columns.map { yuan($0.1(item)) } })
  }

  private mutating func addFunctions() {
    let first = facts.items.first { $0.own > 0 }?.code
    let adjusted = facts.distribution - facts.surplusUsed
    func income(_ item: Facts.Item) -> Int {
      item.own + item.ownClosing - item.ownOpening + (item.code == first ? adjusted : 0)
    }
    func granted(_ item: Facts.Item) -> Int { item.basic + item.project + item.closing - item.opening }
    addCodes(
      "T02", facts.items,
      [("appropriation", granted)]
        + Accounts.sources.map { source in (source, { $0.source == source ? income($0) : 0 }) })
    addCodes(
      "T03", facts.items,
      [
        ("basic", { $0.basic }), ("project", { $0.project + ($0.source == "business" ? 0 : $0.own) }),
        ("business", { $0.source == "business" ? $0.own : 0 }),
      ])
    let general = facts.items.filter { $0.fund == .general }
    addCodes("T05", general, [("basic", { $0.basic }), ("project", { $0.project })])
    addCodes(
      "T07", facts.items.filter { $0.fund == .governmentFunds },
      [("opening", { $0.opening }), ("income", granted), ("basic", { $0.basic }), ("project", { $0.project })])
    addCodes(
      "T08", facts.items.filter { $0.fund == .stateCapital }, [("basic", { $0.basic }), ("project", { $0.project })])
    addCodes("budget", general, [("amount", { $0.original })])
    add("T06", ["code", "amount"], facts.economy.sorted { $0.key < $1.key }.map { [$0.key, yuan($0.value)] })
  }

  private mutating func addTotals() {
    func sum(_ fund: Classifications.Fund, _ amount: KeyPath<Facts.Item, Int>) -> String {
      yuan(facts.items.filter { $0.fund == fund }.map { $0[keyPath: amount] }.reduce(0, +))
    }
    let opening = facts.items.map { $0.opening + $0.ownOpening }.reduce(0, +)
    add("T01.income", ["row", "amount"], [["surplus", yuan(facts.surplusUsed)], ["opening", yuan(opening)]])
    add("T01.expenditure", ["row", "amount"], [["distribution", yuan(facts.distribution)]])
    let capital = facts.items.filter { $0.fund == .stateCapital }
    add(
      "T04.income", ["row", "amount"],
      [
        ["capital", yuan(capital.map { $0.basic + $0.project + $0.closing - $0.opening }.reduce(0, +))],
        ["opening_general", sum(.general, \.opening)], ["opening_capital", sum(.stateCapital, \.opening)],
      ])
    add(
      "T09", ["column", "amount"],
      ["overseas", "purchase", "running", "receptions"].flatMap { item in
        [
          ["budget.\(item)", String(facts.travel.budget[item] ?? 0)],
          ["outturn.\(item)", String(facts.travel.outturn[item] ?? 0)],
        ]
      })
    let priors =
      ["overseas", "vehicles", "purchase", "running", "receptions", "total"].map { "T09.outturn.\($0)" }.map {
        ($0, $0)
      }
      + [
        ("T01.income[grand]", "T01.grand"), ("T04.income[grand]", "T04.grand"),
        ("T05[total].total", "T05[total].total"),
      ]
    add("prior", ["address", "amount"], priors.map { [$0.0, String(last[$0.1])] })
  }

  // MARK: Sheets

  private mutating func addSheets() {
    let travel = facts.travel
    add(
      "quantities", ["row", "count"],
      [
        ("groups", travel.groups), ("travellers", travel.travellers), ("vehicles", travel.vehicles),
        ("receptions", travel.receptions), ("guests", travel.guests),
      ].map { [$0.0, String($0.1)] })
    let procurement = facts.procurement
    add(
      "procurement", ["row", "amount"],
      [
        ("goods", procurement.goods), ("works", procurement.works), ("services", procurement.services),
        ("smes", procurement.smes), ("micro", procurement.micro),
      ].map { [$0.0, String($0.1)] })
    let kinds = ["ministerial", "leaders", "courier", "emergency", "enforcement", "special", "retired", "other"]
    add(
      "assets", ["row", "count"],
      kinds.map { [$0, yuan(facts.fleet[$0] ?? 0)] }
        + [["equipment", String(facts.equipment.special)], ["general_equipment", String(facts.equipment.general)]])
    let operating = facts.economy.filter { ["302", "310"].contains($0.key.prefix(3)) }.values.reduce(0, +)
    add("running", ["row", "amount"], [["amount", yuan(operating)], ["budget", yuan(facts.running.original)]])
    add(
      "general_use", ["row", "amount"],
      [
        ["meetings", yuan(facts.use.meetings)], ["attendees", String(facts.use.attendees)],
        ["training", yuan(facts.use.training)], ["trainees", String(facts.use.trainees)],
      ])
  }

  // MARK: Performance

  private mutating func addPerformance() {
    add("BASE.staff", ["row", "posts", "staff"], [["here", String(facts.staff.posts), String(facts.staff.staff)]])
    func cost(_ key: String, _ amounts: [Int]) -> [String] { [key] + amounts.map(yuan) }
    var costs = [cost("purchase", [last["T09.outturn.purchase"], 0, 0])]
    for key in ["operations", "maintenance", "special"] {
      costs.append(
        cost(key, [facts.base.projectLast, facts.base.projectBudget, facts.base.project].map { $0[key] ?? 0 }))
    }
    let operating = facts.economy.filter { ["302", "310"].contains($0.key.prefix(3)) }.values.reduce(0, +)
    costs.append(cost("operating", [last["T06[operating]"], operating, 0]))
    for (key, amounts) in facts.base.free.sorted(by: { $0.key < $1.key }) { costs.append(cost(key, amounts)) }
    costs.append(cost("procurement", [last["procurement[total]"], facts.procurement.goods, 0]))
    costs.append(cost("adjustment", [0, 0, facts.base.adjustment]))
    add("BASE.costs", ["row", "last", "budget", "outturn"], costs)
    add(
      "BASE.buildings", ["row", "approved_size", "actual_size", "approved_cost", "actual_cost"],
      [["here", "0", "0", "0", "0"]])
    let spent = facts.items.map { $0.basic + $0.project + $0.own }.reduce(0, +)
    let carried = facts.items.map { $0.closing + $0.ownClosing }.reduce(0, +)
    let original = facts.items.filter { $0.fund == .general }.map(\.original).reduce(0, +)
    let heading = ["row", "original", "revised", "executed"]
    let blank = [["carried", "", "", ""], ["others", "", "", ""]]
    add("OVERALL.funds", heading, [["current", yuan(original), yuan(spent + carried), yuan(spent)]] + blank)
    let columns = ["level1", "level2", "level3", "target", "actual", "weight", "score", "reason"]
    add("OVERALL.indicators", columns, facts.overall.indicators.map(indicator))
    add("PROJECT", ["name", "unit"], facts.projects.map { [$0.name, "业务科"] })
    add(
      "PROJECT.funds", ["name"] + heading,
      facts.projects.flatMap { project in
        ([["current", yuan(project.original), yuan(project.revised), yuan(project.executed)]] + blank)
          .map { [project.name] + $0 }
      })
    add(
      "PROJECT.indicators", ["name"] + columns,
      facts.projects.flatMap { project in project.indicators.map { [project.name] + indicator($0) } })
  }

  private func indicator(_ indicator: Facts.Indicator) -> [String] {
    var score = ""
    if case .words = indicator.target { score = String(indicator.weight) }
    return [
      indicator.level1, indicator.level2, indicator.name, text(indicator.target), text(indicator.actual),
      String(indicator.weight), score, indicator.reason,
    ]
  }

  private func text(_ measure: Facts.Measure) -> String {
    switch measure {
    case .words(let words): words
    case .number(let hundredths, let before, let after): before + Accounts.text(hundredths, .points) + after
    }
  }
}
