import ArgumentParser
import Checking
import Documents
import Forms
import Foundation
import Readers
import Workflow
import Writers

/// Options of the commands that take one disclosure: a file, or several together.
struct InputOptions: ParsableArguments {
  @Argument(help: "文件；几个文件用 --together / file; several with --together", completion: .file())
  var files: [String]

  @Flag(help: "这些文件（或文件夹里的文件）合起来是一份公开 / the files, or those of a folder, are one disclosure together")
  var together = false

  func validate() throws {
    if files.count != 1, !together { throw ValidationError("几个文件用 --together / several files need --together") }
  }

  func file(_ catalog: Catalog) throws(Check.Failure) -> SourceFile {
    try Input.file(files, together: together, catalog)
  }
}

enum Input {
  /// The file that a command works on.
  ///
  /// - Parameter together: whether the files, and those of folders, are taken as one disclosure.
  static func file(_ paths: [String], together: Bool, _ catalog: Catalog) throws(Check.Failure) -> SourceFile {
    guard together else { return try SourceFileLoader.load(paths[0]) }
    let search = FileSearch(paths)
    for skipped in search.skipped {
      Output.complain("\(skipped.path): \(catalog("skipped.\(skipped.reason.rawValue)"))")
    }
    let name = paths.count > mostNames ? "\(paths[0]) + \(paths.count - 1)" : paths.joined(separator: " + ")
    return try SourceFileLoader.load(together: search, as: name)
  }

  private static let mostNames = 3
}

extension Output {
  /// A file given back. That of a set is a ZIP file where the path says so, else a folder.
  static func write(_ annotated: AnnotatedFile, of outcome: Check.Outcome, to path: String) throws {
    let isSet = !outcome.input.report.document.parts.isEmpty
    guard isSet, !path.lowercased().hasSuffix(".zip") else { return try write(annotated.bytes, to: path) }
    do {
      for file in try FileSet(SourceFile(name: path, bytes: annotated.bytes)).all() {
        try write(file.bytes, to: Output.path(file.name, "", in: path))
      }
    } catch let error as UnreadableFile {
      throw Check.Failure.unreadable(error)
    }
  }
}

/// Names the files of a set that are given back as they came.
func tellUntouched(_ annotated: AnnotatedFile, _ catalog: Catalog) {
  guard !annotated.untouched.isEmpty else { return }
  let files = annotated.untouched.joined(separator: catalog("list.separator"))
  Output.complain(catalog("cli.untouched", ["files": files]))
}
