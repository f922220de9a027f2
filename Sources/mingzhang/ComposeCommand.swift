import ArgumentParser
import Composing
import Forms
import Workflow
import Writers

struct ComposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose",
    abstract: "由基础数据编成整套公开（Markdown）/ compose a whole disclosure from leaf facts, as Markdown")

  @Argument(help: "填报工作簿，或基础数据文件夹 / workbook or folder of leaf facts", completion: .file())
  var facts: String

  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件 / output file", valueName: "path"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    do {
      let outcome = try outcome(Compose(files: packFiles))
      if outcome.beyond > 0 { Output.complain(catalog("compose.beyond", ["count": String(outcome.beyond)])) }
      try Output.write(MarkdownWriter.write(outcome.document), to: output)
    } catch let failure as Check.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    } catch let failure as FactFolderLoader.Failure {
      Output.complain(catalog("compose.file.unreadable", ["file": failure.file, "detail": failure.detail]))
      throw ExitStatus.unreadable
    } catch let failure as Compose.Failure {
      complain(of: failure, catalog)
      throw ExitStatus.unreadable
    }
  }

  private func outcome(_ compose: Compose) throws -> Compose.Outcome {
    if FactFolderLoader.isFolder(facts) { return try compose.run(try FactFolderLoader.load(facts)) }
    return try compose.run(try FilledWorkbook(try SourceFileLoader.load(facts)))
  }
}

/// Says what keeps leaf facts from being composed.
func complain(of failure: Compose.Failure, _ catalog: Catalog) {
  switch failure {
  case .facts(let problems): problems.problems.forEach { Output.complain($0.rendered(catalog)) }
  case .pack(let failure):
    Output.complain(catalog("cli.pack", ["pack": failure.pack, "known": failure.near.joined(separator: "、")]))
    failure.problems.forEach { Output.complain($0.rendered(catalog)) }
  }
}
