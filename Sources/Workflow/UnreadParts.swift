import Documents
import Filings

/// Parts of a document whose text was not read: what is not found may stand there, and tables beside them may go on.
struct UnreadParts {
  private let map: SourceMap?
  private let pages: Set<Page>
  /// Whether parts as large as a table may be missing.
  private let isPartly: Bool
  /// Tables that may have more columns than were read.
  private let cut: [SourceSpan]

  private struct Page: Hashable {
    var file: String?
    var number: Int
  }

  /// What a reader notes where it left something out that was meant to be seen.
  private static let notes: Set = [
    "reading.cellsCut", "reading.embeddedTexts", "reading.fencedTable", "reading.innerTables", "reading.linesCut",
    "reading.nestingCut",
    "reading.pagePicture", "reading.pageUnreadable", "reading.rowsCut", "reading.sheetCut", "reading.tooManyRules",
    "reading.webTable",
  ]

  /// - Returns: nil where all was read.
  init?(_ reading: Reading) {
    let notes = reading.notes.filter { Self.notes.contains($0.id) }
    cut = reading.notes.filter { $0.id == ReadingNote.cutTable }.compactMap(\.span)
    guard !notes.isEmpty || !cut.isEmpty else { return nil }
    isPartly = !notes.isEmpty
    map = reading.map
    pages = Set(
      notes.compactMap { note in
        note.values["page"].flatMap { Int($0) }.map { Page(file: note.file, number: $0) }
      })
  }

  /// The filing with word of what may be missing from it.
  func marked(_ filing: Filing, of document: Document) -> Filing {
    var filing = filing
    filing.isPartlyRead = isPartly
    for table in filing.tables.indices {
      let span = document.blocks[filing.tables[table].block].span
      let own = pages(of: span)
      let isCut = cut.contains { $0.meets(span) }
      let goesOn = own.contains { pages.contains(Page(file: $0.file, number: $0.number + 1)) || pages.contains($0) }
      let beginsEarlier = own.contains { pages.contains(Page(file: $0.file, number: $0.number - 1)) }
      for block in filing.tables[table].blocks.indices {
        if isCut { filing.tables[table].blocks[block].hasUnreadColumn = true }
        if beginsEarlier { filing.tables[table].blocks[block].addUnreadRow(at: 0) }
        if goesOn {
          filing.tables[table].blocks[block].addUnreadRow(at: filing.tables[table].blocks[block].rows.count)
        }
      }
    }
    return filing
  }

  private func pages(of span: SourceSpan) -> Set<Page> {
    Set(
      (map?.places(of: span) ?? []).compactMap { place in
        if case .page(let number, _) = place.spot { Page(file: place.file, number: number) } else { nil }
      })
  }
}
