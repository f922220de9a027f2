/// Which departments stand far from others of their size.
///
/// The peers of a department are the twelve whose expenditure is nearest to its own, six below and six above where there
/// are so many. It stands out where it is further from the median of its peers than 3.5 times their spread: the median
/// distance from their median, made comparable to a standard deviation by 1.4826 (Iglewicz and Hoaglin, 1993), and at
/// least a fiftieth of the median, so that peers that are all alike do not make an outlier of every cent. That says where
/// to look, and nothing about who is wrong.
struct Peers: Sendable {
  struct Outlier: Sendable, Hashable {
    /// Of the line.
    var index: Int
    var value: Int64
    var median: Int64
    /// How many spreads it is from the median, in tenths.
    var distance: Int64
  }

  static let count = 12
  /// Fewer say nothing.
  static let fewest = 6

  /// - Parameters:
  ///   - sizes: expenditure of each line; nil where it states none, which then neither has peers nor is one.
  ///   - values: of the yardstick, for the same lines.
  /// - Returns: the furthest first.
  static func outliers(sizes: [Int64?], values: [Int64?]) -> [Outlier] {
    let lines = sizes.indices.filter { sizes[$0] != nil && values[$0] != nil }
      .sorted { (sizes[$0] ?? 0, $0) < (sizes[$1] ?? 0, $1) }
    guard lines.count > fewest else { return [] }
    let ordered = lines.compactMap { values[$0] }
    return lines.indices.compactMap { place -> Outlier? in
      // At either end the window is as wide, all to one side.
      let start = max(0, min(place - count / 2, lines.count - 1 - count))
      let window = start...min(start + count, lines.count - 1)
      let peers = window.filter { $0 != place }.map { ordered[$0] }
      guard peers.count >= fewest else { return nil }
      let median = Self.median(peers)
      let spread = max(Self.median(peers.map { Self.distance($0, median) }), Self.distance(median, 0) / 50, 1)
      let (tenths, isFar) = Self.distance(ordered[place], median).multipliedReportingOverflow(by: 100_000)
      let distance = isFar ? .max : tenths / spread / 14_826
      guard distance > 35 else { return nil }
      return Outlier(index: lines[place], value: ordered[place], median: median, distance: distance)
    }.sorted { ($1.distance, $0.index) < ($0.distance, $1.index) }
  }

  static func median(_ values: [Int64]) -> Int64 {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }

  private static func distance(_ a: Int64, _ b: Int64) -> Int64 {
    let (difference, isTooMuch) = a.subtractingReportingOverflow(b)
    return isTooMuch || difference == .min ? .max : abs(difference)
  }
}
