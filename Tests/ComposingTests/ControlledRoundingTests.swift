import Testing

@testable import Composing

/// Random tables of exact figures rounded to whole steps.
@Suite struct ControlledRoundingTests {
  /// Numbers that follow from a seed alone.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  }

  /// A table of classes with their parts × columns with their sum, and a total row; every sum is a figure of its own.
  private struct World {
    var exact: [Int] = []
    var equations: [ControlledRounding.Equation] = []

    init(seed: UInt64) {
      var numbers = Numbers(state: seed)
      let columns = numbers.within(2...6)
      var classes: [[Int]] = []
      for _ in 0..<numbers.within(1...6) {
        let parts = (0..<numbers.within(1...7)).map { _ in
          row((0..<columns).map { _ in numbers.within(0...3) == 0 ? 0 : numbers.within(-50...900_000) })
        }
        classes.append(sum(parts))
      }
      _ = sum(classes)
    }

    /// The figures of a row with its sum.
    private mutating func row(_ values: [Int]) -> [Int] {
      let start = exact.count
      exact += values + [values.reduce(0, +)]
      var equation: ControlledRounding.Equation = [exact.count - 1: 1]
      for index in start..<(exact.count - 1) { equation[index] = -1 }
      equations.append(equation)
      return Array(start..<exact.count)
    }

    /// The row that adds up other rows, column by column.
    private mutating func sum(_ rows: [[Int]]) -> [Int] {
      let own = row((0..<(rows[0].count - 1)).map { column in rows.reduce(0) { $0 + exact[$1[column]] } })
      for column in own.indices {
        var equation: ControlledRounding.Equation = [own[column]: 1]
        for row in rows { equation[row[column]] = -1 }
        equations.append(equation)
      }
      return own
    }
  }

  /// A thousand tables, a hundred at a time.
  @Test(arguments: 0..<10) func tablesAddUpInBothDirections(_ hundred: Int) {
    for seed in 0..<100 { expectSums(hundred * 100 + seed) }
  }

  private func expectSums(_ seed: Int) {
    let world = World(seed: UInt64(seed))
    let rounded = ControlledRounding(world.exact, step: 100, equations: world.equations)
    for equation in world.equations {
      #expect(equation.reduce(0) { $0 + $1.value * rounded.steps[$1.key] } == 0)
    }
    #expect(rounded.beyond.isEmpty)
    for (exact, steps) in zip(world.exact, rounded.steps) {
      #expect(abs(steps * 100 - exact) < 100)
      if exact % 100 == 0 { #expect(steps * 100 == exact) }
    }
    #expect(ControlledRounding(world.exact, step: 100, equations: world.equations).steps == rounded.steps)
  }

  @Test func equalFactsArePrintedEqual() {
    // Twice 0.50 with a total of 1.00, and the first again elsewhere.
    let rounded = ControlledRounding(
      [50, 50, 100, 50], step: 100, equations: [[2: 1, 0: -1, 1: -1], [0: 1, 3: -1]])
    #expect(rounded.steps[0] == rounded.steps[3])
    #expect(rounded.steps[0] + rounded.steps[1] == 1)
  }

  @Test func figuresBelowZeroGoToTheStepsBesideThem() {
    let rounded = ControlledRounding([-150, 130, -20], step: 100, equations: [[2: 1, 0: -1, 1: -1]])
    #expect(rounded.steps[2] == rounded.steps[0] + rounded.steps[1])
    #expect([-2, -1].contains(rounded.steps[0]) && [1, 2].contains(rounded.steps[1]))
  }

  @Test func whatCannotBeKeptWithinAStepIsNamed() {
    // Three times the same figure of 0.40 is 1.20: rounded to 0 or 1, the total is 0 or 3.
    let rounded = ControlledRounding([40, 120], step: 100, equations: [[1: 1, 0: -3]])
    #expect(rounded.steps[1] == 3 * rounded.steps[0])
    #expect(rounded.beyond == (rounded.steps[0] == 0 ? [1] : [1]))
  }
}
