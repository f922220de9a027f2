import Foundation

/// A document grown to ten times its size, to see whether the time grows with it.
struct Growth {
  let program: Program
  let launches: Int

  static let introduction = """
    The tables of projects at the end of each document are repeated under new names until the file is ten times as \
    large; the whole program is launched on both.
    """

  func table(_ documents: [String]) throws -> String {
    var rows: [[String]] = []
    for document in documents {
      let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: document)), as: UTF8.self)
      guard let grown = Self.grown(text, times: 10) else { continue }
      let path = NSTemporaryDirectory() + "grown-\(ProcessInfo.processInfo.processIdentifier).md"
      defer { unlink(path) }
      try Data(grown.utf8).write(to: URL(fileURLWithPath: path))
      let measured = Launches(program: program, count: launches)
      let (once, _) = try measured.measure(document)
      let (tenfold, peak) = try measured.measure(path)
      let ratio = Double(grown.utf8.count) / Double(text.utf8.count)
      rows.append([
        URL(fileURLWithPath: document).lastPathComponent, "\(Duration.rounded(ratio, decimals: 1))×",
        once.median.text, tenfold.median.text,
        "\(Duration.rounded(tenfold.median.seconds / once.median.seconds, decimals: 1))×", "\(peak >> 10) MB",
      ])
    }
    return MarkdownTable.text(["document", "size", "once", "ten times", "time", "peak memory"], rows)
  }

  /// The text with the annex from the first table of a project on repeated; nil where there is none.
  static func grown(_ text: String, times: Int) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.hasPrefix(label) }) else { return nil }
    // The title stands above the table, behind a blank line.
    let start = lines[..<first].lastIndex { !$0.isEmpty } ?? first
    let annex = lines[start...]
    let length = annex.reduce(0) { $0 + $1.utf8.count + 1 }
    var grown = lines
    for copy in 1...max(1, text.utf8.count * (times - 1) / max(1, length)) {
      grown += [""] + annex.map { $0.hasPrefix(label) ? renamed($0, copy) : $0 }
    }
    return grown.joined(separator: "\n")
  }

  private static let label = "项目支出名称\t"

  private static func renamed(_ line: Substring, _ copy: Int) -> Substring {
    var fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    fields[1] += "之\(copy)"
    return Substring(fields.joined(separator: "\t"))
  }
}
