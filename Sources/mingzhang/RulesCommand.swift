import ArgumentParser
import Forms
import Workflow

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "规则 / the rules", subcommands: [List.self, Explain.self, Manual.self],
    defaultSubcommand: List.self)

  struct PackOption: ParsableArguments {
    @Option(help: "格式包 / form pack")
    var pack = "hunan"

    @OptionGroup var common: CommonOptions

    func manual() throws -> RulesManual {
      let files = try common.files()
      let catalog = files.catalog(common.lang)
      do {
        return try RulesManual(pack: pack, files: files, catalog: catalog)
      } catch {
        try complain(.pack(error), catalog)
        throw ExitStatus.unreadable
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出规则 / list the rules")
    @OptionGroup var option: PackOption

    func run() throws {
      try Output.write(option.manual().list(), to: nil)
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "说明一条规则 / explain a rule")
    @Argument(help: "规则 / rule id")
    var rule: String
    @OptionGroup var option: PackOption

    func run() throws {
      let manual = try option.manual()
      guard let page = manual.page(rule) else {
        throw ValidationError(manual.unknown(rule))
      }
      try Output.write(page, to: nil)
    }
  }

  struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manual", abstract: "写出规则手册 / write the manual of rules")
    @Option(name: .shortAndLong, help: ArgumentHelp("写到文件 / output file", valueName: "path"))
    var output: String?
    @OptionGroup var option: PackOption

    func run() throws {
      try Output.write(option.manual().book(), to: output)
    }
  }
}
