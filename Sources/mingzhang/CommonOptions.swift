public import ArgumentParser
import Checking
public import Forms
import Foundation
import Workflow

extension Catalog.Language: ExpressibleByArgument {}

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(help: "语言 / language: zh, en")
  var lang: Catalog.Language = .chinese

  @Option(help: ArgumentHelp("格式包所在文件夹，代替程序自带的 / folder of form packs instead of the built-in ones", valueName: "dir"))
  var packs: String?

  func files() throws -> PackFiles {
    guard let packs else { return .embedded }
    do {
      return try PackFiles(folder: URL(fileURLWithPath: packs, isDirectory: true))
    } catch {
      throw ValidationError("--packs \(packs): \(SystemFault.words(error))")
    }
  }
}

/// Options of every command that reads a document: the form it is read by.
struct FormOptions: ParsableArguments {
  @Option(help: "格式包，如 hunan；不写则由文件本身判断 / form pack; chosen by the document if left out")
  var pack: String?

  @Option(help: "报告年度 / fiscal year")
  var year: Int?

  func validate() throws {
    if let year, !(2000...2100).contains(year) { throw ValidationError("--year \(year)") }
  }
}

/// Where output goes: standard output, or a file.
enum Output {
  static func write(_ text: String, to path: String?) throws {
    guard let path else {
      FileHandle.standardOutput.write(Data(text.utf8))
      return
    }
    try write(Array(text.utf8), to: path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  /// Where a file of a folder of reports goes; folders on the way are made.
  static func path(_ name: String, _ ending: String, in folder: String) throws -> String {
    let url = URL(fileURLWithPath: folder).appendingPathComponent(name + ending)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    return url.path
  }

  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}

/// The exit codes of the contract: 0 none, 1 findings, 2 unreadable or with nothing in it to check, 64 usage, 73 a file that cannot be written.
enum ExitStatus {
  static let findings = ExitCode(1)
  static let unreadable = ExitCode(2)
  /// `EX_CANTCREAT`.
  static let unwritable = ExitCode(73)

  static func of(_ report: Report) -> ExitCode {
    if !report.findings.isEmpty { return findings }
    return report.verdicts.ran == 0 ? unreadable : .success
  }

  /// Ends the program with everything it made still in memory: to take that apart piece by piece would only take time.
  static func leave<Made>(_ code: ExitCode, keeping made: Made) -> Never {
    withExtendedLifetime(made) { exit(code.rawValue) }
  }
}
