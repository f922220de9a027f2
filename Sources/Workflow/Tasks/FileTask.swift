import Checking
import Composing
public import Documents
public import Forms
import Foundation
import Publishing
import Readers
import Workbooks
import Writers

/// What a portal has done with a stranger's file.
public enum FileTask: String, Sendable, CaseIterable {
  /// An `AssessedFile` as JSON.
  case assess
  /// The main part of the report as HTML.
  case page
  /// The file with its findings in their places, and with what is certain put right.
  case annotate, fix
  /// The sheet of opinions, XLSX.
  case opinion
  /// From last year's disclosure a draft of this year's; from a workbook that was filled in the draft that is in it.
  /// Drafts are JSON.
  case rollDraft, takeDraft
  /// From a draft the workbook to go on with elsewhere.
  case draftWorkbook
  /// From a draft the disclosure, in the format that the name of the file ends in.
  case publishDraft
  /// From a ZIP file of many disclosures a `FileBundle` of them; of one of many a `FileSummary` as JSON; from a
  /// `CheckSummary` as JSON the workbook of it.
  case unpack, summarise, summarySheet
  /// From an uploaded pack, in a `FileBundle`, what it changes, as a `PackOverlay.Summary`; from that and a disclosure in a
  /// `FileBundle` a `TrialOutcome`. Both answers are JSON.
  case readPack, tryPack

  /// What a task is told beside the file.
  public struct Options: Codable, Sendable, Hashable {
    /// Printed on a sheet of opinions.
    public var date: String?
    /// Id of the pack that an uploaded one changes, or that a disclosure was checked against.
    public var pack: String?
    /// What the jurisdiction says of rules.
    public var severities: Severities

    public init(date: String? = nil, pack: String? = nil, severities: Severities = Severities()) {
      (self.date, self.pack, self.severities) = (date, pack, severities)
    }
  }

  /// Does it here, in this process.
  ///
  /// - Throws: `FileTaskFailure`, whose words are for people.
  public func run(
    on file: SourceFile, files: PackFiles, catalog: Catalog, _ options: Options = Options()
  ) throws(FileTaskFailure) -> [UInt8] {
    do {
      return try answer(file, files, catalog, options)
    } catch {
      throw FileTaskFailure(error, catalog)
    }
  }

  private func answer(_ file: SourceFile, _ files: PackFiles, _ catalog: Catalog, _ options: Options) throws -> [UInt8]
  {
    var checking = Check.Options()
    checking.severities = options.severities
    switch self {
    case .assess:
      return [UInt8](try JSONEncoder().encode(try Assess(files: files, catalog: catalog).run(file, checking)))
    case .page: return Array(try Assess(files: files, catalog: catalog).run(file, checking).page.utf8)
    case .annotate:
      let outcome = try Check(files: files, catalog: catalog).run(file, checking)
      return try Annotate(files: files, catalog: catalog).annotated(file, outcome).bytes
    case .fix: return try Annotate(files: files, catalog: catalog).repairs(file, checking).annotated.bytes
    case .opinion:
      try SheetLibrary.expect()
      let outcome = try Check(files: files, catalog: catalog).run(file, checking)
      return try TemporaryFile.written { path throws(SheetFailure) in
        try OpinionSheet(catalog: catalog, date: options.date).write(outcome.input, to: path)
      }
    case .unpack: return try Self.unpacked(file, catalog).bytes
    case .summarise: return [UInt8](try JSONEncoder().encode(summary(of: file, files, catalog, checking)))
    case .summarySheet:
      try SheetLibrary.expect()
      let summary = try JSONDecoder().decode(CheckSummary.self, from: Data(file.bytes))
      return try TemporaryFile.written { path throws(SheetFailure) in
        try SummarySheet(catalog: catalog).write(summary, to: path)
      }
    case .readPack, .tryPack: return try trial(file, files, catalog, options)
    case .rollDraft: return [UInt8](try JSONEncoder().encode(try Drafting(files: files).roll(file)))
    case .takeDraft: return [UInt8](try JSONEncoder().encode(try Drafting(files: files).take(file)))
    case .draftWorkbook:
      try SheetLibrary.expect()
      return try Drafting(files: files).workbook(try Self.draft(file))
    case .publishDraft:
      guard let format = PublicationFormat(ending: file.name) else {
        throw FileTaskFailure(words: catalog("portal.compose.noFormat"))
      }
      return try Drafting(files: files).file(format, of: try Self.draft(file), catalog: catalog)
    }
  }

  // MARK: Many files

  /// The disclosures in a ZIP file, in the order of people.
  private static func unpacked(_ file: SourceFile, _ catalog: Catalog) throws -> FileBundle {
    do throws(UnreadableFile) {
      guard try FileSet.isSet(file) else {
        throw UnreadableFile(file: file.name, reason: .unknownFormat, detail: "ZIP")
      }
      let set = try FileSet(file)
      return FileBundle(set.files, passedOver: set.passedOver)
    } catch {
      throw FileTaskFailure(Check.Failure.unreadable(error), catalog)
    }
  }

  private func summary(
    of file: SourceFile, _ files: PackFiles, _ catalog: Catalog, _ options: Check.Options
  ) -> FileSummary {
    do throws(Check.Failure) {
      return FileSummary(try Check(files: files, catalog: catalog).run(file, options), file: file.name)
    } catch {
      return FileSummary(file: file.name, unreadable: FileTaskFailure(error, catalog).words)
    }
  }

  /// A bundle of the uploaded pack and, to try it, a disclosure.
  private func trial(_ file: SourceFile, _ files: PackFiles, _ catalog: Catalog, _ options: Options) throws -> [UInt8] {
    guard let bundle = FileBundle(bytes: file.bytes), let upload = bundle.files.first, let base = options.pack else {
      throw FileTaskFailure(words: catalog("portal.failed", ["detail": "bundle"]))
    }
    let overlay = try PackOverlay(upload, base: base, over: files, catalog: catalog)
    if self == .readPack { return [UInt8](try JSONEncoder().encode(try overlay.validated())) }
    guard let disclosure = bundle.files.dropFirst().first else {
      throw FileTaskFailure(words: catalog("portal.failed", ["detail": "bundle"]))
    }
    return [UInt8](try JSONEncoder().encode(try overlay.tried(on: disclosure, base: base, options.severities)))
  }

  private static func draft(_ file: SourceFile) throws -> DraftedWorkbook {
    try JSONDecoder().decode(DraftedWorkbook.self, from: Data(file.bytes))
  }
}

/// Why a task has no answer, in words that say what to do.
public struct FileTaskFailure: Error, Sendable, Hashable {
  public var words: String

  public init(words: String) {
    self.words = words
  }

  init(_ error: any Error, _ catalog: Catalog) {
    switch error {
    case let failure as FileTaskFailure: self = failure
    case Check.Failure.unreadable(let file), Annotate.Failure.check(.unreadable(let file)):
      words = catalog("unreadable.\(file.reason.rawValue)", ["file": file.file, "detail": file.detail])
    case Annotate.Failure.unwritable(let file, let detail):
      words = catalog("cli.unwritable", ["file": file, "detail": detail])
    case SheetFailure.noLibrary, Publish.Failure.sheet(.noLibrary): words = catalog("sheet.noLibrary")
    case Publish.Failure.pdf(.noLibrary): words = catalog("publish.pdf.noLibrary")
    case Publish.Failure.pdf(.noFont): words = catalog("publish.pdf.noFont")
    case Publish.Failure.notReadBack(let format, _):
      words = catalog("publish.notReadBack", ["format": format.rawValue.uppercased()])
    case let problems as FactProblems: words = Self.words(problems, catalog)
    case Compose.Failure.facts(let problems): words = Self.words(problems, catalog)
    case Compose.Failure.pack(let failure), Check.Failure.pack(let failure): words = Self.words(failure, catalog)
    case let failure as PackChoice.Failure: words = Self.words(failure, catalog)
    default: words = catalog("portal.failed", ["detail": "\(error)"])
    }
  }

  private static func words(_ problems: FactProblems, _ catalog: Catalog) -> String {
    let first = problems.problems.prefix(8).map { $0.place.description + " " + $0.words(catalog) }
    let rest = problems.problems.count - first.count
    return (first + (rest > 0 ? [catalog("portal.compose.more", ["count": String(rest)])] : [])).joined(separator: "\n")
  }

  private static func words(_ failure: PackChoice.Failure, _ catalog: Catalog) -> String {
    catalog("cli.pack", ["pack": failure.pack, "known": failure.near.joined(separator: "、")])
  }
}
