import Glibc

/// Finds Python: `MINGZHANG_PYTHON`, else the first `python3` on the path.
package enum PythonPlace {
  /// - Returns: nil where there is none.
  package static func find() -> String? {
    if let path = environment("MINGZHANG_PYTHON") { return access(path, X_OK) == 0 ? path : nil }
    return (environment("PATH") ?? "").split(separator: ":").lazy.map { "\($0)/python3" }
      .first { access($0, X_OK) == 0 }
  }

  /// - Returns: nil where it is not set, or empty.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}
