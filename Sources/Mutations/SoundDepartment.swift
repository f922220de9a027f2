/// An invented department and its disclosure, made from a seed.
struct SoundDepartment {
  let facts: Facts
  let accounts: Accounts
  let last: Accounts
  let manuscript: Manuscript

  /// - Parameters:
  ///   - index: which of the departments of the seed; each can be made without the others.
  ///   - isRounded: amounts are drawn to the yuan and rounded when printed, so that totals are off by their last place.
  init(seed: UInt64, index: Int, regime: DisclosureWriter.Regime, isRounded: Bool, _ classifications: Classifications) {
    var numbers = SeededNumbers(seed: seed, part: index)
    let draw = FactsDraw(classifications: classifications, step: isRounded ? 1 : 100)
    facts = draw.facts(&numbers)
    last = Accounts(draw.lastYear(facts, &numbers), last: nil)
    accounts = Accounts(facts, last: last)
    manuscript = DisclosureWriter(
      facts: facts, accounts: accounts, classifications: classifications, regime: regime
    ).manuscript()
  }
}
