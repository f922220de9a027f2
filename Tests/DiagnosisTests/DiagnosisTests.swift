import Testing

@testable import Diagnosis

/// The properties that a wrong search for causes would break.
@Suite struct DiagnosisTests {
  private func wrong(_ explanation: Explanation) -> [Int] {
    explanation.causes.flatMap { $0.edits.map(\.print) }.sorted()
  }

  // MARK: Sound accounts

  @Test func soundAccountsHaveNoCause() {
    for seed in 0..<300 {
      let account = Account(rows: 1 + seed % 7, columns: 1 + seed % 4, tables: 1 + seed % 3, seed: UInt64(seed))
      #expect(Diagnoser.diagnose(account.system()).causes.isEmpty)
    }
  }

  @Test func nothingIsExplainedByNothing() {
    #expect(Diagnoser.diagnose(System()).causes.isEmpty)
  }

  /// Of three parts and a total each lies half a step to either side: two steps are rounding, more are not.
  @Test(arguments: [(0, 0), (1, 0), (2, 0), (3, 1), (-2, 0), (-3, 1)])
  func roundingUpToTheSlackIsSilent(_ off: Int64, _ causes: Int) {
    var account = Account(rows: 3, columns: 1, tables: 1, seed: 7)
    account.values[0][0] += off
    account.values[0][1] += off
    let found = Diagnoser.diagnose(account.system()).causes
    #expect(found.count == causes)
  }

  // MARK: One slip

  @Test func oneWrongFigureIsOneCauseWithItsValue() throws {
    for seed in 0..<100 {
      var account = Account(rows: 4, columns: 3, tables: 1, seed: UInt64(seed))
      let (row, column) = (1 + seed % 4, 1 + seed % 3)
      account.slips[[0, row, column]] = account.values[row][column] + 900
      let explanation = Diagnoser.diagnose(account.system())
      #expect(wrong(explanation) == [account.print(0, row, column)])
      let cause = try #require(explanation.causes.first)
      #expect(cause.isAsserted)
      #expect(cause.edits[0].value?.center == account.values[row][column] * (Figure.unitsOfOne / 100))
      #expect(cause.equations.count == 2)
    }
  }

  /// What is printed twice and confirmed by a sum is right; what is printed once beside it is wrong.
  @Test func aSlipCopiedIntoTwoTablesIsOneCause() throws {
    var account = Account(rows: 3, columns: 2, tables: 3, seed: 11)
    account.slips[[1, 2, 1]] = 12_345
    account.slips[[2, 2, 1]] = 12_345
    let explanation = Diagnoser.diagnose(account.system())
    #expect(explanation.causes.count == 1)
    #expect(wrong(explanation) == [account.print(1, 2, 1), account.print(2, 2, 1)])
    #expect(explanation.causes[0].isAsserted)
  }

  @Test func rowsExchangedAreOneCause() {
    var account = Account(rows: 4, columns: 3, tables: 2, seed: 5)
    for column in 0...3 {
      account.slips[[1, 2, column]] = account.values[3][column]
      account.slips[[1, 3, column]] = account.values[2][column]
    }
    let explanation = Diagnoser.diagnose(account.system())
    #expect(explanation.causes.count == 1)
    #expect(wrong(explanation) == (0...3).flatMap { [account.print(1, 2, $0), account.print(1, 3, $0)] }.sorted())
  }

  /// Each row prints what belongs to the next, and the last one nothing. What the first was, sums say; that the others
  /// slid, the rows of their codes in another table, whose figures need not be the same.
  @Test(arguments: [2, 3, 4])
  func rowsThatSlidAreOneCauseWithTheirValues(_ count: Int) throws {
    for seed in 0..<20 {
      var account = Account(rows: 7, columns: 3, tables: 2, seed: UInt64(seed))
      let rows = 2..<2 + count
      for row in rows {
        for column in 0...3 {
          account.slips[[0, row, column]] = account.values[row + 1][column]
          if row == rows.upperBound - 1 { account.blanks.insert([0, row, column]) }
        }
      }
      let explanation = Diagnoser.diagnose(account.system(areFactsApart: true))
      let cause = try #require(explanation.causes.first)
      #expect(explanation.causes.count == 1 && cause.isAsserted)
      #expect(cause.edits.map(\.print) == rows.flatMap { row in (0...3).map { account.print(0, row, $0) } })
      #expect(
        cause.edits.map { $0.value?.center }
          == rows.flatMap { row in account.values[row].map { $0 * (Figure.unitsOfOne / 100) } })
    }
  }

  /// The other table has by right another figure of one of the rows, so that the run of rows is not told from there.
  @Test func aSlideIsFoundByWhatItLost() throws {
    for seed in 0..<20 {
      var account = Account(rows: 7, columns: 3, tables: 2, seed: UInt64(seed))
      for row in [0, 3] {
        for column in [0, 1] { account.slips[[1, row, column]] = account.values[row][column] + 77 }
      }
      for column in 0...3 {
        for row in 2...3 { account.slips[[0, row, column]] = account.values[row + 1][column] }
        account.blanks.insert([0, 4, column])
      }
      let explanation = Diagnoser.diagnose(account.system(areFactsApart: true))
      let cause = try #require(explanation.causes.first)
      #expect(explanation.causes.count == 1 && cause.isAsserted)
      #expect(cause.edits.map(\.print) == (2...4).flatMap { row in (0...3).map { account.print(0, row, $0) } })
      #expect(
        cause.edits.map { $0.value?.center }
          == (2...4).flatMap { row in account.values[row].map { $0 * (Figure.unitsOfOne / 100) } })
    }
  }

  /// A row may be blank by right where another table has figures; it is no place for its neighbour's.
  @Test func aBlankRowIsNoSlide() {
    for seed in 0..<20 {
      var account = Account(rows: 7, columns: 3, tables: 2, seed: UInt64(seed))
      for column in 0...3 {
        for row in [0, 4] { account.slips[[0, row, column]] = account.values[row][column] - account.values[4][column] }
        account.blanks.insert([0, 4, column])
      }
      account.slips[[0, 3, 1]] = account.values[3][1] + 1_000
      let explanation = Diagnoser.diagnose(account.system(areFactsApart: true))
      #expect(wrong(explanation) == [account.print(0, 3, 1)])
    }
  }

  /// Two rows print the same; the other table says of which it is.
  @Test(arguments: [0, 1])
  func ofTwoRowsThatAreTheSameTheOtherTableTellsTheCopy(_ copy: Int) throws {
    for seed in 0..<20 {
      var account = Account(rows: 7, columns: 3, tables: 2, seed: UInt64(seed))
      let (row, source) = copy == 0 ? (3, 4) : (4, 3)
      for column in 0...3 { account.slips[[0, row, column]] = account.values[source][column] }
      let explanation = Diagnoser.diagnose(account.system(areFactsApart: true))
      let cause = try #require(explanation.causes.first)
      #expect(explanation.causes.count == 1 && cause.isAsserted)
      #expect(cause.edits.map(\.print) == (0...3).map { account.print(0, row, $0) })
      #expect(cause.edits.map { $0.value?.center } == account.values[row].map { $0 * (Figure.unitsOfOne / 100) })
    }
  }

  /// Printed nowhere else: the sums of two rows are off by the same, one up, one down, and those of the columns are not.
  @Test func figuresOfOneColumnInEachOthersPlaceAreOneCause() {
    for seed in 0..<40 {
      var account = Account(rows: 5, columns: 3, tables: 1, seed: UInt64(seed))
      account.slips[[0, 2, 1]] = account.values[4][1]
      account.slips[[0, 4, 1]] = account.values[2][1]
      guard account.values[2][1] != account.values[4][1] else { continue }
      let explanation = Diagnoser.diagnose(account.system())
      #expect(explanation.causes.count == 1)
      #expect(wrong(explanation) == [account.print(0, 2, 1), account.print(0, 4, 1)])
      #expect(explanation.causes[0].isAsserted)
    }
  }

  // MARK: Several slips

  /// Every repair, put into the account, makes it add up; checked without the code that found it.
  @Test func repairsMakeTheAccountAddUp() {
    for seed in 0..<200 {
      var numbers = SplitMix(state: UInt64(seed) &* 977)
      var account = Account(rows: 4, columns: 3, tables: 1, seed: UInt64(seed))
      for _ in 0..<3 {
        account.slips[[0, Int(numbers.next() % 5), Int(numbers.next() % 4)]] = Int64(numbers.next() % 90_000) + 50
      }
      let explanation = Diagnoser.diagnose(account.system())
      guard explanation.causes.allSatisfy(\.isAsserted) else { continue }
      var repaired = account
      for (row, column) in (0..<account.rows).flatMap({ row in (0..<account.columns).map { (row, $0) } }) {
        repaired.values[row][column] = account.printed(0, row, column)
      }
      for edit in explanation.causes.flatMap(\.edits) {
        let value = (edit.value?.center ?? -1) / (Figure.unitsOfOne / 100)
        repaired.values[edit.print / account.columns][edit.print % account.columns] = value
      }
      #expect(account.addsUp(repaired.values), "seed \(seed)")
    }
  }

  /// No smaller set of prints than the one found, tried one by one, makes the rest true together.
  @Test func noRepairOfTinySystemsIsCheaperThanTheOneFound() {
    var dearer = 0
    for seed in 0..<60 {
      var numbers = SplitMix(state: UInt64(seed) &* 31)
      var account = Account(rows: 2, columns: 2, tables: 1, seed: UInt64(seed))
      for _ in 0..<2 {
        account.slips[[0, Int(numbers.next() % 3), Int(numbers.next() % 3)]] = Int64(numbers.next() % 90_000) + 50
      }
      let system = account.system()
      let found = wrong(Diagnoser.diagnose(system)).count
      if let least = Exhaustive(system).leastRepair(upTo: 3), found > least { dearer += 1 }
    }
    #expect(dearer == 0)
  }

  // MARK: Ties

  /// A total and two parts that do not add up to it, each printed once.
  private func tie() -> System {
    var system = System()
    for value: Int64 in [1_000, 600, 700] {
      let quantity = system.addQuantity()
      system.prints.append(
        Print(
          of: quantity, Figure(hundredths: value), role: quantity == 0 ? .total : .leaf, state: .stated,
          at: Place(table: 0, row: quantity, column: 0, code: nil)))
    }
    let terms = [Constraint.Term(0, 1), Constraint.Term(1, -1), Constraint.Term(2, -1)]
    system.equations = [Constraint(.sum(terms, constant: .zero), output: 0)]
    return system
  }

  /// Of two leaves that only their sum sees, either may be wrong.
  @Test func twoLeavesThatNothingElseConfirmsAreATie() throws {
    let system = tie()
    let cause = try #require(Diagnoser.diagnose(system).causes.first)
    #expect(!cause.isAsserted)
    #expect(cause.suspects == [0, 1, 2])
  }

  /// A condition that one of two repairs would break decides between them.
  @Test func aConditionDecidesATie() throws {
    var system = tie()
    system.conditions = { repair in (broken: repair.contains { $0.print != 2 } ? 1 : 0, mended: 0) }
    let cause = try #require(Diagnoser.diagnose(system).causes.first)
    #expect(cause.isAsserted)
    #expect(cause.edits.map(\.print) == [2])
  }

  /// And so does one that only one of them mends.
  @Test func aMendedConditionDecidesATie() throws {
    var system = tie()
    system.conditions = { repair in (broken: 0, mended: repair.contains { $0.print == 1 } ? 1 : 0) }
    let cause = try #require(Diagnoser.diagnose(system).causes.first)
    #expect(cause.isAsserted)
    #expect(cause.edits.map(\.print) == [1])
  }

  // MARK: Invariance

  @Test func orderAndScaleChangeNothing() {
    for seed in 0..<40 {
      var account = Account(rows: 5, columns: 3, tables: 2, seed: UInt64(seed))
      account.slips[[0, 1 + seed % 5, 1]] = 77_777
      account.slips[[1, 2, 2]] = 5
      let plain = wrong(Diagnoser.diagnose(account.system()))
      #expect(plain == wrong(Diagnoser.diagnose(account.system(reversed: true))))
      #expect(plain == wrong(Diagnoser.diagnose(account.system(scale: 10))))
    }
  }

  @Test func anEquationThatHoldsAddsNoCause() {
    for seed in 0..<40 {
      var account = Account(rows: 5, columns: 3, tables: 1, seed: UInt64(seed))
      account.slips[[0, 1 + seed % 5, 1]] = 77_777
      var system = account.system()
      let before = Diagnoser.diagnose(system).causes.count
      // The third row is the sum of its parts, said again the other way round.
      let terms = (0..<account.columns).map { Constraint.Term(3 * account.columns + $0, $0 == 0 ? -1 : 1) }
      if account.slips[[0, 3, 1]] == nil { system.equations.append(Constraint(.sum(terms, constant: .zero))) }
      #expect(Diagnoser.diagnose(system).causes.count == before)
    }
  }

  // MARK: Bounds

  @Test func withoutWorkNothingIsAsserted() {
    var account = Account(rows: 6, columns: 4, tables: 2, seed: 3)
    for row in 1...6 { account.slips[[0, row, 1]] = Int64(row) * 131 }
    for budget in [Budget(whole: 0), Budget(component: 0), Budget(trials: 0, trialsAgain: 0)] {
      let explanation = Diagnoser.diagnose(account.system(), budget: budget)
      #expect(explanation.isCutShort)
      #expect(!explanation.causes.isEmpty)
      #expect(explanation.causes.allSatisfy { !$0.isAsserted })
    }
  }

  @Test func everyFigureWrongEndsInTime() {
    var account = Account(rows: 80, columns: 6, tables: 2, seed: 9)
    var numbers = SplitMix(state: 1)
    for row in 0..<account.rows {
      for column in 0..<account.columns { account.slips[[0, row, column]] = Int64(numbers.next() % 99_999) }
    }
    let budget = Budget()
    let explanation = Diagnoser.diagnose(account.system(), budget: budget)
    #expect(!explanation.causes.isEmpty)
    // A search looks at the bound after each trial, so the last one may pass it by the work of a few.
    #expect(explanation.steps < 2 * budget.whole)
  }
}
