import Foundation
import HTTPTypes
import Samples
import Store
import TestSupport
import Testing

@testable import Portal

@Suite struct APITests {
  private func document() throws -> [String: Any] {
    let text = try Data(contentsOf: Repository.file("Sources/Portal/HTML/Assets/openapi.json"))
    return try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
  }

  @Test func theDocumentNamesTheRoutesAndNoOthers() throws {
    let paths = try #require(try document()["paths"] as? [String: Any])
    #expect(Set(paths.keys) == Set(Route.all.filter(\.isAPI).map(\.path)))
    for (path, item) in paths {
      let named = Set(path.matches(of: #/{(\w+)}/#).map { String($0.1) })
      let parameters = (item as? [String: Any])?["parameters"] as? [[String: String]] ?? []
      #expect(Set(parameters.compactMap { $0["$ref"]?.split(separator: "/").last.map(String.init) }) == named)
    }
  }

  /// Every answer is as the document says: required names are there, no others, and of their type.
  @Test(arguments: [
    "/api/v1/filings", "/api/v1/filings/2/2024", "/api/v1/filings/2/2024/facts", "/api/v1/filings/2/2024/findings",
    "/api/v1/search?q=20126", "/api/v1/filings?limit=1&offset=0&body=2",
  ])
  func answersAreAsDescribed(path: String) async throws {
    let portal = try await TestPortal()
    let reply = try await portal.browser().get(path)
    #expect(reply.status == 200)
    let value = try JSONSerialization.jsonObject(with: Data(reply.bytes))
    let route = path.split(separator: "?")[0].replacing("/2/2024", with: "/{body}/{year}")
    let document = try document()
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    let schema = try #require(
      dig(paths[String(route)], "get", "responses", "200", "content", "application/json", "schema") as? [String: Any])
    let faults = faults(of: value, schema, document, at: path)
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test(arguments: [
    ("/api/v1/filings/2/1999", 404), ("/api/v1/filings/2/2023", 404), ("/api/v1/filings/x/2024", 404),
    ("/api/v1/search", 400), ("/api/v1/filings/99999999999999999999/2024/facts", 404),
  ])
  func problemsAreToldAsProblems(path: String, status: Int) async throws {
    let portal = try await TestPortal()
    let reply = try await portal.browser().get(path)
    #expect(reply.status == status)
    #expect(reply.headers[.contentType] == "application/problem+json")
    let document = try document()
    let schema = try #require(dig(document, "components", "schemas", "Problem") as? [String: Any])
    let value = try JSONSerialization.jsonObject(with: Data(reply.bytes))
    #expect(faults(of: value, schema, document, at: path).isEmpty)
  }

  @Test func aClientLearnsThatNothingChanged() async throws {
    let portal = try await TestPortal()
    let browser = try await portal.browser()
    for path in ["/api/v1/filings", "/departments/2/2024/facts.csv", "/departments/2/2024/source"] {
      let tag = try #require(try await browser.get(path).headers[.eTag])
      let again = try await browser.get(path, ["if-none-match": tag])
      #expect(again.status == 304 && again.bytes.isEmpty)
      #expect(try await browser.get(path, ["if-none-match": "\"other\""]).status == 200)
    }
  }

  @Test func factsComeAsATableToo() async throws {
    let portal = try await TestPortal()
    let text = try await portal.browser().get("/departments/2/2024/facts.csv").text
    let lines = text.split(separator: "\r\n")
    #expect(text.hasPrefix("\u{FEFF}address,table,"))
    #expect(lines.count == (try await portal.store.facts(of: 2).count) + 1)
    #expect(
      text.contains("T01.income.total.amount,T01,收入支出决算总表,,,本年收入合计,amount,决算数,1336.81,1336.81,万元,1336810000,10000"))
  }

  private func dig(_ value: Any?, _ keys: String...) -> Any? {
    keys.reduce(value) { ($0 as? [String: Any])?[$1] }
  }

  /// As much of JSON Schema as the document uses.
  private func faults(of value: Any, _ schema: [String: Any], _ document: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let keys = reference.dropFirst(2).split(separator: "/").map(String.init)
      let target = keys.reduce(document as Any?) { ($0 as? [String: Any])?[$1] }
      guard let target = target as? [String: Any] else { return ["\(place): \(reference)"] }
      return faults(of: value, target, document, at: place)
    }
    if let allowed = schema["enum"] as? [String] {
      return allowed.contains(value as? String ?? "") ? [] : ["\(place): \(value)"]
    }
    switch schema["type"] as? String {
    case "object":
      guard let object = value as? [String: Any] else { return ["\(place): no object"] }
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      let foreign = schema["additionalProperties"] as? Bool == false ? object.keys.filter { properties[$0] == nil } : []
      return missing.map { "\(place).\($0) is missing" } + foreign.map { "\(place).\($0) is not described" }
        + object.flatMap { key, item in
          properties[key].map { faults(of: item, $0, document, at: "\(place).\(key)") } ?? []
        }
    case "array":
      guard let items = value as? [Any] else { return ["\(place): no array"] }
      let item = schema["items"] as? [String: Any] ?? [:]
      return items.prefix(200).flatMap { faults(of: $0, item, document, at: place + "[]") }
    case "integer": return value is Int ? [] : ["\(place): no integer"]
    case "string": return value is String ? [] : ["\(place): no string"]
    default: return ["\(place): an unknown type"]
    }
  }
}
