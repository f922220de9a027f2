import Foundation

/// The whole program composing, publishing and verifying the sample of leaf facts.
struct PublicationLaunches {
  let program: Program
  let count: Int

  static let folder = "Samples/archive-2024"

  static func introduction(_ count: Int) -> String {
    "`mingzhang compose \(folder) -o …`, and `verify` of what it wrote, \(count) launches each. Every format but Markdown is "
      + "read back before it is written. PDF files bring the installed fonts into memory, most of it shared."
  }

  /// - Throws: where the program cannot be started, or does not write what it is asked for.
  func table() throws -> String {
    let output = FileManager.default.temporaryDirectory.appending(path: "benchmarks-\(UUID().uuidString)").path
    defer { _ = try? FileManager.default.removeItem(atPath: output) }
    func compose(_ formats: [String]) -> [String] {
      ["compose", Self.folder, "-o", output] + formats.flatMap { ["--format", $0] }
    }
    let works = [
      ("Markdown", compose(["md"])), ("DOCX, XLSX and HTML", compose(["docx", "xlsx", "html"])),
      ("DOCX, XLSX, HTML and PDF", compose(["docx", "xlsx", "html", "pdf"])), ("everything", compose([])),
      ("verify everything", ["verify", output]),
    ]
    let rows = try works.map { name, arguments in
      let runs = try (0...count).map { _ in try program.run(arguments) }.dropFirst()
      for run in runs where run.end != .exited(0) { throw NoReport(complaint: run.complaint) }
      let times = Times(runs.map(\.wall))
      let peak = runs.map(\.peakKilobytes).max() ?? 0
      return [name, times.median.text, times.minimum.text, "\(peak >> 10) MB"]
    }
    return MarkdownTable.text(["written", "median", "fastest", "peak memory"], rows)
  }
}
