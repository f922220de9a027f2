import Glibc

/// The program that is running, as a file.
package enum RunningProgram {
  package static var path: String? { resolved("/proc/self/exe") }
  package static var folder: String? { path.map(parent) }

  /// The program that can be a worker: mingzhang itself or, in tests and tools, the one built beside them.
  package static var worker: String? {
    guard let path, let folder else { return nil }
    let beside = "\(folder)/mingzhang"
    if access(beside, X_OK) == 0 { return beside }
    return path.hasSuffix(".xctest") ? nil : path
  }

  /// A path without symbolic links.
  package static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }
}
