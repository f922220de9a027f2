/// What a diagnosis says of a system.
public struct Explanation: Sendable {
  /// Together they explain every broken equation and every disagreement.
  public var causes: [Cause] = []
  /// Whether the bound on work cut a search short; what it did not reach only names suspects.
  public var isCutShort = false
  /// Quantities and prints looked at.
  public var steps = 0
}

/// One slip, as a person would count it.
public struct Cause: Sendable {
  /// The prints that are wrong, in order; the best guess when `suspects` is not empty.
  public var edits: [Edit]
  /// Prints among which the equations cannot decide. Empty exactly when the edits are asserted.
  public var suspects: [Int]
  /// Equations that contradict the prints as they stand because of it.
  public var equations: [Int]

  public var isAsserted: Bool { suspects.isEmpty && !edits.isEmpty }
}

/// A print that is wrong, and what would be right in its place.
public struct Edit: Sendable {
  public var print: Int
  /// All that the rest of the document allows; nil when the rest says nothing.
  public var value: Figure?
  /// Whether it was worked out from a rate, which leaves more open than rounding does.
  public var isFromRate: Bool

  public init(print: Int, value: Figure?, isFromRate: Bool = false) {
    self.print = print
    self.value = value
    self.isFromRate = isFromRate
  }
}

/// How much work a diagnosis may do. Counted in steps, not in time, so that the answer is the same on every machine.
public struct Budget: Sendable {
  /// Quantities and prints looked at over all, and for one component; about thirty million a second.
  public var whole: Int
  public var component: Int
  /// Sets of repairs tried for one component, in a second solution of it, and in a test whether a cause is ambiguous.
  public var trials: Int
  public var trialsAgain: Int
  public var trialsOfTest: Int

  public init(
    whole: Int = 6_000_000, component: Int = 1_000_000, trials: Int = 3_000, trialsAgain: Int = 600,
    trialsOfTest: Int = 300
  ) {
    self.whole = whole
    self.component = component
    self.trials = trials
    self.trialsAgain = trialsAgain
    self.trialsOfTest = trialsOfTest
  }
}
