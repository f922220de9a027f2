import Composing
import Documents
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workbooks
import Workflow
import Writers

/// A folder and the workbook made of it hold the same leaf facts, to the last digit.
@Suite(.enabled(if: (try? SheetLibrary.expect()) != nil, "libxlsxwriter is not installed"))
struct WorkbookRoundTripTests {
  @Test(arguments: ["Samples/archive-2024", "Tests/Fixtures/composing/shanghai"])
  func aWorkbookHoldsWhatTheFolderHolds(_ path: String) throws {
    let folder = try FactFolderLoader.load(Repository.file(path).path)
    let trip = try WorkbookTrip(folder)
    #expect(trip.problems == [])
    #expect(trip.differences == [])
    #expect(trip.before.texts.count > 15)
  }

  @Test func whatIsComposedOfBothIsTheSame() throws {
    let folder = try FactFolderLoader.load(Repository.file("Samples/archive-2024").path)
    let trip = try WorkbookTrip(folder)
    let compose = Compose(files: .embedded)
    let texts = [
      MarkdownWriter.write(try compose.run(folder).document),
      MarkdownWriter.write(try compose.run(FilledWorkbook(trip.file)).document),
      MarkdownWriter.write(try compose.run(trip.before).document),
    ]
    #expect(texts[0] == texts[1])
    #expect(texts[0] == texts[2])
    #expect(texts[0].utf8.count > 20_000)
  }
}
