import Composing
import TestSupport
import Testing
import Writers

@testable import mutations

/// The workbook made of an invented department's leaf facts holds the same facts.
@Suite(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
struct WorkbookTests {
  private static let classifications = Classifications(year: 2024)

  @Test(arguments: 0..<12) func aWorkbookHoldsWhatTheFolderHolds(_ index: Int) throws {
    let department = SoundDepartment(
      seed: 83, index: index, regime: .full, isRounded: index.isMultiple(of: 2), Self.classifications)
    let folder = LeafFolder.folder(department.facts, last: department.last, Self.classifications)
    let trip = try WorkbookTrip(folder)
    #expect(trip.problems == [])
    #expect(trip.differences == [])
  }
}
