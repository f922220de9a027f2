/// A page as a picture in shades of grey.
package struct PageImage: Hashable, Sendable {
  /// Counted from 1.
  package var page: Int
  package var width: Int
  package var height: Int
  /// Row by row from the top, 0 black to 255 white.
  package var grey: [UInt8]

  package init(page: Int, width: Int, height: Int, grey: [UInt8]) {
    (self.page, self.width, self.height, self.grey) = (page, width, height, grey)
  }

  package enum Shades: UInt8, Sendable {
    /// As bright as the eye sees it.
    case seen = 0
    /// By its red part alone, in which red seals vanish and black print stays.
    case withoutRed = 1
  }
}

/// What a worker is asked to draw, as bytes, little-endian; the file itself follows them:
///
///     "MZR1"  shades (1 byte)  dots an inch (4)  pages (4)  for every page: its number (4)
///
/// Its answer: "MZB1", for every page that could be drawn: number width height (4 each), the greys; 0 (4), "MZPE".
enum ImageOrder {
  static let opening = Array("MZR1".utf8)
  static let answer = Array("MZB1".utf8)
  /// Pages drawn at a time.
  static let most = 64
  /// Dots of one page; a larger one is drawn with fewer dots an inch.
  static let dots: Float = 24_000_000

  static func encode(_ pages: [Int], dpi: Int, _ shades: PageImage.Shades) -> [UInt8] {
    var bytes = opening + [shades.rawValue]
    for value in [dpi, pages.count] + pages {
      withUnsafeBytes(of: UInt32(clamping: value).littleEndian) { bytes += $0 }
    }
    return bytes
  }

  static func decode(_ bytes: [UInt8]) -> (pages: [Int], dpi: Int, shades: PageImage.Shades, file: Int)? {
    guard bytes.count >= 13, bytes.starts(with: opening), let shades = PageImage.Shades(rawValue: bytes[4]) else {
      return nil
    }
    let (dpi, count) = (integer(bytes, at: 5), integer(bytes, at: 9))
    guard count <= most, (1...600).contains(dpi), bytes.count >= 13 + 4 * count else { return nil }
    return ((0..<count).map { integer(bytes, at: 13 + 4 * $0) }, dpi, shades, 13 + 4 * count)
  }

  /// - Returns: nil for bytes that are not a whole answer.
  static func images(_ bytes: [UInt8]) -> [PageImage]? {
    guard bytes.starts(with: answer) else { return nil }
    var images: [PageImage] = []
    var index = answer.count
    while bytes.count - index >= 4, integer(bytes, at: index) != 0 {
      guard bytes.count - index >= 12 else { return nil }
      let (page, width, height) = (
        integer(bytes, at: index), integer(bytes, at: index + 4), integer(bytes, at: index + 8)
      )
      index += 12
      guard width > 0, height > 0, width <= 1 << 16, height <= 1 << 16, width * height <= bytes.count - index else {
        return nil
      }
      images.append(
        PageImage(page: page, width: width, height: height, grey: Array(bytes[index..<index + width * height])))
      index += width * height
    }
    return bytes[index...].elementsEqual([0, 0, 0, 0] + AnswerFormat.closing) ? images : nil
  }

  private static func integer(_ bytes: [UInt8], at index: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[index + $1]) << (8 * $1) }
  }
}
