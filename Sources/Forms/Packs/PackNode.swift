/// A piece of a pack file: text, list or map, each with its place. Everything scalar is text; nothing turns `0101`
/// into a number or `no` into a boolean.
public struct PackNode: Sendable {
  public enum Content: Sendable {
    case text(String)
    case list([PackNode])
    case map([Entry])
  }

  public struct Entry: Sendable {
    public var key: String
    public var keyPlace: PackPlace
    public var value: PackNode
  }

  public var content: Content
  public var place: PackPlace
  /// Whether a text stands in quotation marks, the first of them at `place`.
  var isQuoted = false

  /// Where the first character of a text stands.
  var textPlace: PackPlace { isQuoted ? place.advanced(by: 1) : place }

  public var text: String? {
    if case .text(let text) = content { text } else { nil }
  }

  /// A list's items; a single text counts as a list of one.
  public var items: [PackNode] {
    switch content {
    case .list(let items): items
    case .text: [self]
    case .map: []
    }
  }

  public var entries: [Entry] {
    if case .map(let entries) = content { entries } else { [] }
  }

  public subscript(key: String) -> PackNode? {
    entries.first { $0.key == key }?.value
  }

  public func text(_ key: String) -> String? { self[key]?.text }

  public func isYes(_ key: String) -> Bool { text(key) == "yes" }

  init(content: Content, place: PackPlace) {
    self.content = content
    self.place = place
  }

  static func empty(at place: PackPlace) -> PackNode {
    PackNode(content: .map([]), place: place)
  }
}

extension PackNode.Entry {
  /// A flag that says neither yes nor no. YAML's `true` is a text like any other.
  var flagProblem: PackProblem? {
    guard value.text != "yes", value.text != "no" else { return nil }
    return PackProblem(.value, "flag", at: value.place, ["key": key, "text": value.text ?? ""])
  }
}
