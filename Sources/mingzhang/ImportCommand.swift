public import ArgumentParser
import Composing
import Forms
public import Workflow

extension ImportFacts.Settlement: ExpressibleByArgument {}

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "从已公开的决算或财决报表填出工作簿 / fill the workbook from a disclosure or from exported accounts")

  @Argument(
    help: "决算公开文件，或一个以上部门决算软件导出的报表 / the disclosure, or workbooks exported by the accounting software",
    completion: .file())
  var files: [String]

  @Option(
    help: """
      互相矛盾的数：none 照原文并标出（默认），tables 以表为准，repairs 先作核对认定的修改 / \
      figures that contradict each other: left and marked, the tables' taken, or asserted repairs made first
      """)
  var settle: ImportFacts.Settlement = .none

  @Flag(help: "转入下一年：上年的数成为上年数，年末结转成为年初结转 / begin --year from last year's file")
  var roll = false

  @OptionGroup var target: FactTarget
  @OptionGroup var form: FormOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if roll, form.year == nil { throw ValidationError("--roll: --year") }
    if roll, files.count > 1 { throw ValidationError("--roll: \(files.count) files") }
  }

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    do {
      let importing = ImportFacts(files: packFiles, catalog: packFiles.catalog(.chinese))
      let sources = try files.map(SourceFileLoader.load)
      let drafted =
        if roll, let year = form.year {
          try importing.roll(sources[0], pack: form.pack, to: year)
        } else {
          try importing.run(sources, pack: form.pack, year: form.year, settlement: settle)
        }
      try target.write(drafted, catalog)
      drafted.remarks.forEach { Output.complain($0) }
      Output.complain(catalog("import.done", ["pending": String(drafted.pendingCount), "file": target.output]))
    } catch let failure as Compose.Failure {
      complain(of: failure, catalog)
      throw ExitStatus.unreadable
    } catch let failure as ImportFacts.ManyDisclosures {
      Output.complain(catalog("import.many", ["files": failure.files.joined(separator: "、")]))
      throw ExitStatus.unreadable
    } catch let failure as FactProblems {
      complain(of: .facts(failure), catalog)
      throw ExitStatus.unreadable
    } catch let failure as PackChoice.Failure {
      try complain(.pack(failure), catalog)
      throw ExitStatus.unreadable
    } catch let failure as Check.Failure {
      try complain(failure, catalog)
      throw ExitStatus.unreadable
    }
  }
}
