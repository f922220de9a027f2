import ArgumentParser
import Documents
import Forms
import Workflow

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "读出文件的内容（JSON）/ what was understood of a file, as JSON")

  @OptionGroup var input: InputOptions

  @OptionGroup var form: FormOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("写到文件 / output file", valueName: "path"))
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    do {
      let file = try input.file(catalog)
      let (reading, choice, filing) = try Understand(files: packFiles, catalog: catalog).run(
        file, pack: form.pack, year: form.year)
      try Output.write(
        FilingJSON.write(
          filing, map: reading.map, form: choice.form, packReason: choice.reason, catalog: catalog), to: output)
    } catch let failure as Check.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    }
  }
}
