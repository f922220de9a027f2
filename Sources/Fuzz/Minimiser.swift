import Foundation

/// Cuts a failing file down, piece by piece, as long as it fails in the same way.
struct Minimiser {
  let file: String
  let budget: Int

  /// How a file fails, so that one failure is not mistaken for another.
  private enum Kind: Equatable {
    case sound
    case hung
    case trapped(signal: Int32)
    case violated
  }

  func run() throws {
    let scratch = NSTemporaryDirectory() + "minimise-\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let kind = try judge(bytes, scratch)
    guard kind != .sound else {
      print("\(file) does not fail")
      return
    }
    bytes = Lines.join(try cut(Lines.split(bytes)) { try judge(Lines.join($0), scratch) == kind })
    bytes = try cut(bytes) { try judge($0, scratch) == kind }
    let url = URL(fileURLWithPath: file).deletingPathExtension().appendingPathExtension("min.md")
    try Data(bytes).write(to: url)
    print("\(url.path): \(bytes.count) bytes\n\(String(decoding: bytes, as: UTF8.self))")
    try FileManager.default.removeItem(atPath: scratch)
  }

  /// Leaves out ever smaller runs of parts.
  private func cut<Part>(_ parts: [Part], while fails: ([Part]) throws -> Bool) throws -> [Part] {
    var parts = parts
    var size = max(1, parts.count / 2)
    while true {
      var at = 0
      while at < parts.count {
        var shorter = parts
        shorter.removeSubrange(at..<min(parts.count, at + size))
        if try fails(shorter) { parts = shorter } else { at += size }
      }
      if size == 1 { return parts }
      size /= 2
    }
  }

  private func judge(_ bytes: [UInt8], _ scratch: String) throws -> Kind {
    let path = "\(scratch)/input.md"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let child = try Child(["--file", path, "--budget", String(budget)], folder: scratch)
    switch child.wait() {
    case .exited(0): return .sound
    case .hung: return .hung
    case .trapped(let signal): return .trapped(signal: signal)
    case .exited: return .violated
    }
  }
}
