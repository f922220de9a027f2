/// What a load has gathered so far: problems first of all.
struct LoadContext {
  var problems: [PackProblem] = []
  var wording = Wording()
  var year: Int?
  /// Also read what only whoever edits or prints a pack needs: examples, and definitions that go in a circle.
  var isThorough = false

  /// Reports keys that the language does not know.
  mutating func check(_ node: PackNode, knows keys: Set<String>) {
    for entry in node.entries where !keys.contains(entry.key) {
      let near = nearestNames(to: entry.key, among: keys)
      problems.append(PackProblem(.key, "unknown", at: entry.keyPlace, ["key": entry.key, "near": near]))
    }
  }

  /// Whether an entry is in force in the year that is being loaded.
  mutating func isInForce(_ node: PackNode) -> Bool {
    let years = years(of: node)
    return year.map(years.contains) ?? true
  }

  /// The `years` of a pack or an entry, open when there are none; reports those that cannot be read.
  mutating func years(of node: PackNode) -> Bounds {
    node["years"].flatMap { bounds($0) } ?? .open
  }

  mutating func bounds(_ node: PackNode) -> Bounds? {
    let bounds = Bounds(node.text ?? "")
    if bounds == nil { problems.append(PackProblem(.value, "range", at: node.place, ["text": node.text ?? ""])) }
    return bounds
  }

  /// Parses an expression, reporting what is wrong with it.
  mutating func syntax(_ text: String, at place: PackPlace) -> Syntax? {
    do {
      return try ExpressionParser.parse(text)
    } catch {
      problems.append(PackProblem(.syntax, error.detail, at: place.advanced(by: error.offset), error.values))
      return nil
    }
  }

  mutating func template(_ node: PackNode) -> Template? {
    guard let text = node.text else { return nil }
    do {
      return try TemplateParser.parse(text)
    } catch {
      problems.append(PackProblem(.syntax, error.detail, at: node.place.advanced(by: error.offset), error.values))
      return nil
    }
  }

  func keys(_ label: String?, _ others: [PackNode]) -> Set<String> {
    var keys = Set(others.compactMap(\.text).map(wording.key))
    if let label { keys.insert(wording.key(label)) }
    return keys
  }
}
