import Amounts
import Documents
import Forms
import Foundation
import OpenXML
import Publishing
import Readers
import TestSupport
import Testing
import Writers

/// What is published, held against other people's programs, wherever they are installed.
@Suite struct ToolTests {
  private static let office = Tool("soffice")
  private static let browser = Tool("chromium", "chromium-browser", "google-chrome")

  // MARK: Workbook

  /// LibreOffice works all formulas out anew, from a file without their results, and comes to what is printed.
  @Test(
    .enabled(if: office != nil && (try? SheetLibrary.expect()) != nil, "LibreOffice or libxlsxwriter is not installed"))
  func formulasComeToWhatIsPrinted() throws {
    let bytes = try TableWorkbook.write(try Sample.publication())
    let folder = try ScratchFolder()
    let (emptied, formulas) = try withoutResults(bytes)
    #expect(formulas > 100)
    try Data(emptied).write(to: folder.url.appending(path: "book.xlsx"))
    let run = try Self.office?.run(
      [
        "-env:UserInstallation=file://\(folder.url.path)/profile", "--headless", "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir", "out", "book.xlsx",
      ], in: folder.url)
    #expect(run?.code == 0, "\(run?.output ?? "")")
    let printed = try figures(bytes)
    let worked = try figures([UInt8](try Data(contentsOf: folder.url.appending(path: "out/book.xlsx"))))
    #expect(worked == printed)
    #expect(printed.count > 400)
  }

  /// Every number of a workbook, by sheet, row and column, to the fen.
  private func figures(_ bytes: [UInt8]) throws -> [String: String] {
    var figures: [String: String] = [:]
    for sheet in try StoredWorkbook.read(SourceFile(name: "book.xlsx", bytes: bytes)).sheets {
      for row in sheet.rows {
        for (column, cell) in row.cells {
          guard case .number(let number) = PrintedValue(parsing: cell.text), number.unit.isEmpty else { continue }
          figures["\(sheet.name) \(row.number) \(column)"] = number.value.formatted(minimum: 0, limit: 4)
        }
      }
    }
    return figures
  }

  /// The workbook with the results of its formulas taken out, and how many there were.
  private func withoutResults(_ bytes: [UInt8]) throws -> (bytes: [UInt8], formulas: Int) {
    let archive = try Archive(bytes)
    var parts: [String: [UInt8]] = [:]
    var count = 0
    for number in 1... {
      let name = "xl/worksheets/sheet\(number).xml"
      guard let entry = archive.entry(name) else { break }
      let text = String(decoding: try archive.contents(of: entry), as: UTF8.self)
      count += text.matches(of: /<\/f><v>[^<]*<\/v>/).count
      parts[name] = Array(text.replacing(/<\/f><v>[^<]*<\/v>/, with: "</f>").utf8)
    }
    return (try archive.rewriting(parts), count)
  }

  // MARK: PDF and data

  @Test(.enabled(if: Tool("qpdf") != nil, "qpdf is not installed"))
  func thePDFFileIsSound() throws {
    let folder = try ScratchFolder()
    let publication = try Sample.publication()
    let bytes: [UInt8]
    do throws(PDFFailure) {
      bytes = try PDFFile.write(publication)
    } catch {
      print("skipped: PDF files cannot be written here")
      return
    }
    try Data(bytes).write(to: folder.url.appending(path: "a.pdf"))
    let run = try #require(try Tool("qpdf")?.run(["--check", "a.pdf"], in: folder.url))
    #expect(run.code == 0, "\(run.output)")
    #expect(run.output.contains("No syntax or stream encoding errors found"))
  }

  @Test(.enabled(if: Tool("frictionless") != nil, "frictionless is not installed (pip install frictionless)"))
  func theDataPackageIsValid() throws {
    let folder = try ScratchFolder()
    let files = try OpenData.files(try Sample.publication())
    for file in files { try Data(file.bytes).write(to: folder.url.appending(path: file.name)) }
    let run = try #require(try Tool("frictionless")?.run(["validate", "--json", "datapackage.json"], in: folder.url))
    #expect(run.code == 0, "\(run.output.suffix(800))")
    #expect(files.count > 10)
  }

  // MARK: Web page

  /// On a telephone nothing runs over the edge: wide tables scroll inside themselves.
  @Test(.enabled(if: browser != nil, "Chromium is not installed"))
  func thePageFitsATelephone() throws {
    let page = try PublishedPage(catalog: PackFiles.embedded.catalog(.chinese)).write(try Sample.publication())
    let quoted = page.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    let outer = """
      <!doctype html><iframe id="f" style="width:390px;height:844px;border:0" srcdoc="\(quoted)"></iframe><script>
      onload = function () {
        var root = document.getElementById("f").contentDocument.documentElement, own = document.createElement("pre");
        own.textContent = "measured " + root.scrollWidth + " of " + root.clientWidth;
        document.body.appendChild(own);
      }
      </script>
      """
    let measured = try dump(outer).firstMatch(of: /measured (\d+) of (\d+)/)
    let (width, room) = (Int(measured?.1 ?? "") ?? .max, Int(measured?.2 ?? "") ?? 0)
    #expect(width <= room)
    #expect(room > 300)
  }

  /// axe finds nothing to object to. Its script is none of ours: `MINGZHANG_AXE` says where it is (`axe.min.js`, as in the
  /// package `axe-playwright-python`).
  @Test(
    .enabled(
      if: browser != nil && ProcessInfo.processInfo.environment["MINGZHANG_AXE"] != nil,
      "Chromium is not installed, or MINGZHANG_AXE does not name axe.min.js"))
  func thePageHasNoObstacles() throws {
    let axe = try String(
      contentsOfFile: ProcessInfo.processInfo.environment["MINGZHANG_AXE"] ?? "", encoding: .utf8)
    let page = try PublishedPage(catalog: PackFiles.embedded.catalog(.chinese)).write(try Sample.publication())
      .replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
      .replacing(
        "</body>",
        with: """
          <script>\(axe.replacing("</script", with: "<\\/script"))</script><script>
          axe.run(document, { resultTypes: ["violations"] }).then(function (result) {
            var own = document.createElement("pre");
            own.textContent = "violations [" + result.violations.map(function (v) { return v.id; }).join(" ") + "]";
            document.body.appendChild(own);
          });
          </script></body>
          """)
    let found = try dump(page).firstMatch(of: /<pre>violations \[([^\]]*)\]/)
    #expect(found.map { String($0.1) } == "")
  }

  /// The page as a browser has it when its scripts have run.
  private func dump(_ page: String) throws -> String {
    let folder = try ScratchFolder()
    let file = folder.url.appending(path: "page.html")
    try Data(page.utf8).write(to: file)
    let run = try #require(
      try Self.browser?.run(
        [
          "--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir=\(folder.url.path)/profile",
          "--virtual-time-budget=60000", "--dump-dom", file.absoluteString,
        ]))
    #expect(run.code == 0)
    return run.output
  }
}
