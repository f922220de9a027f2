import Checking
import Documents
import Forms

/// Holds the findings of a check against the slips that were put into the document.
struct Judge {
  /// What became of one slip.
  struct Verdict {
    /// Some finding accuses one of its places.
    var isFound = false
    /// Findings that assert what is wrong accuse all of its places.
    var isExact = false
    /// They state the right value of each.
    var isRepaired = false
    /// Found, but only among suspects of which none is asserted.
    var isTie: Bool { isFound && !isAsserted }
    var isAsserted = false
  }

  /// What a check of one document came to.
  struct Outcome {
    var verdicts: [Verdict]
    /// Findings of errors and warnings.
    var findings = 0
    /// Those of them that accuse no place of any slip.
    var falseFindings: [Finding] = []
    /// Right numbers that asserted findings accuse.
    var innocents: [Int] = []
  }

  private let manuscript: Manuscript
  private let mutant: Mutant
  /// The words of a finding that leaves open which of several numbers is wrong, before the count of suspects.
  private let openWords: Substring

  init(_ manuscript: Manuscript, _ mutant: Mutant, _ catalog: Catalog) {
    self.manuscript = manuscript
    self.mutant = mutant
    openWords = catalog("finding.open.suggestion", ["count": "#"]).prefix { $0 != "#" }
  }

  func outcome(_ findings: [Finding]) -> Outcome {
    let findings = findings.filter { $0.severity > .info }
    var outcome = Outcome(verdicts: mutant.targets.map { verdict($0, findings) }, findings: findings.count)
    let targets = mutant.targets.flatMap(\.self)
    outcome.falseFindings = findings.filter { finding in !targets.contains { isOn(finding, $0) } }
    let slips = Set(targets.map(\.print))
    let right = mutant.ranges.indices.filter { !slips.contains($0) && !mutant.ranges[$0].isEmpty }
    let accused = findings.filter { !isOpen($0) }.flatMap(\.locations).filter { $0.role != .evidence && !isLine($0) }
    let spans = Set(accused.compactMap(range))
    outcome.innocents = right.filter { print in spans.contains { $0.overlaps(mutant.ranges[print]) } }
    return outcome
  }

  /// Whether a finding leaves open which of the numbers it names is wrong.
  func isOpen(_ finding: Finding) -> Bool {
    let accused = finding.locations.filter { $0.role != .evidence }
    return finding.suggestion?.hasPrefix(openWords) ?? (finding.expected == nil && accused.count > 1)
  }

  private func verdict(_ targets: [Mutant.Target], _ findings: [Finding]) -> Verdict {
    let near = findings.filter { finding in targets.contains { isOn(finding, $0) } }
    let asserted = near.filter { !isOpen($0) }
    var verdict = Verdict(isFound: !near.isEmpty)
    verdict.isAsserted = !asserted.isEmpty
    verdict.isExact = targets.allSatisfy { target in asserted.contains { isOn($0, target) } }
    verdict.isRepaired =
      verdict.isExact
      && targets.allSatisfy { target in asserted.contains { isOn($0, target) && isRepaired($0, target) } }
    return verdict
  }

  // MARK: Places

  private func isOn(_ finding: Finding, _ target: Mutant.Target) -> Bool {
    if let line = target.missing, speaks(finding, of: line) { return true }
    return finding.locations.contains { $0.role != .evidence && isOn($0, target) }
  }

  /// Whether a finding without a value speaks of an account that a table lacks: by its code, or by its name or the code
  /// above it together with the table.
  private func speaks(_ finding: Finding, of line: Manuscript.Line) -> Bool {
    guard let code = line.code else { return false }
    if finding.expected == code { return true }
    guard finding.expected == nil, finding.message.contains(line.part.dropFirst() + "表") else { return false }
    return finding.message.contains(line.label) || finding.message.contains("“\(code.dropLast(2)) ")
  }

  private func isOn(_ location: Location, _ target: Mutant.Target) -> Bool {
    if let line = target.missing {
      return location.row?.contains(line.label) ?? false && location.table?.contains(line.part.dropFirst()) ?? false
    }
    guard let range = range(location) else { return false }
    // A blank cell is named by its line.
    guard !target.range.isEmpty else {
      return range.lowerBound <= target.range.lowerBound && target.range.lowerBound <= range.upperBound
    }
    return !isLine(location) && range.overlaps(target.range)
  }

  /// Whether a location is a whole line of a table, as those of blank cells are.
  private func isLine(_ location: Location) -> Bool { location.quote.contains("\t") || location.quote.contains(" │ ") }

  private func range(_ location: Location) -> Range<Int>? {
    if case .text(let start, let end)? = location.span { start..<end } else { nil }
  }

  // MARK: Values

  private func isRepaired(_ finding: Finding, _ target: Mutant.Target) -> Bool {
    let print = manuscript.prints[target.print]
    guard let right = Accounts.value(print.text, print.unit) else { return false }
    return Self.numerals(finding.expected ?? "").contains { Accounts.value($0, print.unit) == right }
  }

  private static func numerals(_ text: String) -> [String] {
    text.split { !($0.isASCII && $0.isNumber || $0 == "." || $0 == "-") }.map(String.init)
  }
}
