import Evaluation
import Filings
import Forms
import TestSupport
import Testing

@testable import Checking

/// A difference that rounding can explain is no finding; one step more is.
@Suite struct RoundingTests {
  private func verdicts(_ parts: [String], total: String) -> [Verdict] {
    var rows = ["total": ["total": total]]
    let codes = ["201", "205", "206", "208", "210", "221"]
    for (code, part) in zip(codes, parts) { rows[code] = ["total": part] }
    let form = TestForms.hunan
    let sheet = BalanceSheet(figures: Figures(form: form, filing: .printing(["T03": rows])))
    return sheet.balances.filter { form.rules[$0.rule].id == "T03.rows.total" }.map(\.verdict).filter { verdict in
      if case .notApplicable(let reason) = verdict { reason.id != "column" } else { true }
    }
  }

  @Test func halfAStepForEachFigureIsWithinRounding() {
    // Three parts and a total: at most 0.02.
    #expect(verdicts(["1.00", "1.00", "1.00"], total: "3.00") == [.holds])
    #expect(verdicts(["1.00", "1.00", "1.00"], total: "3.02") == [.withinRounding])
    #expect(verdicts(["1.00", "1.00", "1.00"], total: "3.03") == [.contradicted])
  }

  @Test func omittedZerosAreThere() {
    #expect(verdicts(["1", "1.5"], total: "2.5") == [.holds])
    #expect(verdicts(["1", "1.5"], total: "2.52") == [.contradicted])
  }

  @Test func blanksAreNotZeroes() {
    #expect(verdicts(["1.00", ""], total: "") == [.missing])
    #expect(verdicts(["", ""], total: "2.00") == [.unsupported])
    #expect(verdicts(["", ""], total: "") == [.notApplicable(Reason("blank"))])
    #expect(verdicts(["0.00", ""], total: "") == [.holds])
  }

  @Test func aCutOffFigureIsUnknownNotZero() {
    #expect(verdicts(["1.00", "2."], total: "3.00") == [.notApplicable(Reason("malformed", ["text": "2."]))])
  }

  @Test func percentagesMayBeTruncated() {
    let form = TestForms.hunan
    func verdict(_ rate: String) -> Verdict? {
      let filing = Filing.printing(["PROJECT.funds": ["total": ["revised": "450", "executed": "449.9", "rate": rate]]])
      let sheet = BalanceSheet(figures: Figures(form: form, filing: filing))
      return sheet.balances.first { form.rules[$0.rule].id == "PROJECT.funds.columns.rate" }?.verdict
    }
    #expect(verdict("99.98%") == .withinRounding)
    #expect(verdict("99.97%") == .withinRounding)  // cut off, not rounded
    #expect(verdict("99.96%") == .contradicted)
    #expect(verdict("99.97") == .withinRounding)  // the sign left out
    #expect(verdict("") == .missing)
  }
}
