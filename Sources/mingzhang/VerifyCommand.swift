import ArgumentParser
import Forms
import Workflow

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "核验公开文件：所印的数与所附数据一致，没有改动 / prove that published files print their data and were not altered",
    discussion: "退出码 / exit codes: 0 一致 as published, 1 有改动 altered, 2 无法核验 cannot be told, 64 用法有误 usage")

  @Argument(help: "文件，或带 manifest.json 的文件夹 / files, or folders with a manifest.json", completion: .file())
  var paths: [String]

  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    let verify = Verify(files: packFiles, catalog: catalog)
    var worst: Int32 = 0
    for line in paths.flatMap(verify.run) {
      try Output.write(line.rendered(catalog) + "\n", to: nil)
      worst = max(worst, line.outcome.exitCode)
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}
