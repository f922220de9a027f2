import Foundation
import OpenXML

/// A page of a file as a picture that reports show, with what findings accuse on it.
public struct PagePicture: Sendable, Hashable {
  /// The file of a set that the page is of; nil where there is one file.
  public var file: String?
  /// Counted from 1.
  public var page: Int
  /// In points.
  public var width, height: Float
  public var png: [UInt8]

  public init(file: String? = nil, page: Int, width: Float, height: Float, png: [UInt8]) {
    (self.file, self.page, self.width, self.height, self.png) = (file, page, width, height, png)
  }

  /// A PNG file of sixteen shades, which is what black print on white needs.
  ///
  /// - Parameter grey: row by row from the top, 0 black to 255 white.
  /// - Returns: nil where it cannot be packed.
  public static func png(width: Int, height: Int, grey: [UInt8]) -> [UInt8]? {
    guard width > 0, height > 0, grey.count == width * height else { return nil }
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (width / 2 + 2))
    for row in 0..<height {
      rows.append(0)
      for column in stride(from: 0, to: width, by: 2) {
        let (left, right) = (grey[row * width + column], column + 1 < width ? grey[row * width + column + 1] : 255)
        rows.append(left & 0xF0 | right >> 4)
      }
    }
    guard let data = Deflate.zlib(rows) else { return nil }
    // Four bits a dot, shades of grey.
    let head = bytes(width) + bytes(height) + [4, 0, 0, 0, 0]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", head) + chunk("IDAT", data)
      + chunk("IEND", [])
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bytes(data.count) + body + bytes(Int(Deflate.checksum(of: body)))
  }

  private static func bytes(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  var dataAddress: String { "data:image/png;base64," + Data(png).base64EncodedString() }
}
