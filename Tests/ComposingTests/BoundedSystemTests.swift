import Amounts
import Testing

@testable import Composing

/// Figures inside their rounding, and sums that have to come out.
@Suite struct BoundedSystemTests {
  private func about(_ value: Int64) -> BoundedSystem.Bounds {
    BoundedSystem.Bounds(low: Rational(value - 50), high: Rational(value + 49))
  }

  @Test func figuresMoveInsideTheirRoundingUntilTheSumComesOut() throws {
    // 1.00 + 1.00 + 1.00 printed with a total of 3.01, in yuan.
    let printed: [Int64] = [10_000, 10_000, 10_000, 30_100]
    var system = BoundedSystem(values: printed.map { Rational($0) }, bounds: printed.map(about))
    _ = try system.add([0: 1, 1: 1, 2: 1, 3: -1], .zero)
    guard case .solved = try system.solve() else {
      Issue.record("not solved")
      return
    }
    let values = system.values.prefix(4)
    #expect(try values[0] + values[1] + values[2] == values[3])
    for (value, printed) in zip(values, printed) {
      #expect(value >= Rational(printed - 50))
      #expect(value <= Rational(printed + 49))
    }
  }

  @Test func whatComesOutIsNotTouched() throws {
    let printed: [Int64] = [10_000, 20_000, 30_000]
    var system = BoundedSystem(values: printed.map { Rational($0) }, bounds: printed.map(about))
    _ = try system.add([0: 1, 1: 1, 2: -1], .zero)
    guard case .solved = try system.solve() else {
      Issue.record("not solved")
      return
    }
    #expect(Array(system.values.prefix(3)) == printed.map { Rational($0) })
  }

  @Test func whatRoundingDoesNotExplainIsAConflictOfItsMembers() throws {
    let printed: [Int64] = [10_000, 20_000, 31_000, 77]
    var system = BoundedSystem(values: printed.map { Rational($0) }, bounds: printed.map(about))
    let slack = try system.add([0: 1, 1: 1, 2: -1], .zero)
    guard case .conflict(let conflict) = try system.solve() else {
      Issue.record("no conflict")
      return
    }
    #expect(Set(conflict.members) == [0, 1, 2, slack])
    // The total gives way and takes what its parts make of it.
    system.relax(2)
    guard case .solved = try system.solve() else {
      Issue.record("not solved")
      return
    }
    #expect(try system.values[0] + system.values[1] == system.values[2])
    #expect(system.values[3] == Rational(77))
  }

  @Test func limitsThatAreNoEqualitiesHoldToo() throws {
    var system = BoundedSystem(values: [Rational(10), Rational(4)], bounds: [about(10), about(4)])
    _ = try system.add([0: 1, 1: -1], BoundedSystem.Bounds(low: nil, high: .zero))
    guard case .solved = try system.solve() else {
      Issue.record("not solved")
      return
    }
    #expect(system.values[0] <= system.values[1])
  }
}
