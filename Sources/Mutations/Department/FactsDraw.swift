/// Draws the facts of a department that does not exist.
struct FactsDraw {
  let classifications: Classifications
  /// 100 where every amount is drawn in whole steps of 0.01万元, so that printed figures add up exactly; 1 where amounts
  /// are drawn to the yuan and rounded when printed.
  let step: Int

  private static let places = ["云川市", "青禾县", "临渚区", "石泉县", "东岚市", "沐河县", "南屏区", "西浦市"]
  private static let organs = ["档案馆", "图书馆", "林业站", "水文站", "文化馆", "体育中心", "规划展示馆", "公共服务中心"]

  func facts(_ numbers: inout SeededNumbers) -> Facts {
    var facts = Facts()
    facts.department = numbers.pick(Self.places) + numbers.pick(Self.organs)
    facts.items = items(rows: numbers.within(5...60), &numbers)
    drawOwnMeans(&facts, &numbers)
    facts.economy = economy(of: facts.items, &numbers)
    drawTravel(&facts, &numbers)
    drawOthers(&facts, &numbers)
    drawBase(&facts, &numbers)
    ProgrammeDraw(draw: self).drawProgrammes(&facts, &numbers)
    return facts
  }

  // MARK: Amounts

  /// At least what is printed as 0.01万元, and 0.10万元 where amounts are rounded: of less, rounding leaves nothing.
  func money(_ limit: Int, _ numbers: inout SeededNumbers) -> Int {
    rounded(max(step == 1 ? 1_000 : step, numbers.amount(upTo: limit)))
  }

  func rounded(_ amount: Int) -> Int { amount / step * step }

  /// The amount times a number of hundredths in the range.
  func scaled(_ amount: Int, _ range: ClosedRange<Int>, _ numbers: inout SeededNumbers) -> Int {
    amount == 0 ? 0 : max(step, rounded(amount / 100 * numbers.within(range)))
  }

  /// Positive parts that add to the total, as many as asked for where it is large enough.
  func parts(_ total: Int, _ count: Int, _ numbers: inout SeededNumbers) -> [Int] {
    var rest = total
    var parts: [Int] = []
    for left in stride(from: max(1, count), to: 1, by: -1) where rest > left * step {
      let share = scaled(rest * 2 / left, 5...95, &numbers)
      let part = min(max(step, share), rest - (left - 1) * step)
      parts.append(part)
      rest -= part
    }
    if rest > 0 { parts.append(rest) }
    return parts
  }

  // MARK: Functions

  private static let classes: Set = [
    "201", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "215", "216", "220", "221", "222",
    "224",
  ]
  /// Contributions, which detailed tables print once more; they are basic expenditure throughout.
  static let contributions = ["2080505": "30108", "2080506": "30109", "2210201": "30113"]

  private func items(rows: Int, _ numbers: inout SeededNumbers) -> [Facts.Item] {
    let general = classifications.function.filter { $0.code.count == 7 && $0.fund == .general && isUsable($0.code) }
    var chosen = [numbers.pick(general.filter { $0.name == "行政运行" }).code]
    while Self.rowCount(chosen) < rows {
      let near = numbers.within(0...9)
      let beginning = near < 5 ? numbers.pick(chosen).prefix(5) : near < 7 ? numbers.pick(chosen).prefix(3) : ""
      let code = numbers.pick(general.filter { $0.code.hasPrefix(beginning) }).code
      if !chosen.contains(code) { chosen.append(code) }
      if near > 7, numbers.happens(40), let code = numbers.pick(Array(Self.contributions.keys).sorted()) as String?,
        !chosen.contains(code)
      {
        chosen.append(code)
      }
    }
    var items = chosen.enumerated().map { item($1, isFirst: $0 == 0, &numbers) }
    if numbers.happens(35) { items += fundItems(.governmentFunds, numbers.within(1...3), &numbers) }
    if numbers.happens(15) { items += fundItems(.stateCapital, numbers.within(1...2), &numbers) }
    return items.sorted { $0.code < $1.code }
  }

  private func isUsable(_ code: String) -> Bool {
    Self.classes.contains(String(code.prefix(3))) && classifications.isKnown(String(code.prefix(5)))
      && Self.contributions[code] == nil
  }

  /// Lines that these items take in a table: classes, sections and the items themselves.
  private static func rowCount(_ codes: [String]) -> Int {
    Set(codes.map { $0.prefix(3) }).count + Set(codes.map { $0.prefix(5) }).count + codes.count
  }

  private func item(_ code: String, isFirst: Bool, _ numbers: inout SeededNumbers) -> Facts.Item {
    var item = Facts.Item(code: code, fund: .general)
    let kind = numbers.within(0...9)
    let isBasic = isFirst || kind < 4 || Self.contributions[code] != nil
    if isBasic { item.basic = 100_000 + money(isFirst ? 40_000_000 : 8_000_000, &numbers) }
    if !isBasic || (kind == 3 && Self.contributions[code] == nil) {
      item.project = 20_000 + money(30_000_000, &numbers)
    }
    let spent = item.basic + item.project
    item.original = numbers.happens(8) ? 0 : numbers.happens(8) ? spent : scaled(spent, 75...125, &numbers)
    return item
  }

  private func fundItems(
    _ fund: Classifications.Fund, _ count: Int, _ numbers: inout SeededNumbers
  ) -> [Facts.Item] {
    let accounts = classifications.function.filter { account in
      account.fund == fund && account.code.count == 7 && classifications.isKnown(String(account.code.prefix(5)))
        && (fund == .stateCapital || Self.classes.contains(String(account.code.prefix(3))))
    }
    return numbers.some(count, of: accounts).map { account in
      var item = Facts.Item(code: account.code, fund: fund)
      item.project = 50_000 + money(50_000_000, &numbers)
      return item
    }
  }

  // MARK: Other means

  /// Income of its own, and what is carried over at both ends of the year.
  private func drawOwnMeans(_ facts: inout Facts, _ numbers: inout SeededNumbers) {
    let isCarrying = numbers.happens(60)
    for index in facts.items.indices where facts.items[index].project > 0 {
      let spent = facts.items[index].project
      if isCarrying, numbers.happens(25) { facts.items[index].opening = scaled(spent, 2...40, &numbers) }
      if isCarrying, numbers.happens(25) { facts.items[index].closing = scaled(spent, 2...40, &numbers) }
      guard numbers.happens(20), facts.items[index].fund == .general else { continue }
      facts.items[index].own = money(4_000_000, &numbers) + 10_000
      facts.items[index].source = numbers.pick(["superior", "professional", "business", "affiliates", "other", "other"])
      if isCarrying, numbers.happens(30) {
        facts.items[index].ownOpening = scaled(facts.items[index].own, 2...40, &numbers)
      }
      if isCarrying, numbers.happens(30) {
        facts.items[index].ownClosing = scaled(facts.items[index].own, 2...40, &numbers)
      }
    }
    guard let own = facts.items.first(where: { $0.own > 0 })?.own else { return }
    if numbers.happens(15) { facts.surplusUsed = scaled(own, 2...30, &numbers) }
    if numbers.happens(15) { facts.distribution = scaled(own, 2...30, &numbers) }
  }

  /// Basic expenditure of the general budget, split over the economic classification.
  private func economy(of items: [Facts.Item], _ numbers: inout SeededNumbers) -> [String: Int] {
    var economy: [String: Int] = [:]
    for item in items {
      if let section = Self.contributions[item.code] { economy[section] = item.basic }
    }
    let fixed = economy.values.reduce(0, +)
    let rest = items.filter { $0.fund == .general }.map(\.basic).reduce(0, +) - fixed
    let operating = scaled(rest, 12...35, &numbers)
    let capital = numbers.happens(50) ? scaled(operating, 1...15, &numbers) : 0
    let toPeople = scaled(rest, 1...12, &numbers)
    spread(rest - operating - toPeople, over: ["301"], 4...9, into: &economy, &numbers)
    spread(toPeople, over: ["303"], 1...6, into: &economy, &numbers)
    spread(operating - capital, over: ["302"], 5...18, into: &economy, &numbers)
    if capital > 0 { spread(capital, over: ["310"], 1...2, into: &economy, &numbers) }
    return economy
  }

  private func spread(
    _ total: Int, over classes: [String], _ count: ClosedRange<Int>, into economy: inout [String: Int],
    _ numbers: inout SeededNumbers
  ) {
    let fixed = Set(Self.contributions.values)
    let sections = classifications.economy.map(\.code).filter { code in
      code.count == 5 && classes.contains(String(code.prefix(3))) && !fixed.contains(code)
    }
    let amounts = parts(total, numbers.within(count), &numbers)
    for (section, amount) in zip(numbers.some(amounts.count, of: sections), amounts) { economy[section] = amount }
  }

  // MARK: The rest

  private func drawTravel(_ facts: inout Facts, _ numbers: inout SeededNumbers) {
    let least = ["overseas": "30212", "purchase": "31013", "running": "30231", "receptions": "30217"]
    let chances = ["overseas": 20, "purchase": 15, "running": 70, "receptions": 75]
    for (item, section) in least.sorted(by: { $0.key < $1.key }) {
      var spent = facts.economy[section] ?? 0
      if spent > 0 ? numbers.happens(40) : numbers.happens(chances[item] ?? 0) { spent += money(300_000, &numbers) }
      facts.travel.outturn[item] = spent
      facts.travel.budget[item] = spent == 0 ? 0 : scaled(spent, 101...180, &numbers)
    }
    if facts.travel.outturn["overseas", default: 0] > 0 {
      facts.travel.groups = numbers.within(1...4)
      facts.travel.travellers = facts.travel.groups * numbers.within(1...5)
    }
    let receptions = facts.travel.outturn["receptions", default: 0]
    if receptions > 0 {
      facts.travel.guests = receptions / 400 + numbers.within(2...50)
      facts.travel.receptions = max(1, facts.travel.guests / numbers.within(3...9))
    }
    facts.travel.vehicles = facts.travel.outturn["running", default: 0] > 0 ? numbers.within(1...8) : 0
    for kind in ["courier", "emergency", "enforcement", "other"] { facts.fleet[kind] = 0 }
    let kinds = numbers.some(numbers.within(1...3), of: ["courier", "emergency", "enforcement", "other"])
    for (index, kind) in kinds.enumerated() {
      facts.fleet[kind] = index == 0 ? facts.travel.vehicles : numbers.within(1...4)
    }
  }

  private func drawOthers(_ facts: inout Facts, _ numbers: inout SeededNumbers) {
    let operating = facts.economy.filter { $0.key.hasPrefix("302") || $0.key.hasPrefix("310") }.values.reduce(0, +)
    facts.running.original = scaled(operating, 85...120, &numbers)
    facts.use.meetings = (facts.economy["30215"] ?? 0) + money(200_000, &numbers)
    facts.use.attendees = numbers.within(20...900)
    facts.use.training = (facts.economy["30216"] ?? 0) + money(200_000, &numbers)
    facts.use.trainees = numbers.within(20...900)
    facts.procurement.goods = 10_000 + money(3_000_000, &numbers)
    facts.procurement.works = numbers.happens(40) ? 50_000 + money(9_000_000, &numbers) : 0
    facts.procurement.services = 10_000 + money(9_000_000, &numbers)
    let bought = facts.procurement.goods + facts.procurement.works + facts.procurement.services
    facts.procurement.smes = scaled(bought, 45...100, &numbers)
    facts.procurement.micro = scaled(facts.procurement.smes, 62...100, &numbers)
    facts.staff.posts = numbers.within(12...180)
    facts.staff.staff = facts.staff.posts * numbers.within(75...100) / 100
    facts.equipment = (numbers.within(0...9), numbers.within(0...4))
  }

  private func drawBase(_ facts: inout Facts, _ numbers: inout SeededNumbers) {
    let keys = ["operations", "maintenance", "special"]
    let spent = facts.items.map { item in item.project + (item.source == "business" ? 0 : item.own) }.reduce(0, +)
    let amounts = parts(spent, 3, &numbers)
    for (index, key) in keys.enumerated() {
      let amount = index < amounts.count ? amounts[index] : 0
      facts.base.project[key] = amount
      facts.base.projectLast[key] = scaled(amount, 70...130, &numbers)
      facts.base.projectBudget[key] = scaled(amount, 70...130, &numbers)
    }
    for key in ["office", "utilities", "events"] {
      let amount = 1_000 + money(600_000, &numbers)
      facts.base.free[key] = [scaled(amount, 70...130, &numbers), scaled(amount, 90...120, &numbers), amount]
    }
    facts.base.adjustment = money(500_000, &numbers)
  }
}
