/// Times of several runs.
struct Times {
  private var sorted: [Duration]

  init(_ times: [Duration]) {
    sorted = times.sorted()
  }

  var minimum: Duration { sorted.first ?? .zero }

  var median: Duration {
    guard !sorted.isEmpty else { return .zero }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Runs something a number of times, and once before that.
  static func of(_ runs: Int, _ work: () throws -> Void) rethrows -> Times {
    try work()
    return Times(try (0..<runs).map { _ in try ContinuousClock().measure { try work() } })
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }

  /// `12.3 ms`, `1.23 s`.
  var text: String {
    seconds < 1 ? "\(Self.rounded(seconds * 1_000, decimals: 1)) ms" : "\(Self.rounded(seconds, decimals: 2)) s"
  }

  static func rounded(_ value: Double, decimals: Int) -> String {
    let scale = decimals == 1 ? 10.0 : 100.0
    let whole = Int((value * scale).rounded())
    let fraction = String(whole % Int(scale))
    return "\(whole / Int(scale)).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
  }
}

/// A Markdown table; all columns but the first to the right.
enum MarkdownTable {
  static func text(_ head: [String], _ rows: [[String]]) -> String {
    let rule = head.indices.map { $0 == 0 ? "---" : "---:" }
    return ([head, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}

enum Size {
  /// `84 KB`, `200.0 MB`.
  static func text(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\(max(1, bytes >> 10)) KB" : "\(Duration.rounded(Double(bytes) / 1_048_576, decimals: 1)) MB"
  }
}
