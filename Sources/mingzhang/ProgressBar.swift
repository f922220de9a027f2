import Foundation
import Workflow

/// How far a check of many files has come, on one line of a terminal; nothing where the errors go elsewhere.
struct ProgressBar: Sendable {
  private let isShown = isatty(2) == 1
  private static let width = 30

  func show(_ progress: CheckFiles.Progress) {
    guard isShown else { return }
    let filled = Self.width * progress.finished / max(1, progress.count)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
    write("\r\(bar) \(progress.finished)/\(progress.count)")
  }

  /// Takes the bar away.
  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
