public import Checking
import Composing
public import Documents
public import Forms
import Foundation
import Publishing
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

  /// Does it here, in this process.
  ///
  /// - Parameter date: printed on a sheet of opinions.
  /// - Throws: `FileTaskFailure`, whose words are for people.
  public func run(
    on file: SourceFile, files: PackFiles, catalog: Catalog, date: String? = nil
  ) throws(FileTaskFailure) -> [UInt8] {
    do {
      return try answer(file, files, catalog, date)
    } catch {
      throw FileTaskFailure(error, catalog)
    }
  }

  private func answer(_ file: SourceFile, _ files: PackFiles, _ catalog: Catalog, _ date: String?) throws -> [UInt8] {
    switch self {
    case .assess: return [UInt8](try JSONEncoder().encode(try Assess(files: files, catalog: catalog).run(file)))
    case .page: return Array(try Assess(files: files, catalog: catalog).run(file).page.utf8)
    case .annotate:
      let outcome = try Check(files: files, catalog: catalog).run(file)
      return try Annotate(files: files, catalog: catalog).annotated(file, outcome).bytes
    case .fix: return try Annotate(files: files, catalog: catalog).repairs(file).annotated.bytes
    case .opinion:
      try SheetLibrary.expect()
      let outcome = try Check(files: files, catalog: catalog).run(file)
      return try TemporaryFile.written { path throws(SheetFailure) in
        try OpinionSheet(catalog: catalog, date: date).write(outcome.input, to: path)
      }
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
