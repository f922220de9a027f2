import ArgumentParser
import Forms
import Workflow

struct AggregateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aggregate",
    abstract: "把所属各单位的工作簿汇总成部门的 / add the workbooks of units up to their department's",
    discussion: "退出码 / exit codes: 0 已写 written, 2 数据有误 facts not usable, 64 用法有误 usage, 73 写不成 not writable")

  @Argument(help: "各单位的工作簿、文件夹或 JSON / workbooks, folders or JSON of the units", completion: .file())
  var units: [String]

  @Option(help: "部门名称 / name of the department")
  var department: String

  @OptionGroup var target: FactTarget
  @OptionGroup var common: CommonOptions

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    let sources = try units.map { path in
      do throws(FactSource.Failure) {
        return AggregateUnits.Unit(name: path, source: try FactSource.load(path))
      } catch {
        try mingzhang.complain(error, of: path, catalog)
        throw ExitStatus.unreadable
      }
    }
    let outcome: AggregateUnits.Outcome
    do throws(AggregateUnits.Failure) {
      outcome = try AggregateUnits(files: packFiles, catalog: catalog).run(sources, department: department)
    } catch {
      complain(error, catalog)
      throw ExitStatus.unreadable
    }
    try target.write(outcome.drafted, catalog)
    outcome.remarks.forEach { Output.complain($0) }
    Output.complain(
      catalog(
        "aggregate.done",
        [
          "units": String(units.count), "sums": String(outcome.sums), "eliminated": String(outcome.eliminated),
          "pending": String(outcome.drafted.pendingCount), "file": target.output,
        ]))
  }

  private func complain(_ failure: AggregateUnits.Failure, _ catalog: Catalog) {
    switch failure {
    case .units(let failures):
      for (name, failure) in failures {
        Output.complain(catalog("aggregate.unit", ["unit": name]))
        mingzhang.complain(of: failure, catalog)
      }
    case .unlike(let name, let pack, let year, let first):
      let values = ["unit": name, "form": "\(pack) \(year)", "first": first]
      Output.complain(catalog("aggregate.unlike", values))
    case .twice(let unit): Output.complain(catalog("aggregate.twice", ["unit": unit]))
    case .noAggregation(let form): Output.complain(catalog("aggregate.form", ["form": form]))
    case .overflow: Output.complain(catalog("aggregate.overflow"))
    }
  }
}
