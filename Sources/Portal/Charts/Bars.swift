/// Widths of bars in thousandths of the widest, as SVG wants them. Figures stand beside them as text.
enum Bars {
  /// - Returns: 0 … 1000.
  static func width(_ value: Int64, of widest: Int64) -> Int {
    guard widest > 0, value > 0 else { return 0 }
    return Int((Double(value) / Double(widest) * 1000).rounded())
  }
}
