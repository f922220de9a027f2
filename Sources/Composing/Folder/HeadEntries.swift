import Forms

/// What is said of a department as a whole, entry by entry, as it was handed in: `[department]`, `[parts, overview,
/// 部门职责]`, `[signature, 填表人]`.
package struct HeadEntries: Sendable {
  package struct Entry: Sendable {
    package var path: [String]
    package var text: String
    package var place: FactPlace

    package init(_ path: [String], _ text: String, at place: FactPlace) {
      (self.path, self.text, self.place) = (path, text, place)
    }
  }

  package var entries: [Entry]
  /// What to say of an entry that is missing.
  private let place: FactPlace

  package init(_ entries: [Entry], at place: FactPlace) {
    (self.entries, self.place) = (entries, place)
  }

  package static let keys: Set<String> = ["department", "year", "pack", "rounding", "parts", "signature"]

  /// - Returns: nil where something needed is missing; the problems say what.
  package func head() -> (head: FactHead?, problems: [FactProblem]) {
    var problems: [FactProblem] = []
    for entry in entries where !Self.keys.contains(entry.path.first ?? "") {
      let key = entry.path.first ?? ""
      problems.append(
        FactProblem("head.key", at: entry.place, ["key": key, "near": nearestNames(to: key, among: Self.keys)]))
    }
    let department = needed("department", &problems)
    let pack = needed("pack", &problems)
    let yearText = needed("year", &problems)
    let year = Int(yearText)
    if year == nil, let entry = entry("year"), !entry.text.isEmpty {
      problems.append(FactProblem("head.year", at: entry.place, ["text": entry.text]))
    }
    let rounding = FactHead.Rounding(rawValue: entry("rounding")?.text.nonEmpty ?? "controlled")
    if rounding == nil, let entry = entry("rounding") {
      problems.append(FactProblem("head.rounding", at: entry.place, ["text": entry.text]))
    }
    guard problems.isEmpty, let year, let rounding else { return (nil, problems) }
    return (
      FactHead(
        department: department, year: year, pack: pack, rounding: rounding, parts: parts, signature: signature), []
    )
  }

  private func entry(_ key: String) -> Entry? { entries.first { $0.path == [key] } }

  private func needed(_ key: String, _ problems: inout [FactProblem]) -> String {
    if let text = entry(key)?.text, !text.isEmpty { return text }
    problems.append(FactProblem("head.needed", at: entry(key)?.place ?? place, ["key": key]))
    return ""
  }

  private var parts: [String: [(title: String, paragraphs: [String])]] {
    var parts: [String: [(title: String, paragraphs: [String])]] = [:]
    for entry in entries where entry.path.count == 3 && entry.path[0] == "parts" && !entry.text.isEmpty {
      let paragraphs = entry.text.split(separator: "\n").map(String.init)
      let index = parts[entry.path[1]]?.firstIndex { $0.title == entry.path[2] }
      if let index {
        parts[entry.path[1]]?[index].paragraphs += paragraphs
      } else {
        parts[entry.path[1], default: []].append((entry.path[2], paragraphs))
      }
    }
    return parts
  }

  private var signature: [String] {
    entries.filter { $0.path.count == 2 && $0.path[0] == "signature" && !$0.text.isEmpty }.map {
      "\($0.path[1])：\($0.text)"
    }
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
