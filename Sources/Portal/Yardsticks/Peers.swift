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

  /// The lines that state their expenditure, the smallest first.
  private let bySize: [Int]

  /// - Parameter sizes: expenditure of each line; nil where it states none, which then neither has peers nor is one.
  init(sizes: [Int64?]) {
    bySize = sizes.indices.filter { sizes[$0] != nil }.sorted { (sizes[$0] ?? 0, $0) < (sizes[$1] ?? 0, $1) }
  }

  /// - Parameter values: of a yardstick, for each line.
  /// - Returns: the furthest first.
  func outliers(_ values: [Int64?]) -> [Outlier] {
    let lines = bySize.filter { values[$0] != nil }
    guard lines.count > Self.fewest else { return [] }
    let ordered = lines.compactMap { values[$0] }
    var peers: [Int64] = []
    return lines.indices.compactMap { place -> Outlier? in
      Self.gather(peersOf: place, from: ordered, into: &peers)
      guard peers.count >= Self.fewest else { return nil }
      peers.sort()
      let median = Self.middle(peers)
      for index in peers.indices { peers[index] = Self.distance(peers[index], median) }
      peers.sort()
      let spread = max(Self.middle(peers), Self.distance(median, 0) / 50, 1)
      let (tenths, isFar) = Self.distance(ordered[place], median).multipliedReportingOverflow(by: 100_000)
      let distance = isFar ? .max : tenths / spread / 14_826
      guard distance > 35 else { return nil }
      return Outlier(index: lines[place], value: ordered[place], median: median, distance: distance)
    }.sorted { ($1.distance, $0.index) < ($0.distance, $1.index) }
  }

  /// The nearest on either side; at an end, all to one side. Into the same room each time, as there are thousands.
  private static func gather(peersOf place: Int, from ordered: [Int64], into peers: inout [Int64]) {
    let start = max(0, min(place - count / 2, ordered.count - 1 - count))
    peers.removeAll(keepingCapacity: true)
    for other in start...min(start + count, ordered.count - 1) where other != place { peers.append(ordered[other]) }
  }

  static func median(_ values: [Int64]) -> Int64 { middle(values.sorted()) }

  private static func middle(_ sorted: [Int64]) -> Int64 {
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2
  }

  private static func distance(_ a: Int64, _ b: Int64) -> Int64 {
    let (difference, isTooMuch) = a.subtractingReportingOverflow(b)
    return isTooMuch || difference == .min ? .max : abs(difference)
  }
}
