import Documents
public import Forms

/// Where a leaf fact stands: a line of a file and a field of it, or a cell of a sheet. Lines, fields, rows and columns are
/// counted from 1.
public struct FactPlace: Hashable, Sendable, Comparable {
  /// Name of the file, or of the sheet.
  public var file: String
  public var line: Int
  public var field: Int
  /// Whether it is a cell of a sheet.
  public var isCell: Bool

  public init(file: String, line: Int = 1, field: Int = 1, isCell: Bool = false) {
    (self.file, self.line, self.field, self.isCell) = (file, line, field, isCell)
  }

  public static func < (a: FactPlace, b: FactPlace) -> Bool {
    (a.file, a.line, a.field) < (b.file, b.line, b.field)
  }

  /// `T03.tsv:12:3`, `收入!C7`
  public var description: String { isCell ? "\(file)!\(cell)" : "\(file):\(line):\(field)" }

  /// `C7`
  public var cell: String { CellName.make(row: line - 1, column: field - 1) }
}

/// Something that keeps leaf facts from being composed: where it is and what to do about it. Its words stand in the
/// message catalogue under `compose.<id>`.
public struct FactProblem: Error, Hashable, Sendable {
  public var id: String
  public var place: FactPlace
  public var values: [String: String]

  public init(_ id: String, at place: FactPlace, _ values: [String: String] = [:]) {
    (self.id, self.place, self.values) = (id, place, values)
  }

  /// `T03.tsv:12:3 error[compose.number] …`
  public func rendered(_ catalog: Catalog) -> String {
    "\(place.description) error[compose.\(id)] \(words(catalog))"
  }

  /// What is wrong and what to do, without the place.
  public func words(_ catalog: Catalog) -> String {
    var values = values
    values["near"] = values["near"].map { $0.isEmpty ? "" : catalog("pack.near", ["near": $0]) } ?? ""
    values["file"] = values["file"] ?? place.file
    return catalog("compose.\(id)", values)
  }
}
