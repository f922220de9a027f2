import Amounts

/// Percentages of a whole, printed so that they add up.
enum Shares {
  /// Two decimals each. What rounding down leaves goes to those that lost most (largest remainder).
  ///
  /// - Returns: nil where the parts are not the whole.
  static func adding(up parts: [Rational]) -> [String]? {
    do {
      var sum = Rational.zero
      for part in parts {
        guard !part.isNegative else { return nil }
        sum = try sum + part
      }
      guard sum == .one else { return nil }
      let scaled = try parts.map { try $0 * Rational(10_000) }
      var steps = scaled.map { Int64($0.numerator / $0.denominator) }
      let rests = try zip(scaled, steps).map { try $0 - Rational($1) }
      let order = rests.indices.sorted { (rests[$1], $0) < (rests[$0], $1) }
      for index in order.prefix(Int(10_000 - steps.reduce(0, +))) { steps[index] += 1 }
      return steps.map { PrintedNumber(significand: $0, decimals: 2).value.formatted(decimals: 2) }
    } catch {
      return nil
    }
  }
}
