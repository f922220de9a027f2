import Foundation

/// The whole program, from launch to exit.
struct Launches {
  let program: Program
  let count: Int

  static func introduction(_ count: Int) -> String {
    "`mingzhang check FILE --format json`, \(count) launches each, one after the other."
  }

  func table(_ documents: [String]) throws -> String {
    let rows = try documents.map { document in
      let (times, peak) = try measure(document)
      let name = URL(fileURLWithPath: document).lastPathComponent
      return [name, times.median.text, times.minimum.text, "\(peak >> 10) MB"]
    }
    return MarkdownTable.text(["document", "median", "fastest", "peak memory"], rows)
  }

  /// Times, and the highest peak of memory in kilobytes.
  ///
  /// - Throws: where the program cannot be started, or does not end with a report.
  func measure(_ path: String) throws -> (times: Times, peak: Int) {
    let arguments = ["check", path, "--format", "json"]
    let runs = try (0...count).map { _ in try program.run(arguments) }.dropFirst()
    for run in runs where run.end != .exited(0) && run.end != .exited(1) { throw NoReport(complaint: run.complaint) }
    return (Times(runs.map(\.wall)), runs.map(\.peakKilobytes).max() ?? 0)
  }
}

struct NoReport: Error, CustomStringConvertible {
  var complaint: String
  var description: String { "no report: \(complaint)" }
}
