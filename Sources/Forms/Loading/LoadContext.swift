/// What a load has gathered so far: problems first of all.
struct LoadContext {
  var problems: [PackProblem] = []
  var wording = Wording()
  /// Names of the levels of each classification.
  var levels: [String: [String]] = [:]
  var year: Int?
  /// Also read what only whoever edits or prints a pack needs: examples, and definitions that go in a circle.
  var isThorough = false

  /// Keys that say yes or no.
  private static let flags: Set<String> = [
    "open", "percent", "points", "text", "fill", "headless", "complete", "paragraphs", "provisional", "required", "own",
  ]

  /// Adds a problem that was not found before: an entry written out for several columns has its mistakes but once.
  mutating func report(_ problem: PackProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Reports keys that the language does not know, and flags that say neither yes nor no.
  mutating func check(_ node: PackNode, knows keys: Set<String>) {
    for entry in node.entries {
      if !keys.contains(entry.key) {
        let near = nearestNames(to: entry.key, among: keys)
        report(PackProblem(.key, "unknown", at: entry.keyPlace, ["key": entry.key, "near": near]))
      } else if Self.flags.contains(entry.key), let problem = entry.flagProblem {
        report(problem)
      }
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
    if bounds == nil { report(PackProblem(.value, "range", at: node.place, ["text": node.text ?? ""])) }
    return bounds
  }

  /// Parses an expression, reporting what is wrong with it.
  mutating func syntax(_ text: String, at place: PackPlace) -> Syntax? {
    do {
      return try Self.parsed(text, at: place)
    } catch {
      report(error)
      return nil
    }
  }

  static func parsed(_ text: String, at place: PackPlace) throws(PackProblem) -> Syntax {
    do throws(SyntaxError) {
      return try ExpressionParser.parse(text)
    } catch {
      throw PackProblem(.syntax, error.detail, at: place.advanced(by: error.offset), error.values)
    }
  }

  mutating func syntax(_ node: PackNode) -> Syntax? {
    node.text.flatMap { syntax($0, at: node.textPlace) }
  }

  mutating func template(_ node: PackNode) -> Template? {
    guard let text = node.text else { return nil }
    do {
      return try TemplateParser.parse(text)
    } catch {
      report(PackProblem(.syntax, error.detail, at: node.textPlace.advanced(by: error.offset), error.values))
      return nil
    }
  }

  func keys(_ label: String?, _ others: [PackNode]) -> Set<String> {
    var keys = Set(others.compactMap(\.text).map(wording.key))
    if let label { keys.insert(wording.key(label)) }
    return keys
  }
}
