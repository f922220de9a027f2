import ArgumentParser
import Forms
import Foundation
import Store

/// The portal as a program of its own, which `mingzhang serve` and the commands beside it start: a check needs neither
/// its libraries nor their time to load.
@main
struct PortalProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mingzhang-portal", abstract: "明账的网站 / the web application of Mingzhang",
    subcommands: [
      ServeCommand.self, ImportFolderCommand.self, BackupCommand.self, RestoreCommand.self, SampleCityCommand.self,
    ])
}

/// Options of every command: where the data is, and the language of what is said.
struct DataOptions: ParsableArguments {
  @Option(help: ArgumentHelp("数据所在文件夹 / folder of the data", valueName: "dir"))
  var data: String = "mingzhang-data"

  @Option(help: "语言 / language: zh, en")
  var lang: String = "zh"

  func validate() throws {
    if Catalog.Language(rawValue: lang) == nil { throw ValidationError("--lang \(lang): zh, en") }
  }

  var folder: URL { URL(fileURLWithPath: data, isDirectory: true) }
  var catalog: Catalog { PackFiles.embedded.catalog(Catalog.Language(rawValue: lang) ?? .chinese) }

  /// - Throws: an exit code, after saying what is wrong.
  func open() throws -> Store {
    do {
      return try Store(folder: folder)
    } catch {
      throw complain(error)
    }
  }

  func complain(_ failure: StoreFailure) -> ExitCode {
    switch failure {
    case .inaccessible(let folder, let detail):
      Console.complain(catalog("portal.data", ["folder": folder, "detail": detail]))
    default: Console.complain(catalog("portal.failed", ["detail": "\(failure)"]))
    }
    // `EX_CANTCREAT`.
    return ExitCode(73)
  }
}

enum Console {
  static func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }
  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
