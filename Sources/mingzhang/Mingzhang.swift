import ArgumentParser

@main
struct Mingzhang: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mingzhang",
    abstract: "明账：部门决算公开的检查。Checks the final-accounts disclosures of Chinese government departments.",
    version: version,
    subcommands: [
      CheckCommand.self, FixCommand.self, DiffCommand.self, NewCommand.self, ImportCommand.self, ComposeCommand.self,
      VerifyCommand.self, ReadCommand.self,
      RulesCommand.self,
      PacksCommand.self, WorkerCommand.self, MarkingWorkerCommand.self,
    ])

  static let version = "0.1.0"
}
