/// Text of XML, with its entities.
public enum XMLText {
  /// Entities resolved; what is no entity of the five and no number stays as it is written. A section of character
  /// data, whose range is the whole of it, loses its brackets.
  public static func decode(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.starts(with: characterData) { return String(decoding: bytes.dropFirst(9).dropLast(3), as: UTF8.self) }
    guard bytes.contains(ampersand) else { return String(decoding: bytes, as: UTF8.self) }
    var text: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == ampersand, let (scalar, end) = entity(bytes[index...]) {
        text += UTF8.encode(scalar).map(Array.init) ?? []
        index = end
      } else {
        text.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Text made fit for an element or an attribute; control characters, which XML cannot hold, left out.
  public static func encode(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += Array("&amp;".utf8)
      case "<": bytes += Array("&lt;".utf8)
      case ">": bytes += Array("&gt;".utf8)
      case "\"": bytes += Array("&quot;".utf8)
      case "\t", "\n", "\r": bytes += Array("&#\(scalar.value);".utf8)
      default:
        if scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
          bytes += UTF8.encode(scalar) ?? .init()
        }
      }
    }
    return bytes
  }

  /// The character that an entity at the start of the bytes stands for, and where it ends.
  static func entity(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, end: Int)? {
    guard let close = bytes.prefix(12).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: bytes[(bytes.startIndex + 1)..<close], as: UTF8.self)
    let scalar: Unicode.Scalar? =
      switch name {
      case "amp": "&"
      case "lt": "<"
      case "gt": ">"
      case "quot": "\""
      case "apos": "'"
      default:
        if name.hasPrefix("#x") {
          UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
          UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        } else {
          nil
        }
      }
    return scalar.map { ($0, close + 1) }
  }

  private static let ampersand = UInt8(ascii: "&")
  private static let characterData = Array("<![CDATA[".utf8)
}
