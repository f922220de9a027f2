/// A page of A4 paper with its margins, in points: upright after GB/T 9704, 22 lines of 28 characters; across as much as
/// leaves room for a detailed table on one page.
struct Paper: Hashable {
  var width, height: Double
  var top, bottom, left, right: Double
  /// From the paper's edge to the lower edge of the page number.
  var footer: Double

  var textWidth: Double { width - left - right }
  var textHeight: Double { height - top - bottom }

  static let upright = Paper(
    width: millimetres(210), height: millimetres(297), top: millimetres(37), bottom: millimetres(35),
    left: millimetres(28), right: millimetres(26), footer: millimetres(17.5))
  static let across = Paper(
    width: millimetres(297), height: millimetres(210), top: millimetres(22), bottom: millimetres(19),
    left: millimetres(20), right: millimetres(20), footer: millimetres(11))

  private static func millimetres(_ length: Double) -> Double { length * 72 / 25.4 }
}
