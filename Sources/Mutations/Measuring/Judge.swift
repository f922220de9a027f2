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
    /// Right blanks that asserted findings accuse, as locations say.
    var innocentBlanks: [Location] = []
  }

  private let manuscript: Manuscript
  private let mutant: Mutant

  init(_ manuscript: Manuscript, _ mutant: Mutant) {
    self.manuscript = manuscript
    self.mutant = mutant
  }

  func outcome(_ findings: [Finding]) -> Outcome {
    let findings = findings.filter { $0.severity > .info }
    var outcome = Outcome(verdicts: mutant.targets.map { verdict($0, findings) }, findings: findings.count)
    let targets = mutant.targets.flatMap(\.self)
    outcome.falseFindings = findings.filter { finding in !targets.contains { isNear(finding, $0) } }
    let slips = Set(targets.map(\.print))
    let right = mutant.ranges.indices.filter { !slips.contains($0) && !mutant.ranges[$0].isEmpty }
    let accused = findings.filter { !isOpen($0) }.flatMap(\.locations).filter { $0.role != .evidence }
    outcome.innocentBlanks = accused.filter { location in
      isLine(location) && !isIndicator(location) && !targets.contains { isOn(location, $0) }
    }
    let spans = Set(accused.filter { !isLine($0) }.compactMap(range))
    outcome.innocents = right.filter { print in spans.contains { $0.overlaps(mutant.ranges[print]) } }
    return outcome
  }

  /// Whether a finding leaves open which of the numbers it names is wrong.
  func isOpen(_ finding: Finding) -> Bool {
    let accused = finding.locations.filter { $0.role != .evidence }
    return finding.isOpen || finding.suggestion == nil && finding.expected == nil && accused.count > 1
  }

  private func verdict(_ targets: [Mutant.Target], _ findings: [Finding]) -> Verdict {
    let near = findings.filter { finding in targets.contains { isNear(finding, $0) } }
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

  /// Whether a finding names the place or comes close to it. Target, achievement, weight and points of an indicator are
  /// weighed against each other, and any of them may be the wrong one. An account that no other table prints has no name
  /// to be missed by; what can be seen is that the one above it is not the sum of the others.
  private func isNear(_ finding: Finding, _ target: Mutant.Target) -> Bool {
    if isOn(finding, target) { return true }
    if let line = target.missing { return isOpen(finding) && finding.locations.contains { isBeside($0, line) } }
    let kind = manuscript.prints[target.print].kind
    guard kind == .score || kind == .target else { return false }
    return finding.locations.contains { location in
      location.role != .evidence && isLine(location) && (range(location)?.overlaps(target.range) ?? false)
    }
  }

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

  /// The account above a missing one, or one of those that are added up with it.
  private func isBeside(_ location: Location, _ line: Manuscript.Line) -> Bool {
    guard location.role != .evidence, let row = location.row, let code = line.code,
      location.table?.contains(line.part.dropFirst()) ?? false
    else { return false }
    return code.count == 3 ? row.hasPrefix("合计") : row.hasPrefix(code.dropLast(2))
  }

  private func isOn(_ location: Location, _ target: Mutant.Target) -> Bool {
    if let line = target.missing {
      let isNamed = location.row.map { $0.contains(line.label) || line.code.map($0.hasPrefix) ?? false } ?? false
      return isNamed && location.table?.contains(line.part.dropFirst()) ?? false
    }
    guard let range = range(location) else { return false }
    // A blank cell is named by its line.
    guard !target.range.isEmpty else {
      return range.lowerBound <= target.range.lowerBound && target.range.lowerBound <= range.upperBound
    }
    return range.overlaps(target.range) && (!isLine(location) || isColumn(location, target))
  }

  /// Whether a location is a whole line of a table, as those of blank cells are.
  private func isLine(_ location: Location) -> Bool { location.quote.contains("\t") || location.quote.contains(" │ ") }

  /// Columns of indicators, of which numbers too are named by line.
  private static let columns = ["score": "得分", "points": "得分", "weight": "分值", "target": "年度指标值", "actual": "实际完成值"]

  private func isIndicator(_ location: Location) -> Bool {
    Self.columns.values.contains { location.column?.hasSuffix($0) ?? false }
  }

  /// Whether the column that a location names is that of the place; only indicators are named by line and column.
  private func isColumn(_ location: Location, _ target: Mutant.Target) -> Bool {
    let column = manuscript.prints[target.print].quantity.split(separator: ".").last.map(String.init) ?? ""
    return Self.columns[column].map { location.column?.hasSuffix($0) ?? false } ?? false
  }

  private func range(_ location: Location) -> Range<Int>? {
    location.span.map { $0.start..<$0.end }
  }

  // MARK: Values

  private func isRepaired(_ finding: Finding, _ target: Mutant.Target) -> Bool {
    let print = manuscript.prints[target.print]
    guard let right = Accounts.value(print.text, print.unit) else { return false }
    return Self.numerals(finding.expected ?? "").contains { Accounts.value($0, print.unit) == right }
  }

  /// The numbers in a text.
  static func numerals(_ text: String) -> [String] {
    text.split { !($0.isASCII && $0.isNumber || $0 == "." || $0 == "-") }.map(String.init)
  }
}
