/// A page of A4 paper with its margins, in points, after GB/T 9704 upright: 22 lines of 28 characters.
struct Paper: Hashable {
  var width, height: Double
  var top, bottom, left, right: Double

  var textWidth: Double { width - left - right }
  var textHeight: Double { height - top - bottom }

  static let upright = Paper(
    width: millimetres(210), height: millimetres(297), top: millimetres(37), bottom: millimetres(35),
    left: millimetres(28), right: millimetres(26))
  static let across = Paper(
    width: millimetres(297), height: millimetres(210), top: millimetres(26), bottom: millimetres(24),
    left: millimetres(22), right: millimetres(22))

  private static func millimetres(_ length: Double) -> Double { length * 72 / 25.4 }
}
