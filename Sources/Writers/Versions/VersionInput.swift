public import Checking

/// What a comparison of two versions is written from.
public struct VersionInput: Sendable {
  public var old: ReportInput
  public var new: ReportInput
  public var facts: [FactChange]
  public var findings: FindingChanges

  public init(old: ReportInput, new: ReportInput, facts: [FactChange], findings: FindingChanges) {
    (self.old, self.new, self.facts, self.findings) = (old, new, facts, findings)
  }

  public var isSame: Bool { facts.isEmpty && findings.gone.isEmpty && findings.new.isEmpty }
}
