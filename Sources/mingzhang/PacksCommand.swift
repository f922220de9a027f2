import ArgumentParser
import Forms
import Workflow

struct PacksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "packs", abstract: "格式包 / form packs", subcommands: [List.self, Validate.self, Show.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出格式包 / list the packs")
    @OptionGroup var common: CommonOptions

    func run() throws {
      let files = try common.files()
      try Output.write(PackTools(files: files, catalog: files.catalog(common.lang)).list(), to: nil)
    }
  }

  struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "validate", abstract: "校验格式包 / validate the packs")
    @Argument(help: "格式包；不写则全部 / packs; all if left out")
    var packs: [String] = []
    @OptionGroup var common: CommonOptions

    func run() throws {
      let files = try common.files()
      let tools = PackTools(files: files, catalog: files.catalog(common.lang))
      let (text, isSound) = tools.validate(packs.isEmpty ? files.packs : packs)
      try Output.write(text, to: nil)
      if !isSound { throw ExitStatus.findings }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "展示合并后的格式包 / show a pack merged, with the file of each entry")
    @Argument(help: "格式包 / pack")
    var pack: String
    @Argument(help: "表的编号，如 T06 / id of a table")
    var table: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
      let files = try common.files()
      let catalog = files.catalog(common.lang)
      let text: String
      do {
        text = try PackTools(files: files, catalog: catalog).show(pack, table: table)
      } catch {
        return try complain(.pack(error), catalog)
      }
      try Output.write(text, to: nil)
    }
  }
}
