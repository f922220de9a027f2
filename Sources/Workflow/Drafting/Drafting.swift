package import Composing
package import Documents
package import Forms
import Foundation
package import Publishing
import Readers
package import Workbooks
import Writers

/// The use cases of a draft: to begin one, to read it, and to make files of it.
package struct Drafting: Sendable {
  private let shelf: PackShelf
  /// Sheets are Chinese, as is the form.
  private let catalog: Catalog

  package init(files: PackFiles) {
    shelf = PackShelf.of(files)
    catalog = files.catalog(.chinese)
  }

  /// Packs that a disclosure of a year can be composed by: id and title.
  package func packs(year: Int) -> [(id: String, title: String)] {
    shelf.files.packs.compactMap { pack in
      guard let form = try? shelf.form(pack, year: year), form.documentTitle != nil else { return nil }
      return (pack, form.title)
    }
  }

  /// - Throws: `PackChoice.Failure`, `FactProblems` where the pack is only for checking.
  package func form(_ pack: String, year: Int) throws -> Form {
    let form = try shelf.form(pack, year: year)
    try form.expectComposed()
    return form
  }

  // MARK: Beginning

  /// A draft with nothing filled in.
  package func begin(pack: String, year: Int, department: String) throws -> DraftedWorkbook {
    let form = try form(pack, year: year)
    let head = FactHead(
      department: department, year: year, pack: pack, rounding: .controlled, parts: [:], signature: [])
    return DraftedWorkbook(BlankFacts.facts(head, form: form), form: form, catalog: catalog)
  }

  /// A draft begun from last year's disclosure, or from the workbook that it was composed from.
  package func roll(_ file: SourceFile) throws -> DraftedWorkbook {
    let drafted = try ImportFacts(files: shelf.files, catalog: catalog).roll(file)
    return DraftedWorkbook(drafted.facts, last: drafted.last, form: drafted.form, catalog: catalog)
  }

  /// What was entered in a workbook file, right or wrong.
  ///
  /// - Throws: `Check.Failure` where it cannot be read, `FactProblems` where nothing says of which form it is.
  package func take(_ file: SourceFile) throws -> DraftedWorkbook {
    let workbook = try FilledWorkbook(file)
    let (entries, faults) = WorkbookReader.head(workbook.stored)
    let (head, problems) = entries?.head() ?? (nil, [])
    guard let head else { throw FactProblems(faults + problems) }
    let blank = try begin(pack: head.pack, year: head.year, department: head.department)
    return DraftedWorkbook(workbook.stored, blank: blank, form: try form(head.pack, year: head.year), catalog: catalog)
  }

  // MARK: Reading

  /// What a draft comes to.
  package func read(_ draft: DraftedWorkbook) throws -> DraftReading {
    let form = try form(draft.pack, year: draft.year)
    let laid = LaidDraft(draft, form: form, catalog: catalog)
    let compose = Compose(shelf: shelf)
    let (publication, problems) = compose.draft(FilledWorkbook(stored: laid.stored), form: form, catalog: catalog)
    // Words taken over from last year that nobody has looked at yet may well turn out not to be needed.
    let open = problems.filter { problem in
      guard problem.id == "unused", let address = laid.address(of: problem.place) else { return true }
      return draft[address]?.isPending != true
    }
    return DraftReading(form: form, laid: laid, publication: publication, problems: open)
  }

  /// A draft that was kept, with the parts and columns that its form has now.
  package func fitted(_ draft: DraftedWorkbook) throws -> DraftedWorkbook {
    let form = try form(draft.pack, year: draft.year)
    if draft.fits(form, catalog: catalog) { return draft }
    return draft.refitted(to: try begin(pack: draft.pack, year: draft.year, department: ""))
  }

  /// Lines for the words that the sentences of a draft want.
  package func asking(_ draft: DraftedWorkbook, _ reading: DraftReading) -> [DraftStep] {
    draft.asking(for: reading.problems.filter { ["text", "negative"].contains($0.id) }.compactMap { $0.values["key"] })
  }

  package func adding(_ count: Int, to part: String, of draft: DraftedWorkbook) throws -> [DraftStep] {
    draft.adding(count, to: part, form: try form(draft.pack, year: draft.year), catalog: catalog)
  }

  // MARK: Files

  /// A draft as a workbook to be filled in elsewhere.
  func workbook(_ draft: DraftedWorkbook) throws -> [UInt8] {
    let sheets = WorkbookLayout.sheets(draft, form: try form(draft.pack, year: draft.year), catalog: catalog)
    return try TemporaryFile.written { path throws(SheetFailure) in try SheetFile().write(sheets, to: path) }
  }

  /// A file of the disclosure.
  ///
  /// - Throws: `FactProblems` where something is wrong or missing, `Publish.Failure` where the file cannot be written.
  func file(_ format: PublicationFormat, of draft: DraftedWorkbook, catalog: Catalog) throws -> [UInt8] {
    let reading = try read(draft)
    guard let publication = reading.publication, reading.problems.isEmpty, draft.pendingCount == 0 else {
      throw FactProblems(reading.problems)
    }
    return try Publish(catalog: catalog).files(format, of: publication).first?.bytes ?? []
  }
}

/// What a draft comes to: its sheets, what is wrong or missing, and what would be published.
package struct DraftReading: Sendable {
  package let form: Form
  package let laid: LaidDraft
  /// With gaps where something is missing; nil where not even the department is told.
  package let publication: Publication?
  /// At their cells, in the order of the sheets.
  package let problems: [FactProblem]

  package init(form: Form, laid: LaidDraft, publication: Publication?, problems: [FactProblem]) {
    (self.form, self.laid, self.publication) = (form, laid, publication)
    let order = Dictionary(
      laid.sheets.enumerated().map { ($1.title, $0) }, uniquingKeysWith: { first, _ in first })
    self.problems = problems.sorted { (order[$0.place.file] ?? -1, $0.place) < (order[$1.place.file] ?? -1, $1.place) }
  }
}

extension DraftReading {
  /// The disclosure as a web page shows it, with gaps where something is missing; without what stands around it.
  ///
  /// - Throws: where an embedded template is missing, which is a defect of the build.
  package func page(_ catalog: Catalog) throws -> String? {
    try publication.map { try PublishedPage(catalog: catalog).main($0) }
  }

  /// The style that such a page adds to that of all pages.
  package static var pageStyle: String { PublishedPage.ownStyle }

  /// Ids of the sections that the words of a sheet are for.
  package func sections(of sheet: LaidDraft.Sheet) -> Set<String> {
    Set(
      sheet.parts.filter { $0.id == "texts" }.flatMap(\.lines).compactMap { line in
        line.cells.first.map { String($0.text.prefix { $0 != "." }) }
      })
  }

  /// Ids of the tables that a sheet holds parts of.
  package func tables(of sheet: LaidDraft.Sheet) -> Set<String> {
    Set(sheet.parts.flatMap { $0.id.split(separator: ",") }.map { String($0.prefix { $0 != "." }) })
  }
}
