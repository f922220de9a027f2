import Checking
import Documents
import Forms
import Foundation
import Readers
import TestSupport
import Testing
import Workflow
import Writers

/// Files given back, opened by other people's programs, wherever they are installed.
@Suite struct OtherProgramsTests {
  private static let office = Tool("soffice")
  private static let python = Tool("python3")
  private static let files = PackFiles.embedded
  private static let catalog = files.catalog(.chinese)
  private let annotate = Annotate(files: Self.files, catalog: Self.catalog)

  private static func hasModule(_ name: String) -> Bool {
    (try? python?.run(["-c", "import \(name)"]))?.code == 0
  }

  private func sample(_ format: String) throws -> SourceFile {
    try SourceFileLoader.load(Repository.file("Tests/Fixtures/office/archive-2024-slips.\(format)").path)
  }

  private func check(_ file: SourceFile) throws -> Check.Outcome {
    try Check(files: Self.files, catalog: Self.catalog).run(file)
  }

  /// Findings by rule and words; what is left in the file by its makers is not looked at.
  private func keys(_ outcome: Check.Outcome) -> Set<String> {
    Set(
      outcome.input.report.findings.filter { $0.rule != "leftovers" }.map {
        "\($0.rule) \($0.locations.first?.quote ?? "") \($0.expected ?? "")"
      })
  }

  /// What a script of the fixtures prints of a file, by lines and tabs.
  private func lines(_ script: String, _ bytes: [UInt8], _ name: String, _ folder: ScratchFolder) throws -> [[String]] {
    let file = folder.url.appending(path: name)
    try Data(bytes).write(to: file)
    let path = Repository.file("Tests/Fixtures/office/\(script)").path
    let run = try #require(try Self.python?.run([path, file.path]))
    #expect(run.code == 0, "\(run.output)")
    return run.output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// LibreOffice opens a file and writes it anew.
  private func rewritten(_ bytes: [UInt8], _ name: String, as format: String, _ folder: ScratchFolder) throws
    -> SourceFile
  {
    try Data(bytes).write(to: folder.url.appending(path: name))
    let profile = "-env:UserInstallation=file://\(folder.url.path)/profile"
    let run = try Self.office?.run(
      [profile, "--headless", "--convert-to", format, "--outdir", "out", name], in: folder.url)
    #expect(run?.code == 0, "\(run?.output ?? "")")
    let ending = format.prefix { $0 != ":" }
    let stem = name.prefix { $0 != "." }
    return try SourceFileLoader.load(folder.url.appending(path: "out/\(stem).\(ending)").path)
  }

  // MARK: Word files

  @Test(.enabled(if: hasModule("docx.comments"), "python-docx 1.2 is not installed: pip install python-docx"))
  func pythonDocxSeesEachCommentAtItsWords() throws {
    let source = try sample("docx")
    let outcome = try check(source)
    let comments = try lines(
      "comments.py", try annotate.annotated(source, outcome).bytes, "a.docx", try ScratchFolder())
    #expect(comments.count == outcome.input.report.findings.count)
    for (comment, finding) in zip(comments, outcome.input.report.findings) {
      #expect(comment.count == 2 && comment[1].contains(finding.title), "\(comment)")
      // What was quoted is what the comment stands at: a cell, a word, or the row around it; or the cell that is blank.
      let quote = (finding.locations.first?.quote ?? "").filter { !$0.isWhitespace && $0 != "│" }
      let words = (comment.first ?? "").filter { !$0.isWhitespace }
      let isThere = words.isEmpty ? finding.message.contains("空白") : words.contains(quote) || quote.contains(words)
      #expect(isThere, "\(words) for \(quote)")
    }
  }

  @Test(.enabled(if: hasModule("lxml"), "lxml is not installed: pip install lxml"))
  func withAllChangesAcceptedOnlyTheUncertainIsLeft() throws {
    let source = try sample("docx")
    let fixed = try annotate.repairs(source)
    let folder = try ScratchFolder()
    try Data(fixed.annotated.bytes).write(to: folder.url.appending(path: "fixed.docx"))
    let script = Repository.file("Tests/Fixtures/office/accept.py").path
    let run = try #require(try Self.python?.run([script, "fixed.docx", "accepted.docx"], in: folder.url))
    #expect(run.code == 0, "\(run.output)")
    var accepted = try SourceFileLoader.load(folder.url.appending(path: "accepted.docx").path)
    let reading = try FormatReader.read(accepted)
    #expect(reading.document.leftovers.changes == 0)
    let (left, found) = (keys(try check(accepted)), keys(fixed.before))
    #expect(left.count == 5)
    #expect(left.isSubset(of: found))
    guard Self.office != nil else { return print("skipped: LibreOffice is not installed") }
    accepted = try rewritten(accepted.bytes, "accepted.docx", as: "docx:MS Word 2007 XML", folder)
    #expect(keys(try check(accepted)) == left)
  }

  // MARK: Workbooks

  @Test(.enabled(if: hasModule("openpyxl"), "openpyxl is not installed: pip install openpyxl"))
  func openpyxlSeesNotesAndRepairedValues() throws {
    let fixed = try annotate.repairs(try sample("xlsx"))
    let notes = try lines("notes.py", fixed.annotated.bytes, "a.xlsx", try ScratchFolder())
    #expect(notes.count >= fixed.annotated.repaired + fixed.annotated.commented)
    let values = Dictionary(notes.map { ($0[0], $0[1]) }) { first, _ in first }
    #expect(values["表3 C10"] == "1075.55")
    #expect(notes.first { $0[0] == "表3 C10" }?[2] == "已改正，原值：1057.55")
  }

  @Test(.enabled(if: office != nil, "LibreOffice is not installed"))
  func recalculatedByLibreOfficeOnlyTheUncertainIsLeft() throws {
    let fixed = try annotate.repairs(try sample("xlsx"))
    let again = try rewritten(
      fixed.annotated.bytes, "fixed.xlsx", as: "xlsx:Calc MS Excel 2007 XML", try ScratchFolder())
    let left = keys(try check(again))
    #expect(left == keys(try check(SourceFile(name: "fixed.xlsx", bytes: fixed.annotated.bytes))))
    #expect(left.count == 3)
    #expect(left.isSubset(of: keys(fixed.before)))
  }

  // MARK: PDF

  @Test(
    .enabled(
      if: PDFReader.isAvailable && Tool("pdftoppm") != nil && Tool("qpdf") != nil,
      "PDFium, poppler-utils or qpdf is not installed"))
  func highlightsShowOnTheRenderedPage() throws {
    let source = try SourceFileLoader.load(Repository.file("Tests/Fixtures/pdf/archive-2024.pdf").path)
    var outcome = try check(source)
    let map = try #require(outcome.input.map)
    let number = try #require(outcome.input.report.coverage.tokens.first { $0.text.contains(".") })
    guard case .page(let page, let box)? = map.place(of: number.span)?.spot else { return #expect(Bool(false)) }
    let before = try colours(source.bytes, page, box)
    outcome.input.report.findings = [
      Finding(
        rule: "test", severity: .error, title: "标题", message: "说明",
        locations: [Location(role: .culprit, quote: number.text, span: number.span)])
    ]
    let after = try colours(try annotate.annotated(source, outcome).bytes, page, box)
    // Black on white has no colour; under a highlight most of the paper has.
    #expect(before.coloured == 0)
    #expect(after.coloured * 2 > after.all, "\(after)")
  }

  /// Of the pixels in a box of a page, how many are neither black, white nor grey.
  private func colours(_ bytes: [UInt8], _ page: Int, _ box: Place.Box) throws -> (coloured: Int, all: Int) {
    let folder = try ScratchFolder()
    try Data(bytes).write(to: folder.url.appending(path: "a.pdf"))
    let sound = try #require(try Tool("qpdf")?.run(["--check", "a.pdf"], in: folder.url))
    #expect(sound.code == 0, "\(sound.output)")
    // 72 dots an inch: a pixel a point.
    let (x, y) = (Int(box.left) + 1, Int(box.top) + 1)
    let (width, height) = (max(1, Int(box.right) - x - 1), max(1, Int(box.bottom) - y - 1))
    let run = try #require(
      try Tool("pdftoppm")?.run(
        [
          "-r", "72", "-f", "\(page)", "-l", "\(page)", "-x", "\(x)", "-y", "\(y)", "-W", "\(width)", "-H", "\(height)",
          "-singlefile", "a.pdf", "page",
        ], in: folder.url))
    #expect(run.code == 0, "\(run.output)")
    let pixels = [UInt8](try Data(contentsOf: folder.url.appending(path: "page.ppm"))).suffix(width * height * 3)
    let values = Array(pixels)
    let coloured = stride(from: 0, to: values.count - 2, by: 3).count { index in
      let channels = values[index..<index + 3]
      return (channels.max() ?? 0) - (channels.min() ?? 0) > 40
    }
    return (coloured, width * height)
  }
}
