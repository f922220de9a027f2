import ArgumentParser
import Composing
import Forms
import Workflow
import Writers

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "新建填报工作簿 / make the workbook that a department fills in")

  @Option(help: "格式包，如 hunan / form pack")
  var pack: String

  @Option(help: "报告年度 / fiscal year")
  var year: Int

  @Option(help: "部门名称 / name of the department")
  var department: String

  @OptionGroup var target: FactTarget
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(2000...2100).contains(year) { throw ValidationError("--year \(year)") }
  }

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    do {
      let drafted = try NewFacts(files: packFiles).facts(pack: pack, year: year, department: department)
      try target.write(drafted, catalog)
    } catch let failure as FactProblems {
      complain(of: .facts(failure), catalog)
      throw ExitStatus.unreadable
    } catch let failure as PackChoice.Failure {
      try complain(.pack(failure), catalog)
      throw ExitStatus.unreadable
    }
  }
}

/// Where leaf facts are written to, and how.
struct FactTarget: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case workbook, folder, json
  }

  @Option(name: .shortAndLong, help: ArgumentHelp("写到工作簿或文件夹 / workbook or folder to write", valueName: "path"))
  var output: String

  @Option(help: "workbook（工作簿，默认）、folder（文本文件夹）或 json / workbook, folder of text files, or JSON")
  var format: Format = .workbook

  func write(_ drafted: DraftedFacts, _ catalog: Catalog) throws {
    switch format {
    case .folder: try drafted.writeFolder(to: output)
    case .json: try Output.write([UInt8](try drafted.json()), to: output)
    case .workbook:
      do {
        try drafted.writeWorkbook(to: output)
      } catch {
        complain(error, catalog)
        throw ExitStatus.unwritable
      }
    }
  }
}
