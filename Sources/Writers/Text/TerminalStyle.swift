import Checking

/// Colours and weights of terminal text; plain text where they are off.
struct TerminalStyle: Sendable {
  let isOn: Bool

  func severity(_ text: String, _ severity: Finding.Severity) -> String {
    switch severity {
    case .error: wrapped(text, "1;31")
    case .warning: wrapped(text, "1;33")
    case .info: wrapped(text, "1;34")
    }
  }

  /// A count of findings of a severity; one that is zero is no news.
  func count(_ text: String, _ count: Int, _ kind: Finding.Severity) -> String {
    count == 0 ? dim(text) : severity(text, kind)
  }

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
