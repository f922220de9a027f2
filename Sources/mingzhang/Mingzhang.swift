import ArgumentParser
import CHeap

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
    main(nil)
  }
}
