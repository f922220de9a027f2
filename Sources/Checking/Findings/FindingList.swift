import Diagnosis
import Documents
import Forms
import Texts

/// The last steps on all findings of a document together.
enum FindingList {
  /// Findings on the same cell made one, in order, each with its name.
  static func finished(_ findings: [Finding], department: String) -> [Finding] {
    var result = withoutRepeats(merged(findings))
    result.sort { order($0) < order($1) }
    var used: [String: Int] = [:]
    for index in result.indices {
      let id = fingerprint(result[index], department: department)
      used[id, default: 0] += 1
      result[index].id = used[id] == 1 ? id : "\(id)-\(used[id] ?? 0)"
    }
    return result
  }

  /// A hint says nothing new of a place that a graver finding accuses; one that is left with none is left out.
  private static func withoutRepeats(_ findings: [Finding]) -> [Finding] {
    let accused = findings.filter { $0.severity != .info && !$0.isOpen }.flatMap(\.locations)
      .filter { $0.role != .evidence }
    let spans = SpanSet(accused.compactMap(\.span))
    return findings.compactMap { finding in
      guard finding.severity == .info, !finding.locations.isEmpty else { return finding }
      var finding = finding
      finding.locations.removeAll { $0.span.map(spans.meets) ?? false }
      guard let first = finding.locations.first else { return nil }
      if !finding.locations.contains(where: { $0.role == .culprit }) {
        finding.locations[0] = first.accused
      }
      return finding
    }
  }

  /// One cause breaks several rules: findings whose accused cells meet become the gravest of them, with the others'
  /// words and proofs added.
  private static func merged(_ findings: [Finding]) -> [Finding] {
    var sets = DisjointSets(count: findings.count)
    var owners: [SourceSpan: Int] = [:]
    var twins: [LabelKey: Int] = [:]
    for (index, finding) in findings.enumerated() where finding.severity != .info {
      // Of a tie only the place it is told at is shared with others: its suspects may be right.
      for location in finding.locations where location.role == .culprit || location.role == .also && !finding.isOpen {
        guard let span = location.span, !span.isEmpty else { continue }
        if let owner = owners[span] { sets.join(owner, index) } else { owners[span] = index }
      }
      // The same words about another copy of the same table.
      let twin = LabelKey(finding.rule + Label.compact(finding.message))
      if let owner = twins[twin] { sets.join(owner, index) } else { twins[twin] = index }
    }
    for (tie, other) in explanations(findings) { sets.join(tie, other) }
    return sets.members().map { members in
      let ordered = members.map { findings[$0] }.enumerated().sorted { a, b in
        (b.element.severity, a.offset) < (a.element.severity, b.offset)
      }.map(\.element)
      return joined(ordered)
    }
  }

  /// Ties, each with a finding that accuses some of its suspects for another reason: at least half of what either of
  /// them accuses is accused by both, so one explains the other.
  private static func explanations(_ findings: [Finding]) -> [(Int, Int)] {
    let places = findings.map { finding in
      // A tie of very many suspects names them as evidence.
      finding.severity == .info
        ? [] : Set(finding.locations.filter { $0.role != .evidence || finding.isOpen }.compactMap(\.span))
    }
    var accusers: [SourceSpan: [Int]] = [:]
    for (index, finding) in findings.enumerated() where !finding.isOpen {
      for span in places[index] { accusers[span, default: []].append(index) }
    }
    return findings.indices.filter { findings[$0].isOpen }.flatMap { tie -> [(Int, Int)] in
      var shared: [Int: Int] = [:]
      for span in places[tie] { for other in accusers[span] ?? [] { shared[other, default: 0] += 1 } }
      return shared.filter { $0.value * 2 >= min(places[tie].count, places[$0.key].count) }.map { (tie, $0.key) }
    }
  }

  /// The first finding, with what the others add.
  ///
  /// - Complexity: linear in the places and proofs of all.
  private static func joined(_ findings: [Finding]) -> Finding {
    var main = findings[0]
    var messages: Set = [LabelKey(main.message)]
    var known = Set(main.locations.compactMap(\.span))
    var equations = Set(main.evidence.map { LabelKey($0.equation) })
    for other in findings.dropFirst() {
      if messages.insert(LabelKey(other.message)).inserted, !main.message.has(other.message) {
        main.message += other.message
      }
      let accused = Set(other.locations.filter { $0.role != .evidence }.compactMap(\.span))
      for index in main.locations.indices where main.locations[index].role == .evidence {
        if main.locations[index].span.map(accused.contains) ?? false { main.locations[index].role = .also }
      }
      let added = other.locations.filter { $0.span.map { !known.contains($0) } ?? false }
      known.formUnion(added.compactMap(\.span))
      main.locations += added.map { location in
        var location = location
        if location.role == .culprit { location.role = .also }
        return location
      }
      main.repairs += other.repairs.filter { repair in !main.repairs.contains { $0.span == repair.span } }
      let proofs = other.evidence.filter { !equations.contains(LabelKey($0.equation)) }
      equations.formUnion(proofs.map { LabelKey($0.equation) })
      main.evidence += proofs
      main.expected = main.expected ?? other.expected
      main.stated = main.stated ?? other.stated
      main.suggestion = main.suggestion ?? other.suggestion
    }
    return main
  }

  /// Errors first, then in the order of the document.
  private static func order(_ finding: Finding) -> OrderKey {
    OrderKey(
      severity: finding.severity, start: finding.locations.first?.span?.start ?? Int.max, rule: finding.rule)
  }

  private struct OrderKey: Comparable {
    var severity: Finding.Severity
    var start: Int
    var rule: String

    static func < (a: OrderKey, b: OrderKey) -> Bool {
      if a.severity != b.severity { return a.severity > b.severity }
      return (a.start, a.rule) < (b.start, b.rule)
    }
  }

  private static func fingerprint(_ finding: Finding, department: String) -> String {
    let place = finding.locations.first
    return Fingerprint.of([
      finding.rule, department, place?.table ?? "", place?.row ?? "", place?.column ?? "",
      finding.stated ?? place?.quote ?? "",
    ])
  }
}
