public import ArgumentParser
public import Checking
import Documents
import Forms
import Foundation

public import Workflow
import Writers

extension ReportFormat: ExpressibleByArgument {}
extension Finding.Severity: ExpressibleByArgument {}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "检查公开文件 / check disclosures",
    discussion: "退出码 / exit codes: 0 没有问题 none, 1 有问题 findings, 2 无法读取 unreadable, 64 用法有误 usage")

  @Argument(help: "要检查的文件 / files", completion: .file())
  var files: [String]

  @Option(help: "格式包，如 hunan；不写则由文件本身判断 / form pack; chosen by the document if left out")
  var pack: String?

  @Option(help: "报告年度 / fiscal year")
  var year: Int?

  @Option(help: "报告的格式 / format: text, json, sarif, html")
  var format: ReportFormat = .text

  @Option(help: "只报这一级及以上 / least severity: error, warning, info")
  var severity: Finding.Severity = .info

  @Option(parsing: .singleValue, help: "只用这条规则，可写多次 / only this rule")
  var select: [String] = []

  @Option(parsing: .singleValue, help: "不用这条规则，可写多次 / not this rule")
  var ignore: [String] = []

  @Option(help: ArgumentHelp("已接受的问题 / accepted findings", valueName: "file"))
  var baseline: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("写到文件；几个文件时写到文件夹 / output file, or folder for several files", valueName: "path"))
  var output: String?

  @Option(
    help: ArgumentHelp("另存一份，把问题写成批注（DOCX、XLSX） / a copy with findings as comments (DOCX, XLSX)", valueName: "path"))
  var annotate: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("没有文件 / no file") }
    if files.count > 1, output == nil, format != .text {
      throw ValidationError("检查几个文件时请用 -o 指定文件夹 / several files need -o FOLDER")
    }
    if files.count > 1, annotate != nil {
      throw ValidationError("--annotate 只能用于一个文件 / --annotate takes one file")
    }
    if let year, !(2000...2100).contains(year) { throw ValidationError("--year \(year)") }
  }

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    let check = Check(files: packFiles, catalog: catalog)
    let options = try options(catalog)
    var worst: ExitCode = .success
    for name in files {
      do {
        let file = try SourceFileLoader.load(name)
        let outcome = try check.run(file, options)
        for entry in outcome.unusedSuppressions {
          Output.complain(catalog("cli.baseline.unused", ["id": entry.id, "reason": entry.reason]))
        }
        let text = try format.write(
          outcome, catalog: catalog, version: Mingzhang.version, isColoured: output == nil && Terminal.isColoured)
        try Output.write(text, to: try path(for: name))
        if let annotate {
          let annotated = try Annotate(files: packFiles, catalog: catalog).comments(file, outcome)
          try Output.write(annotated.bytes, to: annotate)
        }
        if !outcome.input.report.findings.isEmpty, worst == .success { worst = ExitStatus.findings }
      } catch let failure as Check.Failure {
        try complain(failure, catalog)
        worst = ExitStatus.unreadable
      } catch let failure as Annotate.Failure {
        try complain(failure, catalog)
        worst = ExitStatus.unreadable
      }
    }
    if worst != .success { throw worst }
  }

  private func options(_ catalog: Catalog) throws -> Check.Options {
    var options = Check.Options()
    options.pack = pack
    options.year = year
    options.severity = severity
    options.select = select
    options.ignore = ignore
    if let baseline {
      do {
        options.baseline = try Baseline(json: try Data(contentsOf: URL(fileURLWithPath: baseline)))
      } catch let failure as Baseline.Failure {
        throw ValidationError(catalog("cli.baseline.bad", ["file": baseline, "detail": "\(failure)"]))
      } catch {
        throw ValidationError("--baseline \(baseline): \(error.localizedDescription)")
      }
    }
    return options
  }

  private func path(for name: String) throws -> String? {
    guard let output else { return nil }
    guard files.count > 1 else { return output }
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    let base = URL(fileURLWithPath: name).lastPathComponent
    return URL(fileURLWithPath: output).appendingPathComponent("\(base).\(format.fileEnding)").path
  }
}

/// Says what stopped a use case. A pack that does not exist is a mistake of usage.
func complain(_ failure: Check.Failure, _ catalog: Catalog) throws {
  switch failure {
  case .unreadable(let error):
    Output.complain(catalog("unreadable.\(error.reason.rawValue)", ["file": error.file, "detail": error.detail]))
  case .pack(let error):
    for problem in error.problems { Output.complain(problem.rendered(catalog)) }
    throw ValidationError(catalog("cli.pack", ["pack": error.pack, "known": error.near.joined(separator: ", ")]))
  }
}

enum Terminal {
  static var isColoured: Bool {
    isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }
}
