import Checking
import Forms
import Testing

@testable import mutations

/// Invented departments and their disclosures.
@Suite struct DepartmentTests {
  private static let classifications = Classifications(year: 2024)

  private func department(
    _ index: Int, regime: DisclosureWriter.Regime = .full, isRounded: Bool = false
  ) -> SoundDepartment {
    SoundDepartment(seed: 506, index: index, regime: regime, isRounded: isRounded, Self.classifications)
  }

  @Test func theSameSeedGivesTheSameDisclosure() {
    #expect(department(3).manuscript.text == department(3).manuscript.text)
    #expect(department(3).manuscript.text != department(4).manuscript.text)
  }

  @Test(arguments: [false, true]) func everyRelationHoldsAsPrinted(_ isRounded: Bool) {
    for index in 0..<20 {
      let department = department(index, isRounded: isRounded)
      var printed: [Quantity: Int] = [:]
      for print in department.manuscript.prints {
        let value = Accounts.value(print.text, print.unit)
        #expect(value != nil, "\(print.text)")
        printed[print.quantity] = value
      }
      let applied = department.accounts.relations.filter { $0.holds { printed[$0] } != nil }
      #expect(applied.count > 100)
      for relation in applied { #expect(relation.holds { printed[$0] } == true, "\(relation)") }
    }
  }

  @Test func printsStandWhereTheySay() {
    let manuscript = department(1).manuscript
    #expect(manuscript.prints.count > 300)
    for print in manuscript.prints {
      #expect(manuscript.scalars[print.range].map(String.init).joined() == print.text)
    }
    #expect(Set(manuscript.prints.map(\.kind)) == Set(Manuscript.Kind.allCases))
  }

  @Test(arguments: DisclosureWriter.Regime.allCases) func aSoundDisclosureHasNoFinding(
    _ regime: DisclosureWriter.Regime
  ) {
    let check = DisclosureCheck(regime: regime)
    for index in 0..<8 {
      let findings = check.findings(department(index, regime: regime).manuscript.text)
      #expect(findings.map(\.message) == [], "department \(index)")
    }
  }

  @Test func numeralsAreReadAsTheyAreWritten() {
    #expect(Accounts.text(12_345_600, .amount) == "1234.56")
    #expect(Accounts.value("1234.56", .amount) == 12_345_600)
    #expect(Accounts.value("12.3456", .amount) == 123_456)
    #expect(Accounts.text(985, .points) == "9.85")
    #expect(Accounts.text(1_000, .points) == "10")
    #expect(Accounts.value("-0.05", .percent) == -5)
    #expect(Accounts.value("", .amount) == 0)
    #expect(Accounts.value("无", .amount) == nil)
  }
}
