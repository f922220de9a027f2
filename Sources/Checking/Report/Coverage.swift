public import Documents
import Evaluation

extension Report {
  /// What became of every number of the document, and which parts were not understood.
  public struct Coverage: Sendable {
    /// By where they stand in the document's text; no two overlap.
    public let tokens: [NumericToken]
    public let proofs: Proofs
    /// Numbers that measure something: all but those set apart.
    public let numbers: Int
    public let verified: Int
    public let contradicted: Int
    public let unverifiable: Int
    /// Dates, ordinals, codes and the like.
    public let setApart: Int
    /// Tables and headings that were not recognised, with why.
    public var unread: [Unread]

    public init(tokens: [NumericToken] = [], proofs: Proofs = Proofs(), unread: [Unread] = []) {
      self.tokens = tokens
      self.proofs = proofs
      self.unread = unread
      var counts = (verified: 0, contradicted: 0, unverifiable: 0, setApart: 0)
      for token in tokens {
        switch token.state {
        case .verified: counts.verified += 1
        case .contradicted: counts.contradicted += 1
        case .unverifiable: counts.unverifiable += 1
        case .setApart: counts.setApart += 1
        }
      }
      numbers = counts.verified + counts.contradicted + counts.unverifiable
      (verified, contradicted) = (counts.verified, counts.contradicted)
      (unverifiable, setApart) = (counts.unverifiable, counts.setApart)
    }

    /// How many numbers are unverifiable for each reason, the reasons in their own order.
    public var reasons: [(reason: NumericToken.Reason, count: Int)] {
      var counts: [NumericToken.Reason: Int] = [:]
      for token in tokens {
        if case .unverifiable(let reason) = token.state { counts[reason, default: 0] += 1 }
      }
      return NumericToken.Reason.allCases.compactMap { reason in counts[reason].map { (reason, $0) } }
    }
  }

  public struct Unread: Hashable, Sendable {
    public var quote: String
    public var reason: String
    public var span: SourceSpan?

    public init(quote: String, reason: String, span: SourceSpan?) {
      self.quote = quote
      self.reason = reason
      self.span = span
    }
  }
}
