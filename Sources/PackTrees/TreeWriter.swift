import Yams

/// Takes YAML apart and writes its tree as one text, which is read many times faster than the YAML: for the packs that
/// the program carries this is done when it is built.
///
/// The text is a row of records, parents before children. Each is a letter, the line and column (1-based), a number and
/// a mark, without blanks: `t12,5,6:支出`.
///
///     t l,c,n:…   plain text of n bytes        l l,c,n;   list; its n items follow
///     q l,c,n:…   text in quotation marks      m l,c,n;   map; n keys follow, each with its value
///     k l,c,n:…   key of a map                 a l,c,0:   problem: an anchor or alias
///     d l,c,n:…   problem: a key written twice s l,c,n:…  problem: no YAML, with the parser's words
///
/// Every document of the file is a record with its children; the problems come last.
public struct TreeWriter {
  private var nodes = ""
  private var problems = ""

  public static func tree(ofYAML text: String) -> String {
    var writer = TreeWriter()
    writer.readDocuments(of: text)
    return writer.nodes + writer.problems
  }

  private mutating func readDocuments(of text: String) {
    do {
      // All scalars are text, so no tags need resolving. The default encoding asks the environment, for every file.
      var sequence = try Yams.compose_all(yaml: text, .basic, .default, .utf8)
      while let node = sequence.next() { add(node) }
      // The sequence does not throw: it stops, and the rest of the file would be lost unseen.
      if let error = sequence.error { throw error }
    } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
      problems += Self.record("d", context.mark, keys.joined(separator: "、"))
    } catch let error as YamlError {
      addSyntaxError(error)
    } catch {
      problems += Self.record("s", nil, "\(error)")
    }
  }

  private mutating func add(_ node: Node) {
    switch node {
    case .scalar(let scalar):
      let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
      nodes += Self.record(isQuoted ? "q" : "t", node.mark, scalar.string)
    case .sequence(let sequence):
      nodes += Self.record("l", node.mark, count: sequence.count)
      for item in sequence { add(item) }
    case .mapping(let mapping):
      nodes += Self.record("m", node.mark, count: mapping.count)
      add(mapping)
    case .alias:
      nodes += Self.record("t", node.mark, "")
      problems += Self.record("a", node.mark, "")
    }
    if node.anchor != nil { problems += Self.record("a", node.mark, "") }
  }

  private mutating func add(_ mapping: Node.Mapping) {
    var names: Set<String> = []
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      // The parser refuses a key that is written twice, unless a tag tells the two apart.
      if !names.insert(name).inserted { problems += Self.record("d", key.mark, name) }
      nodes += Self.record("k", key.mark, name)
      add(value)
    }
  }

  private mutating func addSyntaxError(_ error: YamlError) {
    switch error {
    case .scanner(_, let words, let mark, _), .parser(_, let words, let mark, _), .composer(_, let words, let mark, _):
      problems += Self.record("s", mark, words)
    default:
      problems += Self.record("s", nil, "\(error)")
    }
  }

  private static func record(_ letter: Character, _ mark: Mark?, _ text: String) -> String {
    "\(letter)\(mark?.line ?? 1),\(mark?.column ?? 1),\(text.utf8.count):\(text)"
  }

  private static func record(_ letter: Character, _ mark: Mark?, count: Int) -> String {
    "\(letter)\(mark?.line ?? 1),\(mark?.column ?? 1),\(count);"
  }
}
