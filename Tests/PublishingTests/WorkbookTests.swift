import Amounts
import Composing
import Filings
import OpenXML
import Testing
import Writers

@testable import Publishing

@Suite("Workbooks of disclosures") struct WorkbookTests {
  private static let isThere: Bool = (try? SheetLibrary.expect()) != nil

  @Test func formulasSayWhatTheEquationsAddUp() throws {
    let publication = try Sample.publication()
    let plan = SheetPlan(publication)
    #expect(plan.sheets.count == publication.tables.count)
    #expect(Set(plan.sheets.map(\.name)).count == publication.tables.count)
    let formulas = FormulaText(plan: plan)
    func formula(_ anchor: String) throws -> String? {
      for (index, sheet) in plan.sheets.enumerated() {
        for place in sheet.table.grid.rows.flatMap(\.cells).compactMap(\.place)
        where publication.anchor(of: place, in: sheet.table) == anchor {
          return publication.sums[place].flatMap { formulas.text($0, on: index) }
        }
      }
      return nil
    }
    #expect(try formula("T01.income.total.amount") == "=SUM(C7:C14)")
    #expect(try formula("T01.income.general.amount")?.hasPrefix("='公开04表'!") == true)
    #expect(try formula("T03.20126.total")?.hasPrefix("=SUM(D") == true)
    #expect(try formula("T05.2012601.basic") == nil)
  }

  /// What the formulas come to from the plain figures alone, each by the figures it names.
  @Test func sumsComeToWhatIsPrinted() throws {
    let publication = try Sample.publication()
    #expect(publication.sums.count > 100)
    for (place, addends) in publication.sums {
      var sum = Rational.zero
      for addend in addends {
        let value = publication.filing[addend.place]?.number?.value ?? .zero
        sum = try sum + value * Rational(Int64(addend.coefficient))
      }
      #expect(sum == publication.filing[place]?.number?.value)
    }
  }

  @Test(.enabled(if: isThere, "libxlsxwriter is not installed")) func theFileIsTheSameEveryTime() throws {
    let publication = try Sample.publication()
    let files = try (0..<2).map { _ in try ProofPart.adding("{}", to: try TableWorkbook.write(publication)) }
    #expect(files[0] == files[1])
    let package = try OfficePackage(files[0])
    #expect(package.kind == .sheet)
    #expect(try ProofPart.read(package) == "{}")
    let sheet = String(decoding: try package.bytes(of: "xl/worksheets/sheet3.xml"), as: UTF8.self)
    #expect(sheet.contains("<f>"))
    let core = String(decoding: try package.bytes(of: "docProps/core.xml"), as: UTF8.self)
    #expect(!core.contains("dcterms"))
  }
}
