import ArgumentParser
import Documents
import Forms
import Foundation
import Workflow
import Writers

struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix", abstract: "改正 Word 文件和工作簿：确定的改正，其余写成批注 / repair Word files and workbooks, the rest as comments",
    discussion: "退出码 / exit codes: 0 没有剩下问题 nothing left, 1 还有批注 comments left, 2 无法读写 unreadable, 64 用法有误 usage")

  @OptionGroup var input: InputOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "写到文件；几个文件合起来的，写到文件夹或 .zip / output file; of several files together, a folder or .zip", valueName: "path"))
  var output: String

  @OptionGroup var form: FormOptions

  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    var options = Check.Options()
    (options.pack, options.year) = (form.pack, form.year)
    do {
      let file = try input.file(catalog)
      let outcome = try Annotate(files: packFiles, catalog: catalog).repairs(file, options)
      try Output.write(outcome.annotated, of: outcome.before, to: output)
      tellUntouched(outcome.annotated, catalog)
      let counts = ["repaired": "\(outcome.annotated.repaired)", "commented": "\(outcome.annotated.commented)"]
      try Output.write(catalog("cli.fixed", counts.merging(["file": output]) { $1 }) + "\n", to: nil)
      if outcome.annotated.commented > 0 { throw ExitStatus.findings }
    } catch let failure as Check.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    } catch let failure as Annotate.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    }
  }
}

/// Says why a file was not given back.
func complain(_ failure: Annotate.Failure, _ catalog: Catalog) throws {
  switch failure {
  case .check(let failure): try complain(failure, catalog)
  case .unwritable(let file, let detail):
    Output.complain(catalog("cli.unwritable", ["file": file, "detail": detail]))
  }
}
