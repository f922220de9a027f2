/// What became of the findings of one version in another.
public struct FindingChanges: Sendable {
  public var gone: [Finding] = []
  public var new: [Finding] = []
  /// As the newer version has them.
  public var kept: [Finding] = []

  /// Findings are the same where their ids are, else where their rule and the names of their place are: a figure that
  /// was exchanged for another wrong one is still one finding.
  public init(old: [Finding], new: [Finding]) {
    var (oldLeft, newLeft) = (old, new)
    for key in [{ [$0.id] }, \.placeKey] as [(Finding) -> [String]] {
      var counts: [[String]: Int] = [:]
      for finding in oldLeft { counts[key(finding), default: 0] += 1 }
      var met: [[String]: Int] = [:]
      newLeft.removeAll { finding in
        guard let count = counts[key(finding)], count > 0 else { return false }
        counts[key(finding)] = count - 1
        met[key(finding), default: 0] += 1
        kept.append(finding)
        return true
      }
      oldLeft.removeAll { finding in
        guard let count = met[key(finding)], count > 0 else { return false }
        met[key(finding)] = count - 1
        return true
      }
    }
    (gone, self.new) = (oldLeft, newLeft)
    let order = Dictionary(new.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    kept.sort { order[$0.id] ?? 0 < order[$1.id] ?? 0 }
  }
}

extension Finding {
  fileprivate var placeKey: [String] {
    let place = locations.first { $0.role == .culprit } ?? locations.first
    return [rule, place?.section ?? "", place?.table ?? "", place?.row ?? "", place?.column ?? ""]
  }
}
