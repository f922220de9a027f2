import PDFPages

/// Joins the pieces of rules, and parts rules into those that touch.
enum RuleSorter {
  /// More joined rules than this on a page are a drawing and no table.
  private static let limit = 1_500
  /// Rules that miss each other by less touch, in points.
  private static let reach: Float = 3

  /// - Returns: sets of touching rules; nil where there are too many to be a table.
  ///
  /// - Complexity: O(n log n) in the pieces, quadratic in the joined rules, which `limit` bounds.
  static func groups(_ pieces: [RuledLine]) -> [[RuledLine]]? {
    let across = joined(pieces.filter(\.isHorizontal))
    let down = joined(pieces.filter { !$0.isHorizontal })
    guard across.count + down.count <= limit else { return nil }
    let rules = across + down
    var isFree = [Bool](repeating: true, count: rules.count)
    var groups: [[RuledLine]] = []
    for start in rules.indices where isFree[start] {
      isFree[start] = false
      var group = [start]
      var next = 0
      while next < group.count {
        let rule = group[next]
        for other in rule < across.count ? across.count..<rules.count : 0..<across.count
        where isFree[other] && touch(rules[min(rule, other)], rules[max(rule, other)]) {
          isFree[other] = false
          group.append(other)
        }
        next += 1
      }
      groups.append(group.map { rules[$0] })
    }
    return groups
  }

  private static func touch(_ horizontal: RuledLine, _ vertical: RuledLine) -> Bool {
    horizontal.start - reach <= vertical.position && vertical.position <= horizontal.end + reach
      && vertical.start - reach <= horizontal.position && horizontal.position <= vertical.end + reach
  }

  /// Pieces in one line that touch or overlap become one rule.
  private static func joined(_ pieces: [RuledLine]) -> [RuledLine] {
    let sorted = pieces.sorted { ($0.position, $0.start) < ($1.position, $1.start) }
    var result: [RuledLine] = []
    var index = 0
    while index < sorted.count {
      var end = index
      while end < sorted.count, sorted[end].position - sorted[index].position <= 1.2 { end += 1 }
      let row = sorted[index..<end].sorted { $0.start < $1.start }
      var current = row[0]
      for piece in row.dropFirst() {
        if piece.start <= current.end + reach {
          current.end = max(current.end, piece.end)
        } else {
          result.append(current)
          current = piece
        }
      }
      result.append(current)
      index = end
    }
    return result
  }
}
