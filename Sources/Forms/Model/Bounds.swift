/// Whole numbers from one to another, either end open: `2024`, `2022..2024`, `2023..`, `..2024`.
struct Bounds: Hashable, Sendable {
  var first: Int?
  var last: Int?

  /// Every number.
  static let open = Bounds(first: nil, last: nil)

  init(first: Int?, last: Int?) {
    self.first = first
    self.last = last
  }

  /// Nil for what is no range, and for one that runs backwards.
  init?(_ text: String) {
    let dots = text.firstRange(of: "..")
    let low = text[..<(dots?.lowerBound ?? text.endIndex)]
    let high = dots.map { text[$0.upperBound...] } ?? low
    first = Int(low)
    last = Int(high)
    let isReadable = (first != nil || low.isEmpty) && (last != nil || high.isEmpty) && !text.isEmpty
    guard isReadable, (first ?? .min) <= (last ?? .max) else { return nil }
  }

  func contains(_ number: Int) -> Bool {
    (first ?? .min) <= number && number <= (last ?? .max)
  }
}
