import Foundation

/// Files that no department would publish, each in a process of its own.
struct Hostility {
  let program: Program
  /// Seconds.
  let patience: Int
  let tell: (String) -> Void

  /// Address space of each process, in bytes.
  private static let memory: UInt = 8 << 30

  static func introduction(_ patience: Int) -> String {
    """
    `mingzhang check FILE --format json`, once each. A process is given \(memory >> 30) GB of address space and \
    \(patience) s; every one is to end in a report or a clear error.
    """
  }

  func table() throws -> String {
    let folder = NSTemporaryDirectory() + "hostile-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var rows: [[String]] = []
    for file in HostileFile.all {
      tell(file.name)
      let (input, output) = ("\(folder)/input.md", "\(folder)/report.json")
      _ = try Part.hostile.ask([file.name, input])
      let size = try FileManager.default.attributesOfItem(atPath: input)[.size] as? Int ?? 0
      let run = try program.run(
        ["check", input, "--format", "json", "--lang", "en", "-o", output], memory: Self.memory,
        patience: .seconds(patience))
      rows.append([
        file.name, Size.text(size), try result(run, input, output), run.wall.text, "\(run.peakKilobytes >> 10) MB",
      ])
      unlink(output)
    }
    try FileManager.default.removeItem(atPath: folder)
    return MarkdownTable.text(["file", "size", "result", "time", "peak memory"], rows)
  }

  private func result(_ run: Program.Run, _ input: String, _ output: String) throws -> String {
    switch run.end {
    case .givenUp: return "**none after \(patience) s**"
    case .trapped(let signal): return "**ended by signal \(signal)**"
    case .exited(let code) where code > 1:
      let message = run.complaint.replacing(input, with: "it").split(separator: ".").first ?? ""
      return "refused: \(message.trimmingCharacters(in: .whitespacesAndNewlines))"
    case .exited:
      return try Part.count.ask([output])
    }
  }
}
