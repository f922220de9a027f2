import Amounts
import Forms

/// A folder of leaf facts: texts by file name.
public struct FactFolder: Sendable {
  public var texts: [String: String]

  public init(texts: [String: String]) {
    self.texts = texts
  }

  public static let headName = "head.yaml"

  private static let keys: Set<String> = ["department", "year", "pack", "rounding", "parts", "signature"]

  /// Reads `head.yaml`, which says which form the other files are for.
  ///
  /// - Returns: nil where something needed is missing; the problems say what.
  public func head() -> (head: FactHead?, problems: [FactProblem]) {
    guard let text = texts[Self.headName] else {
      return (nil, [FactProblem("head.file", at: FactPlace(file: Self.headName))])
    }
    let (node, faults) = PackNode.document(ofYAML: text, file: Self.headName)
    var problems = faults.map {
      FactProblem("head.yaml", at: Self.place($0.place), ["detail": $0.values["detail"] ?? $0.values["key"] ?? ""])
    }
    guard let node else { return (nil, problems + [FactProblem("head.file", at: FactPlace(file: Self.headName))]) }
    for entry in node.entries where !Self.keys.contains(entry.key) {
      let near = nearestNames(to: entry.key, among: Self.keys)
      problems.append(FactProblem("head.key", at: Self.place(entry.keyPlace), ["key": entry.key, "near": near]))
    }
    func needed(_ key: String) -> String {
      if let text = node.text(key), !text.isEmpty { return text }
      problems.append(FactProblem("head.needed", at: FactPlace(file: Self.headName), ["key": key]))
      return ""
    }
    let department = needed("department")
    let pack = needed("pack")
    let year = Int(needed("year"))
    if year == nil, let node = node["year"] {
      problems.append(FactProblem("head.year", at: Self.place(node.place), ["text": node.text ?? ""]))
    }
    let rounding = FactHead.Rounding(rawValue: node.text("rounding") ?? "controlled")
    if rounding == nil, let node = node["rounding"] {
      problems.append(FactProblem("head.rounding", at: Self.place(node.place), ["text": node.text ?? ""]))
    }
    guard problems.isEmpty, let year, let rounding else { return (nil, problems) }
    var parts: [String: [(title: String, paragraphs: [String])]] = [:]
    for part in node["parts"]?.entries ?? [] {
      parts[part.key] = part.value.entries.map { ($0.key, Self.paragraphs($0.value)) }
    }
    let signature = (node["signature"]?.entries ?? []).map { "\($0.key)：\($0.value.text ?? "")" }
    return (
      FactHead(
        department: department, year: year, pack: pack, rounding: rounding, parts: parts, signature: signature), []
    )
  }

  private static func paragraphs(_ node: PackNode) -> [String] {
    node.items.compactMap(\.text).flatMap { $0.split(separator: "\n").map(String.init) }.filter { !$0.isEmpty }
  }

  private static func place(_ place: PackPlace) -> FactPlace {
    FactPlace(file: place.file, line: place.line, field: place.column)
  }
}
