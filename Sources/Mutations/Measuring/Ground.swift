import Checking

/// A disclosure that slips are put into, and what is known of it.
struct Ground: Sendable {
  var manuscript: Manuscript
  /// Last year's numbers; nil where they are not known.
  var last: Accounts?
  /// Nil where the relations between the numbers are not known; every slip then counts as visible.
  var oracle: Oracle?
  /// What is found in it before slips are put in.
  private var known: Set<String> = []

  init(_ department: SoundDepartment) {
    manuscript = department.manuscript
    last = department.last
    oracle = Oracle(department)
  }

  /// A document as it was published, with its own findings.
  init(_ manuscript: Manuscript, _ findings: [Finding]) {
    self.manuscript = manuscript
    known = Set(findings.map(Self.key))
  }

  /// The findings that were not there before.
  func new(_ findings: [Finding]) -> [Finding] { findings.filter { !known.contains(Self.key($0)) } }

  /// By its name, and by what it accuses, as findings on the same cell are made one.
  private static func key(_ finding: Finding) -> String {
    ([finding.id] + finding.locations.filter { $0.role != .evidence }.map(\.quote)).joined(separator: "\n")
  }
}
