import ArgumentParser
import Forms
import Workflow

/// Hidden: started by the portal to do something with one file apart from everything else.
struct FileWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: FileWorker.subcommand, shouldDisplay: false)

  @Argument var task: String
  @Argument var name: String
  @Option var options: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    guard let task = FileTask(rawValue: task) else { throw ValidationError(task) }
    let files = try common.files()
    try FileWorker.serve(task, name: name, files: files, catalog: files.catalog(common.lang), options: options)
  }
}
