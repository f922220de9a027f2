/// What a diagnosis says of a system.
public struct Explanation: Sendable {
  /// Together they explain every broken equation and every disagreement.
  public var causes: [Cause] = []
  /// Whether the bound on work cut a search short; what it did not reach only names suspects.
  public var isCutShort = false
  /// Sets of repairs tried.
  public var trials = 0
}

/// One slip, as a person would count it.
public struct Cause: Sendable {
  /// The prints that are wrong, in order; the best guess when `suspects` is not empty.
  public var edits: [Edit]
  /// Prints among which the equations cannot decide. Empty exactly when the edits are asserted.
  public var suspects: [Int]
  /// Equations that contradict the prints as they stand because of it.
  public var equations: [Int]
  /// Quantities whose prints disagree because of it.
  public var quantities: [Int]

  public var isAsserted: Bool { suspects.isEmpty && !edits.isEmpty }
}

/// A print that is wrong, and what would be right in its place.
public struct Edit: Sendable {
  public var print: Int
  /// All that the rest of the document allows; nil when the rest says nothing.
  public var value: Figure?

  public init(print: Int, value: Figure?) {
    self.print = print
    self.value = value
  }
}

/// How much work a diagnosis may do. Counted in trials, not in time, so that the answer is the same on every machine.
public struct Budget: Sendable {
  /// Sets of repairs tried for one component, in a second solution of it, in a test whether a cause is ambiguous, and
  /// over all.
  public var component: Int
  public var again: Int
  public var test: Int
  public var whole: Int

  public init(component: Int = 3_000, again: Int = 600, test: Int = 300, whole: Int = 40_000) {
    self.component = component
    self.again = again
    self.test = test
    self.whole = whole
  }
}
