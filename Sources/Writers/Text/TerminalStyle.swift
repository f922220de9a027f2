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

  func bold(_ text: String) -> String { wrapped(text, "1") }
  func dim(_ text: String) -> String { wrapped(text, "2") }

  private func wrapped(_ text: String, _ code: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
