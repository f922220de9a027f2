import Checking
import Documents
import Filings
import Forms
import Foundation
import Readers
import Recognition
import Writers

/// The whole check of one document, and what must hold of its result whatever the document says.
struct Trial: Sendable {
  /// Each input is checked against one of them.
  let forms: [Form]
  let catalog: Catalog

  struct Outcome {
    /// What was broken, in words; empty where all is well.
    var violations: [String] = []
    /// Of all that was written; the same for the same input, in every process.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    var findings = 0
    var isUnreadable = false

    mutating func add(_ text: String) {
      for byte in text.utf8 { digest = (digest ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
  }

  struct BrokenPack: Error {
    var pack: String
  }

  /// Loads every pack once.
  init(files: PackFiles) throws(BrokenPack) {
    var forms: [Form] = []
    for pack in files.packs {
      let loaded = FormLoader(files: files).load(pack, year: 2024)
      guard let form = loaded.form, loaded.problems.isEmpty else { throw BrokenPack(pack: pack) }
      forms.append(form)
    }
    guard !forms.isEmpty else { throw BrokenPack(pack: "") }
    self.forms = forms
    catalog = files.catalog(.chinese)
  }

  /// What is done beyond writing JSON and text.
  struct Formats {
    var page = true
    var parsedJSON = true
  }

  func run(_ bytes: [UInt8], form index: Int, writing formats: Formats) -> Outcome {
    var outcome = Outcome()
    let form = forms[index % forms.count]
    let file = SourceFile(name: "input.md", bytes: bytes)
    do {
      let reading = try FormatReader.read(file)
      let length = try reading.map?.length ?? text(file).scalars.count
      let filing = Recognizer(form: form).recognize(reading.document)
      let result = Checker(form: form, catalog: catalog).check(filing, of: reading.document)
      let report = Report(
        document: Report.Summary(
          file: file.name, format: reading.format.rawValue, department: filing.department?.text,
          fiscalYear: filing.fiscalYear, pack: form.pack, packTitle: form.title, packReason: ""),
        findings: result.findings, verdicts: result.verdicts, coverage: result.coverage)
      outcome.findings = report.findings.count
      outcome.violations = Invariants(length: length).breaches(of: report)
      let input = ReportInput(report: report, document: reading.document, lines: reading.lines, map: reading.map)
      try write(input, formats, into: &outcome)
    } catch is UnreadableFile {
      outcome.isUnreadable = true
    } catch {
      outcome.violations.append("writing failed: \(error)")
    }
    return outcome
  }

  private func text(_ file: SourceFile) throws(UnreadableFile) -> DecodedText {
    try TextDecoding.decode(file, maximumBytes: ReadingLimits().bytes, allowing: "HTML")
  }

  private func write(_ input: ReportInput, _ formats: Formats, into outcome: inout Outcome) throws {
    let json = try JSONReport().write(input)
    outcome.add(json)
    if formats.parsedJSON {
      let value = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      let count = (value?["findings"] as? [Any])?.count
      if count != input.report.findings.count { outcome.violations.append("JSON tells of \(count ?? -1) findings") }
    }
    let text = TextReport(catalog: catalog).write(input)
    outcome.add(text)
    if text.isEmpty { outcome.violations.append("the text report is empty") }
    guard formats.page else { return }
    let page = try HTMLReport(catalog: catalog).write(input)
    outcome.add(page)
    if !page.hasSuffix("</html>") { outcome.violations.append("the page ends in \(page.suffix(20))") }
  }
}
