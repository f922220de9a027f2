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
    discussion:
      "退出码 / exit codes: 0 没有问题 none, 1 有问题 findings, 2 无法读取或无从核对 unreadable, or nothing to check, 64 用法有误 usage")

  @Argument(help: "要检查的文件或文件夹 / files or folders", completion: .file())
  var files: [String]

  @Flag(help: "这些文件（或文件夹里的文件）合起来是一份公开 / the files, or those of a folder, are one disclosure together")
  var together = false

  @OptionGroup var form: FormOptions

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
    help: ArgumentHelp(
      "另存一份，问题写在原处（DOCX、XLSX、PDF）；几个文件合起来的，写到文件夹或 .zip / a copy with findings in their places (DOCX, XLSX, PDF); of several files together, a folder or .zip",
      valueName: "path"))
  var annotate: String?

  @Flag(help: "PDF 中的数字按核对结果着色 / numbers of a PDF coloured by how they were checked")
  var tint = false

  @Option(help: ArgumentHelp("汇总表：.csv、.json 或 .xlsx / summary of the files", valueName: "file"))
  var summary: String?

  @Option(
    help: ArgumentHelp("审核意见表（.xlsx）；几个文件时是文件夹 / sheet of opinions, or folder for several files", valueName: "path"))
  var opinion: String?

  @Option(help: "审核意见表上的日期 / date printed on the sheet of opinions")
  var date: String?

  @OptionGroup var common: CommonOptions

  /// One file has its report on the terminal; several files, or a folder, have a summary.
  private var isMany: Bool { !together && (files.count > 1 || files.contains(where: FileSearch.isFolder)) }

  func validate() throws {
    if files.isEmpty { throw ValidationError("没有文件 / no file") }
    if isMany, output == nil, format != .text {
      throw ValidationError("检查几个文件时请用 -o 指定文件夹 / several files need -o FOLDER")
    }
    if isMany, annotate != nil {
      throw ValidationError("--annotate 用于一个文件，或者 --together / --annotate takes one file, or --together")
    }
    if tint, annotate == nil { throw ValidationError("--tint 与 --annotate 一起使用 / --tint goes with --annotate") }
    if let summary, SummaryFormat(ending: summary) == nil {
      throw ValidationError("--summary \(summary)：.csv, .json, .xlsx")
    }
    if let opinion, !isMany, !opinion.lowercased().hasSuffix(".xlsx") {
      throw ValidationError("--opinion \(opinion)：.xlsx")
    }
    if date != nil, opinion == nil { throw ValidationError("--date 用于 --opinion / --date goes with --opinion") }
  }

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    let worst: ExitCode
    do {
      if opinion != nil || summary.flatMap(SummaryFormat.init(ending:)) == .xlsx { try SheetLibrary.expect() }
      guard isMany else { try checkOne(packFiles, catalog) }
      worst = try checkMany(packFiles, catalog)
    } catch let failure as Check.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    } catch let failure as Annotate.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    } catch let failure as SheetFailure {
      complain(failure, catalog)
      throw ExitStatus.unwritable
    }
    if worst != .success { throw worst }
  }

  private func checkOne(_ packFiles: PackFiles, _ catalog: Catalog) throws -> Never {
    let file = try Input.file(files, together: together, catalog)
    let check = Check(files: packFiles, catalog: catalog)
    var outcome = try check.run(file, try options(catalog))
    if format == .html { try outcome.addPictures(of: file) }
    tellUnused(outcome.unusedSuppressions, catalog)
    let text = try format.write(
      outcome, catalog: catalog, version: Mingzhang.version, isColoured: output == nil && Terminal.isColoured)
    try Output.write(text, to: output)
    if let annotate {
      let annotated = try Annotate(files: packFiles, catalog: catalog).annotated(file, outcome, isTinted: tint)
      try Output.write(annotated, of: outcome, to: annotate)
      tellUntouched(annotated, catalog)
    }
    if let opinion { try sheet(catalog).write(outcome.input, to: opinion) }
    let line = CheckSummary.Line(file: file.name, outcome: .checked(.init(outcome.input.report)))
    try write(CheckSummary(lines: [line], skipped: []), catalog)
    ExitStatus.leave(ExitStatus.of(outcome.input.report), keeping: (check, outcome))
  }

  private func checkMany(_ packFiles: PackFiles, _ catalog: Catalog) throws -> ExitCode {
    let search = FileSearch(files, excluding: [output, summary, opinion].compactMap(\.self))
    let bar = ProgressBar()
    defer { bar.clear() }
    let (format, output, opinion, sheet) = (format, output, opinion, sheet(catalog))
    let outcome = try CheckFiles(files: packFiles, catalog: catalog).run(
      search, try options(catalog),
      write: { file, outcome in
        if let output {
          let text = try format.write(outcome, catalog: catalog, version: Mingzhang.version)
          try Output.write(text, to: try Output.path(file.reportName, "." + format.fileEnding, in: output))
        }
        if let opinion { try sheet.write(outcome.input, to: try Output.path(file.reportName, ".xlsx", in: opinion)) }
      }, progress: bar.show)
    bar.clear()
    tellUnused(outcome.unusedSuppressions, catalog)
    try Output.write(SummaryText(catalog: catalog, colour: Terminal.isColoured).write(outcome.summary), to: nil)
    try write(outcome.summary, catalog)
    if outcome.summary.unreadable > 0 || outcome.summary.checked.contains(where: { $0.checks == 0 && $0.findings == 0 })
    {
      return ExitStatus.unreadable
    }
    return outcome.summary.checked.contains { $0.findings > 0 } ? ExitStatus.findings : .success
  }

  private func sheet(_ catalog: Catalog) -> OpinionSheet { OpinionSheet(catalog: catalog, date: date) }

  private func write(_ table: CheckSummary, _ catalog: Catalog) throws {
    guard let summary, let format = SummaryFormat(ending: summary) else { return }
    try format.write(table, to: summary, catalog: catalog)
  }

  private func tellUnused(_ entries: [Baseline.Entry], _ catalog: Catalog) {
    for entry in entries {
      Output.complain(catalog("cli.baseline.unused", ["id": entry.id, "reason": entry.reason]))
    }
  }

  private func options(_ catalog: Catalog) throws -> Check.Options {
    var options = Check.Options()
    options.pack = form.pack
    options.year = form.year
    options.severity = severity
    options.select = select
    options.ignore = ignore
    if let baseline {
      do {
        options.baseline = try Baseline(json: try Data(contentsOf: URL(fileURLWithPath: baseline)))
      } catch let failure as Baseline.Failure {
        throw ValidationError(catalog("cli.baseline.bad", ["file": baseline, "detail": "\(failure)"]))
      } catch {
        throw ValidationError("--baseline \(baseline): \(SystemFault.words(error))")
      }
    }
    return options
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

/// Says why a workbook was not written.
func complain(_ failure: SheetFailure, _ catalog: Catalog) {
  switch failure {
  case .noLibrary: Output.complain(catalog("sheet.noLibrary"))
  case .notWritten(let file, let code):
    Output.complain(catalog("sheet.notWritten", ["file": file, "detail": String(code)]))
  }
}

enum Terminal {
  static var isColoured: Bool {
    isatty(1) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
  }
}
