import Glibc
import Processes

/// Finds PDFium. No distribution packages it; the Python package pypdfium2 carries it for every platform.
package enum PDFiumPlace {
  /// - Returns: nil where it is nowhere.
  package static func find() -> String? {
    if let path = PythonPlace.environment("MINGZHANG_PDFIUM") { return isFile(path) ? path : nil }
    return candidates().first(where: isFile) ?? askPython()
  }

  private static let file = "libpdfium.so"
  private static let package = "pypdfium2_raw/libpdfium.so"

  private static func candidates() -> [String] {
    var paths: [String] = []
    if let folder = RunningProgram.folder { paths += ["\(folder)/../lib/\(file)", "\(folder)/\(file)"] }
    for prefix in prefixes() {
      for lib in entries(of: "\(prefix)/lib").filter({ $0.hasPrefix("python3") }).sorted(by: >) {
        for packages in ["site-packages", "dist-packages"] {
          paths.append("\(prefix)/lib/\(lib)/\(packages)/\(package)")
        }
      }
    }
    return paths
  }

  /// Where Python keeps packages: of a virtual environment, of the user, of the system.
  private static func prefixes() -> [String] {
    var prefixes: [String] = []
    if let active = PythonPlace.environment("VIRTUAL_ENV") { prefixes.append(active) }
    if let home = PythonPlace.environment("HOME") { prefixes.append("\(home)/.local") }
    if let python = PythonPlace.find(), let real = RunningProgram.resolved(python) {
      prefixes.append(RunningProgram.parent(of: RunningProgram.parent(of: real)))
    }
    return prefixes + ["/usr/local", "/usr"]
  }

  /// Some installations keep their packages where only Python itself knows.
  private static func askPython() -> String? {
    guard let python = PythonPlace.find() else { return nil }
    let question = """
      import importlib.util as u
      s = u.find_spec('pypdfium2_raw')
      print(s.submodule_search_locations[0] if s else '', end='')
      """
    let (answer, end) = ChildProcess(program: python, arguments: ["-c", question], patience: 10, limit: 4_096).run([])
    guard end == .exited(0), !answer.isEmpty else { return nil }
    let path = "\(String(decoding: answer, as: UTF8.self))/\(file)"
    return isFile(path) ? path : nil
  }

  private static func isFile(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) { name in
          name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}
