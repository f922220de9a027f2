import Checking
import Documents
import Testing

@testable import mutations

/// Slips, where they stand afterwards, what can be seen of them, and how findings are held against them.
@Suite struct SlipTests {
  private let department = SoundDepartment(
    seed: 502, index: 0, regime: .full, isRounded: false, Classifications(year: 2024))

  private func print(_ quantity: Quantity, in part: String) -> Int? {
    department.manuscript.prints.firstIndex { $0.quantity == quantity && $0.part == part }
  }

  private func slip(_ print: Int, _ wrong: String) -> Slip {
    Slip(kind: .digitChanged, domain: .cell, places: [Slip.Place(print: print, wrong: wrong)])
  }

  @Test func aMutantPrintsWhatTheSlipsSay() {
    for kind in SlipKind.allCases {
      for domain in Manuscript.Kind.allCases where kind.fits(domain) {
        var numbers = SeededNumbers(seed: 9)
        let slips = SlipDraw(Ground(department)).slips(3, [kind], [domain], &numbers)
        let mutant = Mutant(department.manuscript, slips)
        let scalars = Array(mutant.text.unicodeScalars)
        for (slip, targets) in zip(slips, mutant.targets) {
          #expect(slip.kind == kind && targets.count == slip.places.count)
          for (place, target) in zip(slip.places, targets) {
            #expect(scalars[target.range].map(String.init).joined() == place.wrong)
          }
        }
        let touched = Set(slips.flatMap(\.places).map(\.print))
        for (index, range) in mutant.ranges.enumerated() where !touched.contains(index) {
          #expect(scalars[range].map(String.init).joined() == department.manuscript.prints[index].text)
        }
      }
    }
  }

  @Test func slipsOfADocumentDoNotTouch() {
    var numbers = SeededNumbers(seed: 11)
    let slips = SlipDraw(Ground(department)).slips(5, SlipKind.allCases, [.cell, .sentence], &numbers)
    #expect(slips.count == 5)
    let prints = slips.flatMap(\.places).map(\.print)
    #expect(Set(prints).count == prints.count)
  }

  @Test func misprintsAreOtherNumerals() {
    var numbers = SeededNumbers(seed: 5)
    #expect(Misprint.of("12.34", .sign, &numbers) == "-12.34")
    #expect(Misprint.of("1203.45", .blank, &numbers) == "")
    #expect(Misprint.shifted("12.34", by: 1) == "123.4")
    #expect(Misprint.shifted("12.34", by: -1) == "1.23")
    #expect(Misprint.shifted("12.34", by: 4) == "123400")
    #expect(Misprint.shifted("0.04", by: -1) == nil)
    #expect(Misprint.of("11.11", .transposed, &numbers) == nil)
    for _ in 0..<50 {
      let wrong = Misprint.of("40.50", .digitDropped, &numbers)
      #expect(wrong.map { ["0.50", "4.50", "40.0", "40.5"].contains($0) } ?? true)
    }
  }

  @Test func aTotalIsSeenAndAFreeNumberIsNot() throws {
    let oracle = Oracle(department)
    let total = try #require(print("T03[total].total", in: "T03"))
    #expect(oracle.isVisible(slip(total, "1.00")))
    #expect(!oracle.isVisible(slip(total, department.manuscript.prints[total].text)))
    let free = try #require(print("BASE.adjustment", in: "BASE"))
    #expect(!oracle.isVisible(slip(free, "1.00")))
  }

  @Test func partsOfOneSumRivalEachOther() throws {
    let part = try #require(print("BASE.last.operations", in: "BASE"))
    let rivals = Oracle(department).rivals(slip(part, "0.03")).map { department.manuscript.prints[$0].quantity }
    #expect(Set(rivals) == ["BASE.last.maintenance", "BASE.last.special", "BASE.last.project"])
  }

  @Test func findingsAreHeldAgainstPlaces() throws {
    let manuscript = department.manuscript
    let total = try #require(print("T03[total].total", in: "T03"))
    let slip = slip(total, "1.00")
    let mutant = Mutant(manuscript, [slip])
    let judge = Judge(manuscript, mutant)
    func finding(_ print: Int, expected: String?) -> Finding {
      let range = mutant.ranges[print]
      let location = Location(
        role: .culprit, quote: "1.00", span: SourceSpan(start: range.lowerBound, end: range.upperBound))
      return Finding(
        rule: "T03.rows.total", severity: .error, title: "", message: "", expected: expected, suggestion: "改。",
        locations: [location])
    }
    let right = judge.outcome([finding(total, expected: manuscript.prints[total].text + "万元")])
    #expect(right.verdicts[0].isFound && right.verdicts[0].isExact && right.verdicts[0].isRepaired)
    #expect(right.innocents.isEmpty && right.falseFindings.isEmpty)
    let wrong = judge.outcome([finding(total, expected: "2.00万元")])
    #expect(wrong.verdicts[0].isExact && !wrong.verdicts[0].isRepaired)
    let other = try #require(print("T03[total].basic", in: "T03"))
    let missed = judge.outcome([finding(other, expected: nil)])
    #expect(!missed.verdicts[0].isFound)
    #expect(missed.falseFindings.count == 1 && missed.innocents == [other])
    var open = finding(total, expected: nil)
    open.isOpen = true
    let tie = judge.outcome([open])
    #expect(tie.verdicts[0].isFound && tie.verdicts[0].isTie && !tie.verdicts[0].isExact)
  }
}
