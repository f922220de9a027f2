import ArgumentParser
import Forms
import Workflow
import Writers

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "比较一份公开文件的两稿 / what changed between two versions of a disclosure",
    discussion: "退出码 / exit codes: 0 没有变化 no change, 1 有变化 changes, 2 无法读取 unreadable, 64 用法有误 usage")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "旧稿 / the older version", completion: .file())
  var old: String

  @Argument(help: "新稿 / the newer version", completion: .file())
  var new: String

  @Option(help: "格式 / format: text, json")
  var format: Format = .text

  @OptionGroup var form: FormOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件 / output file", valueName: "path"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    let input: VersionInput
    do {
      input = try compare(packFiles, catalog)
    } catch {
      try complain(error, catalog)
      throw ExitStatus.unreadable
    }
    let text =
      switch format {
      case .text: VersionText(catalog: catalog, colour: output == nil && Terminal.isColoured).write(input)
      case .json: try VersionJSON().write(input)
      }
    try Output.write(text, to: output)
    if !input.isSame { throw ExitStatus.findings }
  }

  private func compare(_ packFiles: PackFiles, _ catalog: Catalog) throws(Check.Failure) -> VersionInput {
    var options = Check.Options()
    (options.pack, options.year) = (form.pack, form.year)
    return try CompareVersions(files: packFiles, catalog: catalog).run(
      try SourceFileLoader.load(old), try SourceFileLoader.load(new), options)
  }
}
