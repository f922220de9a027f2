import Foundation

/// The encoding in which older Chinese office programs save text; GBK and GB 2312 are parts of it.
package enum GB18030 {
  /// - Returns: `nil` where the bytes are not GB18030 or, though they can be decoded, hardly mean it.
  package static func decode(_ bytes: ArraySlice<UInt8>) -> [Unicode.Scalar]? {
    guard isLikely(bytes), let text = String(data: Data(bytes), encoding: encoding) else { return nil }
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.unicodeScalars.count)
    var followsReturn = false
    for scalar in text.unicodeScalars {
      if followsReturn, scalar == "\n" {
        followsReturn = false
        continue
      }
      followsReturn = scalar == "\r"
      scalars.append(followsReturn ? "\n" : scalar)
    }
    return scalars
  }

  /// `kCFStringEncodingGB_18030_2000`.
  static let encoding = String.Encoding(rawValue: 0x8000_0632)

  /// Whether most double bytes are characters of GB 2312, which modern prose hardly leaves. The decoder alone takes
  /// almost any bytes, broken UTF-8 and Big5 among them, and makes rare characters of them.
  private static func isLikely(_ bytes: ArraySlice<UInt8>) -> Bool {
    var pairs = 0
    var common = 0
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (lead, trail) = (bytes[index], bytes[index + 1])
      if lead < 0x80 {
        index += 1
      } else if (0x30...0x39).contains(trail) {
        index += 4
      } else {
        pairs += 1
        if (0xA1...0xA9).contains(lead) || (0xB0...0xF7).contains(lead), trail >= 0xA1 { common += 1 }
        index += 2
      }
    }
    return pairs > 0 && common * 10 >= pairs * 8
  }
}
