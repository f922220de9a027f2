import Amounts
import Testing

@testable import Composing

@Suite struct SharesTests {
  @Test func sharesOfTheWholeAddUp() throws {
    let third = try Rational(1, over: 3)
    #expect(Shares.adding(up: [third, third, third]) == ["33.34", "33.33", "33.33"])
    #expect(Shares.adding(up: [try Rational(1, over: 8), try Rational(7, over: 8)]) == ["12.50", "87.50"])
    #expect(Shares.adding(up: [.one, .zero]) == ["100.00", "0.00"])
  }

  @Test func partsThatAreNotTheWholeAreLeftAlone() throws {
    #expect(Shares.adding(up: [try Rational(1, over: 3)]) == nil)
    #expect(Shares.adding(up: [try Rational(-1, over: 3), try Rational(4, over: 3)]) == nil)
  }
}
