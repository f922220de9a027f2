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

  /// `years: 2024..`, `2022..2024`, `2023`: whether an entry is in force in the year that is being loaded.
  func isInForce(_ node: PackNode) -> Bool {
    guard let year, let range = node.text("years").map(Self.years) else { return true }
    return (range.first ?? .min)...(range.last ?? .max) ~= year
  }

  static func years(_ text: String) -> (first: Int?, last: Int?) {
    guard let dots = text.firstRange(of: "..") else { return (Int(text), Int(text)) }
    return (Int(text[..<dots.lowerBound]), Int(text[dots.upperBound...]))
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
