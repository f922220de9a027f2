import Foundation

/// The files that a check of folders looks at: all that may be disclosures, in the order of their paths, and what was
/// passed over, with why.
public struct FileSearch: Sendable {
  public struct Found: Sendable, Hashable {
    /// As the user would name it.
    public var path: String
    /// Where the file's report goes inside a folder of reports, without an ending; no two are alike.
    public var reportName: String
    /// Whether it was come upon in a folder, rather than named.
    public var isFromFolder: Bool
  }

  public struct Skipped: Sendable, Hashable {
    public var path: String
    public var reason: Reason
  }

  public enum Reason: String, Sendable, Hashable {
    /// Names that begin with a point, and the lock files of office programs.
    case hidden
    /// Symbolic links lead anywhere, in circles too.
    case link
    /// Neither a file nor a folder.
    case special
    /// Text whose ending says that it is something else: data, a program.
    case ending
    /// Bytes of a format that no reader takes.
    case format
    /// Pictures are read only where they are asked for.
    case picture
    /// Beyond the limits on depth and number.
    case tooDeep, tooMany
    /// The file system refused.
    case inaccessible
  }

  public private(set) var found: [Found] = []
  public private(set) var skipped: [Skipped] = []

  private let excluded: Set<String>
  private var names: Set<String> = []
  private let limits: Limits

  public struct Limits: Sendable {
    /// Files to check, and things to look at altogether.
    public var files = 20_000
    public var entries = 200_000
    public var depth = 24

    public init() {}
  }

  private var entriesLeft: Int

  /// - Parameters:
  ///   - paths: files, and folders to be searched through.
  ///   - excluded: files and folders that are not looked at: where reports are written.
  public init(_ paths: [String], excluding excluded: [String] = [], limits: Limits = Limits()) {
    self.limits = limits
    self.excluded = Set(excluded.map(Self.absolute))
    entriesLeft = limits.entries
    for path in paths {
      if Self.isFolder(path) {
        search(path, inside: "", depth: 0)
      } else {
        add(path, reportName: URL(fileURLWithPath: path).lastPathComponent, isFromFolder: false)
      }
    }
  }

  public static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// - Parameter inside: the folder's path inside the one that was named.
  private mutating func search(_ folder: String, inside: String, depth: Int) {
    guard depth <= limits.depth else { return skip(folder, .tooDeep) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return skip(folder, .inaccessible)
    }
    for name in names.sorted() {
      guard entriesLeft > 0, found.count < limits.files else { return skip(folder, .tooMany) }
      entriesLeft -= 1
      look(at: Self.join(folder, name), name, inside: Self.join(inside, name), depth: depth)
    }
  }

  private mutating func look(at path: String, _ name: String, inside: String, depth: Int) {
    guard !excluded.contains(Self.absolute(path)) else { return }
    guard !name.hasPrefix("."), !name.hasPrefix("~$") else { return skip(path, .hidden) }
    switch try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType {
    case .typeRegular?: add(path, reportName: inside, isFromFolder: true)
    case .typeDirectory?: search(path, inside: inside, depth: depth + 1)
    case .typeSymbolicLink?: skip(path, .link)
    case .none: skip(path, .inaccessible)
    default: skip(path, .special)
    }
  }

  /// Two files of one name, from different folders, have reports of different names.
  private mutating func add(_ path: String, reportName: String, isFromFolder: Bool) {
    var name = reportName
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      name = "\(reportName)-\(number)"
      number += 1
    }
    found.append(Found(path: path, reportName: name, isFromFolder: isFromFolder))
  }

  private mutating func skip(_ path: String, _ reason: Reason) {
    skipped.append(Skipped(path: path, reason: reason))
  }

  private static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  private static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
  }
}
