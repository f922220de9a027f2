import ArgumentParser
import Forms
import Foundation
import Store

struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "备份到一个文件，网站可以照常运行 / a copy of all data, while the portal runs")

  @Argument(help: "新文件 / a new file", completion: .file())
  var file: String

  @OptionGroup var data: DataOptions

  func run() throws {
    let store = try data.open()
    do {
      try store.backUp(to: URL(fileURLWithPath: file))
    } catch {
      throw data.complain(error)
    }
    Console.say(data.catalog("portal.backup.done", ["file": file]))
  }
}

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "从备份恢复到空的数据文件夹 / put a copy into an empty data folder")

  @Argument(help: "备份文件 / the copy", completion: .file())
  var file: String

  @OptionGroup var data: DataOptions

  func run() throws {
    do {
      try Store.restore(URL(fileURLWithPath: file), to: data.folder)
    } catch {
      throw data.complain(error)
    }
    Console.say(data.catalog("portal.restore.done", ["folder": data.data]))
  }
}
