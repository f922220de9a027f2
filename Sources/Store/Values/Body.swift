import GRDB

/// A government, one of its departments, or a unit of a department.
public struct Body: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    case government, department, unit
  }

  public var id: Int64
  public var parent: Int64?
  public var kind: Kind
  public var name: String

  init(id: Int64, parent: Int64?, kind: Kind, name: String) {
    (self.id, self.parent, self.kind, self.name) = (id, parent, kind, name)
  }

  init(_ row: Row) {
    id = row["id"]
    parent = row["parent"]
    kind = Kind(rawValue: row["kind"]) ?? .unit
    name = row["name"]
  }
}
