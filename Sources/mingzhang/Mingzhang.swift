import ArgumentParser
import CHeap
import Workflow

@main
struct Mingzhang: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mingzhang",
    abstract: "明账：部门决算公开的检查。Checks the final-accounts disclosures of Chinese government departments.",
    version: version,
    subcommands: [
      CheckCommand.self, FixCommand.self, DiffCommand.self, NewCommand.self, ImportCommand.self, AggregateCommand.self,
      ComposeCommand.self,
      VerifyCommand.self, ReadCommand.self, RulesCommand.self, PacksCommand.self, ServeCommand.self,
      ImportFolderCommand.self, BackupCommand.self, RestoreCommand.self, WorkerCommand.self, MarkingWorkerCommand.self,
      ImageWorkerCommand.self,
      FileWorkerCommand.self,
    ])

  static let version = "0.1.0"

  static func main() {
    heap_use_huge_pages()
    if CommandLine.arguments.dropFirst().first == CheckCommand.configuration.commandName { Check.prepare() }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch  where SystemFault.isOne(error) {
      // What was read has its own words; what is left is a file that could not be written.
      let file = SystemFault.path(of: error).map { $0 + ": " } ?? ""
      Output.complain("\(file)不能写入 cannot be written（\(SystemFault.words(error))）")
      exit(withError: ExitStatus.unwritable)
    } catch {
      exit(withError: error)
    }
  }
}
