import Store

/// The figures of a version that pages show first, by the names that the packs give them.
struct Figures: Sendable {
  private let facts: [String: [StoredFact]]

  init(_ facts: [StoredFact]) {
    self.facts = Dictionary(grouping: facts.filter { $0.highlight != nil }, by: { $0.highlight ?? "" })
  }

  func all(_ name: String) -> [StoredFact] { facts[name] ?? [] }
  func first(_ name: String) -> StoredFact? { facts[name]?.first }
  func fen(_ name: String) -> Int64? { facts[name]?.first?.fen }

  /// Accounts that no other account of the list is part of.
  func leaves(_ name: String) -> [StoredFact] {
    let all = all(name).filter { !$0.rowCode.isEmpty }
    let codes = all.map(\.rowCode)
    return all.filter { fact in !codes.contains { $0 != fact.rowCode && $0.hasPrefix(fact.rowCode) } }
  }

  /// Projects in the order of the document, each once.
  var projects: [String] {
    var known: Set<String> = []
    return all("project_executed").map(\.member).filter { known.insert($0).inserted }
  }

  func of(_ project: String, _ name: String) -> StoredFact? { all(name).first { $0.member == project } }
}
