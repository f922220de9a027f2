import Foundation

/// As much of JSON Schema 2020-12 as the report's schema uses; any other keyword is a complaint, so that nothing in the
/// schema goes unchecked.
package struct Schema {
  private let root: [String: Any]

  package init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    root = value as? [String: Any] ?? [:]
  }

  /// What is wrong with a JSON text, each with its path.
  package func complaints(about json: String) throws -> [String] {
    check(try JSONSerialization.jsonObject(with: Data(json.utf8)), root, "$")
  }

  private func check(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    schema.sorted { $0.key < $1.key }.flatMap { check(value, keyword: $0.key, $0.value, schema, path) }
  }

  private func check(
    _ value: Any, keyword: String, _ rule: Any, _ schema: [String: Any], _ path: String
  ) -> [String] {
    switch (keyword, rule) {
    case ("$schema", _), ("$id", _), ("title", _), ("description", _), ("$defs", _):
      return []
    case ("$ref", let reference as String):
      let definitions = root["$defs"] as? [String: [String: Any]] ?? [:]
      guard let target = definitions[String(reference.dropFirst("#/$defs/".count))] else {
        return ["\(path): unknown \(reference)"]
      }
      return check(value, target, path)
    case ("type", let name as String):
      return isOf(value, name) ? [] : ["\(path): not of type \(name)"]
    case ("const", let text as String):
      return value as? String == text ? [] : ["\(path): not \(text)"]
    case ("enum", let texts as [String]):
      return texts.contains(value as? String ?? "") ? [] : ["\(path): none of \(texts)"]
    case ("minimum", let least as Int):
      return (value as? NSNumber)?.intValue ?? least >= least ? [] : ["\(path): below \(least)"]
    case ("minLength", let least as Int):
      return (value as? String)?.count ?? least >= least ? [] : ["\(path): too short"]
    case ("minItems", let least as Int):
      return (value as? [Any])?.count ?? least >= least ? [] : ["\(path): too few"]
    case ("maxItems", let most as Int):
      return (value as? [Any])?.count ?? most <= most ? [] : ["\(path): too many"]
    case ("items", let inner as [String: Any]):
      return (value as? [Any] ?? []).enumerated().flatMap { check($1, inner, "\(path)[\($0)]") }
    default:
      return check(value, objectKeyword: keyword, rule, schema, path)
    }
  }

  private func check(
    _ value: Any, objectKeyword keyword: String, _ rule: Any, _ schema: [String: Any], _ path: String
  ) -> [String] {
    let object = value as? [String: Any] ?? [:]
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    switch (keyword, rule) {
    case ("properties", _):
      return object.flatMap { key, inner in properties[key].map { check(inner, $0, "\(path).\(key)") } ?? [] }
    case ("required", let keys as [String]):
      return keys.filter { object[$0] == nil }.map { "\(path): no \($0)" }
    case ("additionalProperties", let inner as [String: Any]):
      return object.filter { properties[$0.key] == nil }.flatMap { check($0.value, inner, "\(path).\($0.key)") }
    case ("additionalProperties", _):
      return object.keys.filter { properties[$0] == nil }.map { "\(path): unexpected \($0)" }
    case ("dependentRequired", let needs as [String: [String]]):
      return needs.filter { object[$0.key] != nil }.flatMap { key, others in
        others.filter { object[$0] == nil }.map { "\(path): \(key) without \($0)" }
      }
    default:
      return ["the schema uses \(keyword), which this validator does not know"]
    }
  }

  private func isOf(_ value: Any, _ name: String) -> Bool {
    switch name {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "number": value is NSNumber
    case "integer": (value as? NSNumber).map { $0.doubleValue == Double($0.intValue) } ?? false
    default: false
    }
  }
}
