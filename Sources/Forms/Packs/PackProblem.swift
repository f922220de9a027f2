/// A place in a pack file; lines and columns are 1-based.
public struct PackPlace: Hashable, Sendable, Comparable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }

  public static func < (a: PackPlace, b: PackPlace) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }

  /// The place some characters further on in the same line; expressions stand on one line almost always.
  func advanced(by characters: Int) -> PackPlace {
    PackPlace(file: file, line: line, column: column + characters)
  }
}

/// Something wrong with a pack: where, what was expected, and the nearest known name. Its words stand in the message
/// catalogue under `pack.<code>` or `pack.<code>.<detail>`.
public struct PackProblem: Hashable, Sendable, Error {
  public enum Code: String, Sendable {
    case yaml, key, name, syntax, type, cycle, twice, alike, example, basis, value, file
  }

  public var place: PackPlace
  public var code: Code
  public var detail: String
  public var values: [String: String]

  public init(_ code: Code, _ detail: String, at place: PackPlace, _ values: [String: String] = [:]) {
    self.place = place
    self.code = code
    self.detail = detail
    self.values = values
  }

  /// `tables/T05.yaml:12:22 error[pack.name] …`
  public func rendered(_ catalog: Catalog) -> String {
    var values = values
    values["near"] = values["near"].map { $0.isEmpty ? "" : catalog("pack.near", ["near": $0]) } ?? ""
    let words = catalog("pack.\(code.rawValue).\(detail)", values)
    return "\(place.file):\(place.line):\(place.column) error[pack.\(code.rawValue)] \(words)"
  }
}

/// The names closest to a mistyped one, best first, at most three.
package func nearestNames(to name: String, among names: some Sequence<String>) -> String {
  let scored = names.map { (name: $0, distance: editDistance(name, $0)) }
    .filter { $0.distance <= max(1, min(name.count, $0.name.count) / 2) }
    .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
  return scored.prefix(3).map(\.name).joined(separator: "、")
}

private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.unicodeScalars), Array(b.unicodeScalars))
  var previous = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var current = [i + 1]
    for (j, y) in b.enumerated() {
      current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1)))
    }
    previous = current
  }
  return previous[b.count]
}
