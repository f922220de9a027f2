/// The tables of the form, from the facts.
extension Accounts {
  /// - Parameter last: the accounts of the year before; nil where nothing is compared.
  init(_ facts: Facts, last: Accounts?) {
    addFunctionTables(facts)
    addSummaries(facts)
    addEconomy(facts)
    addTravel(facts)
    addStatements(facts)
    addItems(facts)
    if let last { addChanges(since: last, facts) }
    addProgrammes(facts)
    addBase(facts, last: last)
  }

  // MARK: Tables by function

  static func codes(_ items: [String]) -> [String] {
    Set(items.flatMap { [String($0.prefix(3)), String($0.prefix(5)), $0] }).sorted()
  }

  /// States the leaves of a table by function and adds up sections, classes and the total of each column.
  private mutating func addTree(
    _ table: String, _ items: [Facts.Item], _ columns: [(String, (Facts.Item) -> Int)]
  ) {
    let codes = Self.codes(items.map(\.code))
    for (column, value) in columns {
      for item in items { state("\(table)[\(item.code)].\(column)", value(item)) }
      for length in [5, 3] {
        for code in codes where code.count == length {
          let children = codes.filter { $0.count == length + 2 && $0.hasPrefix(code) }
          sum("\(table)[\(code)].\(column)", children.map { "\(table)[\($0)].\(column)" })
        }
      }
      sum("\(table)[total].\(column)", codes.filter { $0.count == 3 }.map { "\(table)[\($0)].\(column)" })
    }
  }

  /// Adds up columns in every row.
  private mutating func addAcross(
    _ table: String, _ items: [Facts.Item], _ total: String, _ plus: [String], minus: [String] = []
  ) {
    for code in Self.codes(items.map(\.code)) + ["total"] {
      sum(
        "\(table)[\(code)].\(total)", plus.map { "\(table)[\(code)].\($0)" },
        minus: minus.map { "\(table)[\(code)].\($0)" })
    }
    addTotals(table, items, total)
  }

  /// A column that rows derive adds up downwards too.
  private mutating func addTotals(_ table: String, _ items: [Facts.Item], _ column: String) {
    let codes = Self.codes(items.map(\.code))
    for code in codes where code.count < 7 {
      let children = codes.filter { $0.count == code.count + 2 && $0.hasPrefix(code) }
      relate(.sum("\(table)[\(code)].\(column)", plus: children.map { "\(table)[\($0)].\(column)" }, minus: []))
    }
    let classes = codes.filter { $0.count == 3 }.map { "\(table)[\($0)].\(column)" }
    relate(.sum("\(table)[total].\(column)", plus: classes, minus: []))
  }

  static let sources = ["superior", "professional", "business", "affiliates", "other"]

  private mutating func addFunctionTables(_ facts: Facts) {
    let isFirst = facts.items.first { $0.own > 0 }?.code
    func income(_ item: Facts.Item) -> Int {
      let adjusted = item.code == isFirst ? facts.distribution - facts.surplusUsed : 0
      return item.own + item.ownClosing - item.ownOpening + adjusted
    }
    addTree(
      "T02", facts.items,
      [("appropriation", { $0.basic + $0.project + $0.closing - $0.opening })]
        + Self.sources.map { source in (source, { $0.source == source ? income($0) : 0 }) })
    addAcross("T02", facts.items, "total", ["appropriation"] + Self.sources)
    addTree(
      "T03", facts.items,
      [
        ("basic", { $0.basic }), ("project", { $0.project + ($0.source == "business" ? 0 : $0.own) }),
        ("remittance", { _ in 0 }), ("business", { $0.source == "business" ? $0.own : 0 }), ("subsidy", { _ in 0 }),
      ])
    addAcross("T03", facts.items, "total", ["basic", "project", "remittance", "business", "subsidy"])
    let general = facts.items.filter { $0.fund == .general }
    addTree("T05", general, [("basic", { $0.basic }), ("project", { $0.project })])
    addAcross("T05", general, "total", ["basic", "project"])
    let funds = facts.items.filter { $0.fund == .governmentFunds }
    addTree(
      "T07", funds,
      [
        ("opening", { $0.opening }), ("income", { $0.basic + $0.project + $0.closing - $0.opening }),
        ("basic", { $0.basic }), ("project", { $0.project }),
      ])
    addAcross("T07", funds, "total", ["basic", "project"])
    addAcross("T07", funds, "closing", ["opening", "income"], minus: ["total"])
    let capital = facts.items.filter { $0.fund == .stateCapital }
    addTree("T08", capital, [("basic", { $0.basic }), ("project", { $0.project })])
    addAcross("T08", capital, "total", ["basic", "project"])
    addWithin(facts, general)
  }

  /// What the general budget spent is a part of all that was spent, or all of it.
  private mutating func addWithin(_ facts: Facts, _ general: [Facts.Item]) {
    let isAll = self["T03[total].total"] == self["T05[total].total"]
    for code in Self.codes(general.map(\.code)) {
      for column in ["total", "basic", "project"] {
        let pair = ("T05[\(code)].\(column)", "T03[\(code)].\(column)")
        relate(isAll ? .sum(pair.0, plus: [pair.1], minus: []) : .atMost(pair.0, pair.1))
      }
    }
    let isLevel =
      facts.surplusUsed == 0 && facts.distribution == 0
      && facts.items.allSatisfy { $0.opening + $0.closing + $0.ownOpening + $0.ownClosing == 0 }
    for code in Self.codes(facts.items.map(\.code)) where isLevel {
      relate(.sum("T02[\(code)].total", plus: ["T03[\(code)].total"], minus: []))
    }
  }

  // MARK: Summaries

  private mutating func addSummaries(_ facts: Facts) {
    addFiscal(facts)
    let own = facts.items.map { ($0.ownOpening, $0.ownClosing) }
    state("T01.surplus", facts.surplusUsed)
    state("T01.distribution", facts.distribution)
    state("T01.opening", self["T04.opening"] + own.map(\.0).reduce(0, +))
    state("T01.closing", self["T04[closing].total"] + own.map(\.1).reduce(0, +))
    sum("T01.grand", ["T02[total].total", "T01.surplus", "T01.opening"])
    relate(.sum("T02[total].appropriation", plus: ["T04.general", "T04.fund", "T04.capital"], minus: []))
    relate(
      .sum(
        "T02[total].total",
        plus: ["T04.general", "T04.fund", "T04.capital"] + Self.sources.map { "T02[total].\($0)" }, minus: []))
    relate(.sum("T01.grand", plus: ["T03[total].total", "T01.distribution", "T01.closing"], minus: []))
    relate(.atMost("T04.opening", "T01.opening"))
    relate(.atMost("T04[closing].total", "T01.closing"))
  }

  private static let funds: [(name: String, fund: Classifications.Fund, table: String)] = [
    ("general", .general, "T05"), ("fund", .governmentFunds, "T07"), ("capital", .stateCapital, "T08"),
  ]

  private mutating func addFiscal(_ facts: Facts) {
    for (name, fund, table) in Self.funds {
      let items = facts.items.filter { $0.fund == fund }
      let income = items.map { $0.basic + $0.project + $0.closing - $0.opening }.reduce(0, +)
      state("T04.\(name)", income)
      state("T04.opening_\(name)", items.map(\.opening).reduce(0, +))
      state("T04[closing].\(name)", items.map(\.closing).reduce(0, +))
      sum("T04[grand].\(name)", ["\(table)[total].total", "T04[closing].\(name)"])
      relate(.sum("T04[grand].\(name)", plus: ["T04.\(name)", "T04.opening_\(name)"], minus: []))
    }
    relate(.sum("T04.fund", plus: ["T07[total].income"], minus: []))
    relate(.sum("T04.opening_fund", plus: ["T07[total].opening"], minus: []))
    relate(.sum("T04[closing].fund", plus: ["T07[total].closing"], minus: []))
    sum("T04.income", ["T04.general", "T04.fund", "T04.capital"])
    sum("T04.opening", ["T04.opening_general", "T04.opening_fund", "T04.opening_capital"])
    sum("T04[closing].total", ["T04[closing].general", "T04[closing].fund", "T04[closing].capital"])
    for code in Self.codes(facts.items.map(\.code)) where code.count == 3 {
      sum("T04[\(code)].total", Self.funds.map { "\($0.table)[\(code)].total" }.filter { values[$0] != nil })
      relate(.atMost("T04[\(code)].total", "T03[\(code)].total"))
    }
    sum("T04[total].total", ["T05[total].total", "T07[total].total", "T08[total].total"])
    let classes = Self.codes(facts.items.map(\.code)).filter { $0.count == 3 }
    relate(.sum("T04[total].total", plus: classes.map { "T04[\($0)].total" }, minus: []))
    sum("T04.grand", ["T04.income", "T04.opening"])
    relate(.sum("T04.grand", plus: ["T04[total].total", "T04[closing].total"], minus: []))
    relate(.sum("T04.grand", plus: Self.funds.map { "T04[grand].\($0.name)" }, minus: []))
  }

  // MARK: Economic classification

  private mutating func addEconomy(_ facts: Facts) {
    for (code, value) in facts.economy { state("T06[\(code)]", value) }
    for code in ["301", "303", "302", "310"] {
      sum("T06[\(code)]", facts.economy.keys.filter { $0.hasPrefix(code) }.sorted().map { "T06[\($0)]" })
    }
    sum("T06[personnel]", ["T06[301]", "T06[303]"])
    sum("T06[operating]", ["T06[302]", "T06[310]"])
    relate(.sum("T05[total].basic", plus: ["T06[personnel]", "T06[operating]"], minus: []))
  }

  // MARK: 三公

  private mutating func addTravel(_ facts: Facts) {
    for (stage, amounts) in [("budget", facts.travel.budget), ("outturn", facts.travel.outturn)] {
      for (item, value) in amounts { state("T09.\(stage).\(item)", value) }
      sum("T09.\(stage).vehicles", ["T09.\(stage).purchase", "T09.\(stage).running"])
      sum("T09.\(stage).total", ["overseas", "vehicles", "receptions"].map { "T09.\(stage).\($0)" })
    }
    for (section, item) in [
      ("30212", "overseas"), ("31013", "purchase"), ("30231", "running"), ("30217", "receptions"),
    ] where facts.economy[section] != nil {
      relate(.atMost("T06[\(section)]", "T09.outturn.\(item)"))
    }
  }
}
