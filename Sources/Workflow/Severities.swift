public import Forms

/// How bad a jurisdiction says that it is when a rule is broken, where it says otherwise than the pack, year by year.
public struct Severities: Codable, Sendable, Hashable {
  /// Fiscal year, then id of the rule.
  public var years: [Int: [String: Rule.Severity]]

  public init(years: [Int: [String: Rule.Severity]] = [:]) {
    self.years = years
  }

  public var isEmpty: Bool { years.values.allSatisfy(\.isEmpty) }

  /// The form as the jurisdiction applies it. A rule that it may not make an error of stays what the pack says.
  ///
  /// - Parameter year: of the document; nil where it states none, which then nothing is set for.
  func applied(to form: Form, year: Int?) -> Form {
    guard let set = year.flatMap({ years[$0] }), !set.isEmpty else { return form }
    var form = form
    for index in form.rules.indices {
      let rule = form.rules[index]
      if let severity = set[rule.id], severity != .error || form.canBeError(rule) {
        form.rules[index].severity = severity
      }
    }
    return form
  }
}

extension Form {
  /// Whether a rule rests on more than what somebody remembers; otherwise it is at most a warning.
  public func canBeError(_ rule: Rule) -> Bool {
    rule.severity == .error || rule.basis.contains { sources[$0].map { $0.verification != .remembered } ?? false }
  }
}
