extension FactsDraw {
  /// The same department a year before: the same accounts, other amounts.
  func lastYear(_ facts: Facts, _ numbers: inout SeededNumbers) -> Facts {
    var last = facts
    last.year -= 1
    for index in last.items.indices {
      let factor = numbers.within(85...115)
      for amount in [\Facts.Item.basic, \.project, \.own, \.opening, \.closing, \.ownOpening, \.ownClosing] {
        last.items[index][keyPath: amount] = scaled(last.items[index][keyPath: amount], factor...factor, &numbers)
      }
      last.items[index].original = scaled(last.items[index].original, 85...115, &numbers)
    }
    last.surplusUsed = scaled(last.surplusUsed, 70...100, &numbers)
    last.distribution = scaled(last.distribution, 70...100, &numbers)
    last.economy = economy(facts, last.items, &numbers)
    for item in last.travel.outturn.keys.sorted() {
      last.travel.outturn[item] = scaled(last.travel.outturn[item] ?? 0, 60...140, &numbers)
      last.travel.budget[item] = scaled(last.travel.budget[item] ?? 0, 60...140, &numbers)
    }
    last.procurement.goods = scaled(last.procurement.goods, 60...140, &numbers)
    last.procurement.works = scaled(last.procurement.works, 60...140, &numbers)
    last.procurement.services = scaled(last.procurement.services, 60...140, &numbers)
    return last
  }

  /// Last year's basic expenditure in this year's proportions.
  private func economy(_ facts: Facts, _ items: [Facts.Item], _ numbers: inout SeededNumbers) -> [String: Int] {
    func basic(_ items: [Facts.Item]) -> Int { items.filter { $0.fund == .general }.map(\.basic).reduce(0, +) }
    let factor = max(1, 100 * basic(items) / max(1, basic(facts.items)))
    var economy = facts.economy.mapValues { max(step, rounded($0 / 100 * factor)) }
    let rest = basic(items) - economy.values.reduce(0, +)
    if let largest = economy.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key {
      economy[largest, default: 0] += rest
    }
    return economy
  }
}
