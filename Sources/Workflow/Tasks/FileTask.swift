public import Checking
public import Documents
public import Forms
import Foundation
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
      return try Self.written { path throws(SheetFailure) in
        try OpinionSheet(catalog: catalog, date: date).write(outcome.input, to: path)
      }
    }
  }

  /// libxlsxwriter writes to a path; a folder of our own that nobody else sees.
  private static func written(_ write: (String) throws(SheetFailure) -> Void) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("answer.xlsx").path
    try write(path)
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
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
    case SheetFailure.noLibrary: words = catalog("sheet.noLibrary")
    default: words = catalog("portal.failed", ["detail": "\(error)"])
    }
  }
}
