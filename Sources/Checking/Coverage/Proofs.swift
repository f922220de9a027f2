import Evaluation
import Forms

/// The equations that confirm numbers. They are put into words when a writer asks, since a document has thousands.
public struct Proofs: Sendable {
  private enum Source: Sendable {
    case sheet(Words, [Balance])
    case written([(rule: String, evidence: Evidence)])
  }

  private let source: Source

  /// Equations that are in words already.
  public init(_ written: [(rule: String, evidence: Evidence)] = []) {
    source = .written(written)
  }

  init(words: Words, balances: [Balance]) {
    source = .sheet(words, balances)
  }

  /// The equation with the document's figures in it.
  public func evidence(_ proof: Int) -> Evidence {
    switch source {
    case .sheet(let words, let balances):
      words.evidence(balances[proof], rule: words.form.rules[balances[proof].rule])
    case .written(let all): all[proof].evidence
    }
  }

  /// The pack's id of the rule that the equation is of.
  public func rule(_ proof: Int) -> String {
    switch source {
    case .sheet(let words, let balances): words.form.rules[balances[proof].rule].id
    case .written(let all): all[proof].rule
    }
  }
}
