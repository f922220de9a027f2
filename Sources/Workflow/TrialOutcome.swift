/// What a changed pack would change in the findings of one disclosure. Travels as JSON.
public struct TrialOutcome: Codable, Sendable {
  /// A finding that would be worse or milder than it is.
  public struct Shift: Codable, Sendable, Hashable {
    /// As it would be.
    public var finding: AssessedFile.Finding
    /// Severity as it is.
    public var before: String
  }

  public var appearing, vanishing: [AssessedFile.Finding]
  public var shifting: [Shift]
  /// How many would stay as they are.
  public var kept: Int

  /// Findings are the same where their ids are.
  init(from before: Check.Outcome, to after: Check.Outcome) {
    let (old, new) = (before.listed, after.listed)
    let (known, left) = (
      Dictionary(old.map { ($0.id, $0) }) { first, _ in first }, Set(new.map(\.id))
    )
    appearing = new.filter { known[$0.id] == nil }
    vanishing = old.filter { !left.contains($0.id) }
    shifting = new.compactMap { finding in
      known[finding.id].flatMap { $0.severity == finding.severity ? nil : Shift(finding: finding, before: $0.severity) }
    }
    kept = new.count - appearing.count - shifting.count
  }

  public var isNothing: Bool { appearing.isEmpty && vanishing.isEmpty && shifting.isEmpty }
}
