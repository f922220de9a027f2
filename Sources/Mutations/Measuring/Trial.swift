import Checking

/// One document with slips, checked.
struct Trial: Sendable {
  struct Slipped {
    var slip: Slip
    var verdict: Judge.Verdict
    var isVisible: Bool
    /// Other numbers that could be the wrong one instead.
    var rivals: [Int]
  }

  var index: Int
  var slips: [Slipped]
  var outcome: Judge.Outcome
  var findings: [Finding]
  var text: String
  var manuscript: Manuscript
  var isOpen: [Bool]

  /// Nil where the document has no room for such slips.
  init?(_ ground: Ground, _ index: Int, _ slips: [Slip], _ check: DisclosureCheck) {
    guard !slips.isEmpty else { return nil }
    let mutant = Mutant(ground.manuscript, slips)
    let judge = Judge(ground.manuscript, mutant)
    findings = ground.new(check.findings(mutant.text))
    isOpen = findings.map(judge.isOpen)
    outcome = judge.outcome(findings)
    self.index = index
    text = mutant.text
    manuscript = ground.manuscript
    self.slips = zip(slips, outcome.verdicts).map { slip, verdict in
      Slipped(
        slip: slip, verdict: verdict, isVisible: ground.oracle?.isVisible(slip) ?? true,
        rivals: ground.oracle?.rivals(slip) ?? [])
    }
  }

  var isFaultless: Bool {
    outcome.falseFindings.isEmpty && outcome.innocents.isEmpty && outcome.innocentBlanks.isEmpty
      && slips.allSatisfy { $0.isVisible ? ($0.verdict.isExact && $0.verdict.isRepaired) : !$0.verdict.isFound }
  }

  // MARK: For people

  /// Everything about the slips and findings of the document.
  func account() -> String {
    var lines = ["== document \(index): \(outcome.findings) findings, \(slips.count) slips"]
    for slipped in slips {
      let verdict = slipped.verdict
      let words = [
        slipped.isVisible ? nil : "unseen", verdict.isFound ? "found" : "MISSED", verdict.isExact ? "exact" : nil,
        verdict.isRepaired ? "repaired" : nil, verdict.isTie ? "tie" : nil,
        slipped.rivals.isEmpty ? nil : "\(slipped.rivals.count) rivals",
      ]
      lines.append(
        "  \(slipped.slip.domain.rawValue)/\(slipped.slip.kind.rawValue): \(words.compactMap(\.self).joined(separator: ", "))"
      )
      for place in slipped.slip.places.prefix(8) { lines.append("    \(name(place.print)) → \(place.wrong)") }
      if slipped.slip.places.count > 8 { lines.append("    … \(slipped.slip.places.count) places") }
    }
    for (finding, isOpen) in zip(findings, isOpen) {
      lines.append("  \(isOpen ? "open " : "")\(finding.severity.rawValue)[\(finding.rule)] \(finding.message)")
      let places = finding.locations.prefix(12).map {
        "\($0.role.rawValue) \($0.table ?? "")·\($0.row ?? "")·\($0.column ?? "") “\($0.quote.prefix(40))”"
      }
      lines.append("    expected \(finding.expected ?? "—") at \(places.joined(separator: "; "))")
    }
    lines += outcome.innocents.map { "  INNOCENT \(name($0))" }
    lines += outcome.innocentBlanks.map { "  INNOCENT blank \($0.table ?? "")·\($0.row ?? "")·\($0.column ?? "")" }
    lines += outcome.falseFindings.map { "  FALSE [\($0.rule)]" }
    return lines.joined(separator: "\n")
  }

  private func name(_ print: Int) -> String {
    let own = manuscript.prints[print]
    return "\(own.part) \(own.quantity): \(own.text.isEmpty ? "blank" : own.text)"
  }
}
