import ArgumentParser
import Forms
import Glibc
import Processes

/// The commands of the portal, which stands in a program of its own beside this one: it takes this one's place.
protocol PortalCommand: ParsableCommand {
  static var name: String { get }
  var arguments: [String] { get }
}

extension PortalCommand {
  func run() throws {
    guard let folder = RunningProgram.folder else { throw ExitCode(70) }
    let program = "\(folder)/mingzhang-portal"
    guard access(program, X_OK) == 0 else {
      let catalog = PackFiles.embedded.catalog(arguments.contains("en") ? .english : .chinese)
      Output.complain(catalog("portal.noProgram", ["folder": folder]))
      throw ExitCode(69)
    }
    var all = ([program, Self.name] + arguments).map { strdup($0) } + [nil]
    execv(program, &all)
    throw ExitCode(71)
  }
}

struct ServeCommand: PortalCommand {
  static let name = "serve"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "启动网站 / run the web application", helpNames: [])

  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct ImportFolderCommand: PortalCommand {
  static let name = "import-folder"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "把文件夹中的决算收入网站 / take a folder of disclosures into the portal", helpNames: [])

  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct BackupCommand: PortalCommand {
  static let name = "backup"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "备份网站的数据 / copy the portal's data", helpNames: [])

  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}

struct RestoreCommand: PortalCommand {
  static let name = "restore"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "恢复网站的数据 / put the portal's data back", helpNames: [])

  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []
}
