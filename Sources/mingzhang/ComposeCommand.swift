import ArgumentParser
import Composing
import Forms
import Publishing
import Workflow
import Writers

struct ComposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose",
    abstract: "由基础数据编成整套公开（Markdown）/ compose a whole disclosure from a folder of leaf facts, as Markdown")

  @Argument(help: "基础数据文件夹 / folder of leaf facts", completion: .directory)
  var folder: String

  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件 / output file", valueName: "path"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    do {
      let outcome = try Compose(files: packFiles).run(try FactFolderLoader.load(folder))
      if outcome.beyond > 0 { Output.complain(catalog("compose.beyond", ["count": String(outcome.beyond)])) }
      if let output, output.hasSuffix(".docx") {
        try Output.write(try WordFile.write(outcome.publication, proof: nil), to: output)
      } else if let output, output.hasSuffix(".xlsx") {
        try Output.write(try TableWorkbook.write(outcome.publication, proof: nil), to: output)
      } else if let output, output.hasSuffix(".html") {
        try Output.write(try PublishedPage(catalog: catalog).write(outcome.publication), to: output)
      } else {
      try Output.write(MarkdownWriter.write(outcome.document), to: output)
      }
    } catch let failure as FactFolderLoader.Failure {
      Output.complain(catalog("compose.file.unreadable", ["file": failure.file, "detail": failure.detail]))
      throw ExitStatus.unreadable
    } catch let failure as Compose.Failure {
      complain(failure, catalog)
      throw ExitStatus.unreadable
    }
  }

  private func complain(_ failure: Compose.Failure, _ catalog: Catalog) {
    switch failure {
    case .facts(let problems): problems.problems.forEach { Output.complain($0.rendered(catalog)) }
    case .pack(let failure):
      Output.complain(catalog("cli.pack", ["pack": failure.pack, "known": failure.near.joined(separator: "、")]))
      failure.problems.forEach { Output.complain($0.rendered(catalog)) }
    }
  }
}
