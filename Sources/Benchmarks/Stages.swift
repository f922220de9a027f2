import Checking
import Documents
import Filings
import Forms
import Foundation
import Readers
import Recognition
import Workflow
import Writers

/// The stages of a check of one document, in this process.
struct Stages {
  private let file: SourceFile
  private let runs: Int
  private let files = PackFiles.embedded
  private let catalog = PackFiles.embedded.catalog(.chinese)

  init(_ path: String, runs: Int) throws {
    file = try SourceFileLoader.load(path)
    self.runs = runs
  }

  func table() throws -> String {
    let check = Check(files: files, catalog: catalog)
    let outcome = try check.run(file)
    let reading = try MarkdownReader().read(file)
    let filing = Recognizer(form: outcome.form).recognize(reading.document)
    var rows: [[String]] = []
    func measure(_ name: String, _ work: () throws -> Void) rethrows -> Times {
      let times = try Times.of(runs, work)
      rows.append([name, times.median.text, times.minimum.text])
      return times
    }
    func load() { _ = FormLoader(files: files).load(outcome.form.pack, year: filing.fiscalYear) }
    _ = measure("load the form of \(outcome.form.pack)", load)
    _ = try measure("read") { _ = try MarkdownReader().read(file) }
    _ = measure("recognise") { _ = Recognizer(form: outcome.form).recognize(reading.document) }
    let checker = Checker(form: outcome.form, catalog: catalog)
    _ = measure("check") { _ = checker.check(filing, of: reading.document) }
    _ = measure("— the checks alone, no cause looked for") { _ = checker.verdicts(filing, of: reading.document) }
    var tables = filing
    tables.narrative = Narrative()
    _ = measure("— the same, no sentence read") { _ = checker.verdicts(tables, of: reading.document) }
    for format in ReportFormat.allCases {
      _ = try measure("write \(format.rawValue)") {
        _ = try format.write(outcome, catalog: catalog, version: "0")
      }
    }
    _ = try measure("**the whole, from bytes to JSON, packs loaded anew**") {
      let outcome = try Check(files: files, catalog: catalog).run(file)
      _ = try ReportFormat.json.write(outcome, catalog: catalog, version: "0")
    }
    let verdicts = outcome.input.report.verdicts
    return """
      \(Size.text(file.bytes.count)), \(filing.tables.count) tables, \(outcome.input.report.coverage.numbers) figures; \
      \(verdicts.holds + verdicts.withinRounding + verdicts.contradicted) checks made, \
      \(outcome.input.report.findings.count) findings. \(runs) runs.

      \(MarkdownTable.text(["stage", "median", "fastest"], rows))
      """
  }
}
