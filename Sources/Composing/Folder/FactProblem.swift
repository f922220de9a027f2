public import Forms

/// Where a leaf fact stands: a line of a file of the folder and a field of it, both counted from 1.
public struct FactPlace: Hashable, Sendable, Comparable {
  public var file: String
  public var line: Int
  public var field: Int

  public init(file: String, line: Int = 1, field: Int = 1) {
    (self.file, self.line, self.field) = (file, line, field)
  }

  public static func < (a: FactPlace, b: FactPlace) -> Bool {
    (a.file, a.line, a.field) < (b.file, b.line, b.field)
  }
}

/// Something that keeps a folder of leaf facts from being composed: where it is and what to do about it. Its words stand
/// in the message catalogue under `compose.<id>`.
public struct FactProblem: Error, Hashable, Sendable {
  public var id: String
  public var place: FactPlace
  public var values: [String: String]

  public init(_ id: String, at place: FactPlace, _ values: [String: String] = [:]) {
    (self.id, self.place, self.values) = (id, place, values)
  }

  /// `T03.tsv:12:3 error[compose.number] …`
  public func rendered(_ catalog: Catalog) -> String {
    var values = values
    values["near"] = values["near"].map { $0.isEmpty ? "" : catalog("pack.near", ["near": $0]) } ?? ""
    return "\(place.file):\(place.line):\(place.field) error[compose.\(id)] \(catalog("compose.\(id)", values))"
  }
}
