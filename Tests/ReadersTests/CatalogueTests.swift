import Documents
import Foundation
import Testing

/// The words for whatever the reader says stand in the message catalogue.
@Suite struct CatalogueTests {
  private func lines() throws -> [[String]]? {
    let file = Repository.root.appending(path: "Packs/messages/reading.tsv")
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func everyIDHasItsWords() throws {
    guard let lines = try lines() else { return print("no message catalogue beside these tests; skipped") }
    #expect(lines.first == ["id", "zh", "en"])
    #expect(lines.allSatisfy { $0.count == 3 && $0.allSatisfy { !$0.isEmpty } })
    let reasons: [UnreadableFile.Reason] = [
      .empty, .notText, .tooLarge, .unknownFormat, .encrypted, .damaged, .overblown, .noText, .stopped, .noPDFium,
      .inaccessible, .badName, .nested, .noOCR, .noXLRD,
    ]
    let notes = [
      "gb18030", "invalidBytes", "linesCut", "columnsCut", "rowsCut", "cellsCut", "tableJoined", "cellContinued",
      "fencedTable", "webTable", "changesAccepted", "hiddenText", "pictures", "footnotes", "symbols",
      "embeddedTexts", "partUnread", "hiddenSheet", "hiddenRows", "hiddenColumns", "uncomputed", "shownDiffers",
      "sheetCut", "tableContinued", "headRepeated", "rowBroken", "runningHeads", "outsidePage", "unmappedGlyphs",
      "pageUnreadable", "pagePicture", "tooManyRules", "nestingCut", "pageFrame", "inFile", "passedOver",
      "pageRecognised", "tableCut", "tableGuessed", "innerTables", "attachments",
    ]
    let expected = reasons.map { "unreadable.\($0.rawValue)" } + notes.map { "reading.\($0)" }
    #expect(lines.dropFirst().map { $0[0] }.sorted() == expected.sorted())
  }

  @Test func bothLanguagesFillTheSameSlots() throws {
    guard let lines = try lines() else { return print("no message catalogue beside these tests; skipped") }
    func slots(_ text: String) -> [String] {
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        .compactMap { $0.split(separator: "}").first.map(String.init) }.sorted()
    }
    for line in lines.dropFirst() {
      #expect(slots(line[1]) == slots(line[2]), "\(line[0])")
    }
  }
}

enum Repository {
  /// The folder that holds `Tests`.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
