import ArgumentParser
import Forms
import Foundation
import Portal
import Store
import Synchronization
import Workflow

struct ImportFolderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-folder", abstract: "收入文件夹中的全部决算公开文件 / take in every disclosure of a folder")

  @Argument(help: "文件或文件夹 / files or folders", completion: .file())
  var files: [String]

  @Option(help: "这些部门所属的政府 / the government that the departments are of")
  var government: String

  @Flag(help: "立即公开（在别处已公开的文件） / public at once, for what was published elsewhere")
  var publish = false

  @OptionGroup var data: DataOptions

  func run() async throws {
    let store = try data.open()
    let catalog = data.catalog
    let counts = Mutex((added: 0, refused: 0))
    try await Import(store: store, catalog: PackFiles.embedded.catalog(.chinese)).run(
      FileSearch(files), government: government, isPublic: publish
    ) { path, outcome in
      switch outcome {
      case .added(let department, let year, let errors):
        counts.withLock { $0.added += 1 }
        Console.say(
          catalog(
            "portal.import.added",
            ["file": path, "department": department, "year": String(year), "errors": String(errors)]))
      case .refused(let words):
        counts.withLock { $0.refused += 1 }
        Console.complain(catalog("portal.import.refused", ["file": path, "words": words]))
      }
    }
    let (taken, left) = counts.withLock { ($0.added, $0.refused) }
    Console.say(catalog("portal.import.done", ["added": String(taken), "refused": String(left)]))
    if left > 0 { throw ExitCode(2) }
  }
}
