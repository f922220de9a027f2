import Yams

/// A piece of a pack file: text, list or map, each with its place. Everything scalar is text; nothing turns `0101`
/// into a number or `no` into a boolean.
public struct PackNode: Sendable {
  public indirect enum Content: Sendable {
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

extension PackNode {
  /// Reads the YAML documents of a file. What cannot be read is a problem, with its place.
  static func documents(of text: String, file: String, problems: inout [PackProblem]) -> [PackNode] {
    var nodes: [PackNode] = []
    do {
      // All scalars are text, so no tags need resolving. The default encoding asks the environment, for every file.
      var sequence = try Yams.compose_all(yaml: text, .basic, .default, .utf8)
      while let node = sequence.next() {
        nodes.append(PackNode(node, file: file, problems: &problems))
      }
      // The sequence does not throw: it stops, and the rest of the file would be lost unseen.
      if let error = sequence.error { throw error }
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      let place = PackPlace(file: file, line: context.mark.line, column: context.mark.column)
      problems.append(PackProblem(.twice, "key", at: place, ["key": keys.joined(separator: "、")]))
    } catch let error as YamlError {
      problems.append(PackProblem(.yaml, "syntax", at: place(of: error, file: file), ["detail": brief(error)]))
    } catch {
      let place = PackPlace(file: file, line: 1, column: 1)
      problems.append(PackProblem(.yaml, "syntax", at: place, ["detail": "\(error)"]))
    }
    return nodes
  }

  private init(_ node: Node, file: String, problems: inout [PackProblem]) {
    place = PackPlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    switch node {
    case .scalar(let scalar):
      content = .text(scalar.string)
      isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    case .sequence(let sequence):
      content = .list(sequence.map { PackNode($0, file: file, problems: &problems) })
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        let place = PackPlace(file: file, line: key.mark?.line ?? 1, column: key.mark?.column ?? 1)
        let name = key.scalar?.string ?? ""
        // The parser refuses a key that is written twice, unless a tag tells the two apart.
        if entries.contains(where: { $0.key == name }) {
          problems.append(PackProblem(.twice, "key", at: place, ["key": name]))
        }
        entries.append(Entry(key: name, keyPlace: place, value: PackNode(value, file: file, problems: &problems)))
      }
      content = .map(entries)
    case .alias:
      content = .text("")
      problems.append(PackProblem(.yaml, "alias", at: place))
    }
    if node.anchor != nil { problems.append(PackProblem(.yaml, "alias", at: place)) }
  }

  private static func place(of error: YamlError, file: String) -> PackPlace {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      PackPlace(file: file, line: mark.line, column: mark.column)
    default:
      PackPlace(file: file, line: 1, column: 1)
    }
  }

  private static func brief(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
    default: "\(error)"
    }
  }
}
