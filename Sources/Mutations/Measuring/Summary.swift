/// What all trials of a run came to.
struct Summary {
  private var byKind: [String: Tally] = [:]
  private var byCount: [Int: (Tally, DocumentTally)] = [:]

  mutating func add(_ trial: Trial, slips count: Int) {
    var (tally, documents) = byCount[count] ?? (Tally(), DocumentTally())
    for slipped in trial.slips {
      let isDecidable = slipped.rivals.isEmpty
      tally.add(slipped.verdict, isVisible: slipped.isVisible, isDecidable: isDecidable)
      byKind["\(slipped.slip.domain.rawValue) \(slipped.slip.kind.rawValue)", default: Tally()]
        .add(slipped.verdict, isVisible: slipped.isVisible, isDecidable: isDecidable)
    }
    documents.documents += 1
    documents.slips += trial.slips.count { $0.isVisible }
    documents.findings += trial.outcome.findings
    documents.falseFindings += trial.outcome.falseFindings.count
    documents.innocents += trial.outcome.innocents.count + trial.outcome.innocentBlanks.count
    byCount[count] = (tally, documents)
  }

  // MARK: Tables

  private static let head = [
    "slips", "put in", "not visible", "of these reported", "visible", "found", "exact", "repaired", "tie", "decidable",
    "exact of these",
  ]

  func text() -> String {
    var rows = byCount.sorted { $0.key < $1.key }.map { row("\($0.key) a document", $0.value.0) }
    rows += byKind.sorted { $0.key < $1.key }.map { row($0.key, $0.value) }
    let documents = byCount.sorted { $0.key < $1.key }.map { count, tallies in
      let tally = tallies.1
      return [
        "\(count) a document", "\(tally.documents)", ratio(tally.findings, tally.slips), "\(tally.falseFindings)",
        ratio(tally.innocents, tally.documents),
      ]
    }
    return MarkdownTable.text(Self.head, rows) + "\n"
      + MarkdownTable.text(
        ["slips", "documents", "findings a slip", "false findings", "right cells accused a document"], documents)
  }

  static let shortHead = [
    "", "visible slips", "found", "exact", "exact where decidable", "findings a slip",
    "right cells accused a document",
  ]

  /// All numbers of slips in one row.
  func short(_ name: String) -> [String] {
    let tally = byCount.values.reduce(into: Tally()) { $0.add($1.0) }
    let documents = byCount.values.reduce(into: DocumentTally()) { $0.add($1.1) }
    return [
      name, "\(tally.visible)", percent(tally.found, tally.visible), percent(tally.exact, tally.visible),
      percent(tally.exactDecidable, tally.decidable), ratio(documents.findings, documents.slips),
      ratio(documents.innocents, documents.documents),
    ]
  }

  private func row(_ name: String, _ tally: Tally) -> [String] {
    [
      name, "\(tally.slips)", "\(tally.slips - tally.visible)", "\(tally.unseenFound)", "\(tally.visible)",
      percent(tally.found, tally.visible),
      percent(tally.exact, tally.visible), percent(tally.repaired, tally.visible), percent(tally.ties, tally.visible),
      "\(tally.decidable)", percent(tally.exactDecidable, tally.decidable),
    ]
  }

  private func percent(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = (2_000 * part + whole) / (2 * whole)
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private func ratio(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let hundredths = (200 * part + whole) / (2 * whole)
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

/// A Markdown table; all columns but the first to the right.
enum MarkdownTable {
  static func text(_ head: [String], _ rows: [[String]]) -> String {
    let rule = head.indices.map { $0 == 0 ? "---" : "---:" }
    return ([head, rule] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}
