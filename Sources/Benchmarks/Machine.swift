import Foundation

/// What the figures were measured on.
enum Machine {
  static func heading(date: String) -> String {
    let memory = ProcessInfo.processInfo.physicalMemory >> 30
    let cores = ProcessInfo.processInfo.processorCount
    return """
      Measured on \(date) with `swift run -c release benchmarks`: \(processor()), \(cores) cores, \(memory) GB of memory, \
      \(system()), \(toolchain()), release build.
      """
  }

  static func today() -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    return [parts.year, parts.month, parts.day].map { String($0 ?? 0) }.map { $0.count < 2 ? "0" + $0 : $0 }
      .joined(separator: "-")
  }

  private static func processor() -> String {
    let text = FileManager.default.contents(atPath: "/proc/cpuinfo").map { String(decoding: $0, as: UTF8.self) } ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
  }

  private static func system() -> String {
    ProcessInfo.processInfo.operatingSystemVersionString
  }

  private static func toolchain() -> String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #elseif compiler(>=6.2)
      "Swift 6.2"
    #else
      "Swift 6.1"
    #endif
  }
}
