/// Signs that Word writes as a font and a code of that font.
enum SymbolFonts {
  /// - Returns: nil where the sign has no known like among the characters.
  static func scalar(of symbol: XMLElement) -> Unicode.Scalar? {
    guard let code = symbol["char"].flatMap({ UInt32($0, radix: 16) }) else { return nil }
    // Fonts of signs have their codes moved to the private area.
    guard (0xF000...0xF0FF).contains(code) else { return Unicode.Scalar(code) }
    return table(of: symbol["font"] ?? "")[code - 0xF000].flatMap(Unicode.Scalar.init)
  }

  private static func table(of font: String) -> [UInt32: UInt32] {
    switch font {
    case "Wingdings": wingdings
    case "Wingdings 2": wingdings2
    case "Symbol": symbols
    default: [:]
    }
  }

  /// Boxes, ticks and crosses of forms, and bullets.
  private static let wingdings: [UInt32: UInt32] = [
    0x6C: 0x25CF, 0x6E: 0x25A0, 0x6F: 0x25A1, 0x71: 0x25A1, 0x75: 0x25C6, 0xA8: 0x25A1, 0xD8: 0x27A2, 0xFB: 0x2717,
    0xFC: 0x2713, 0xFD: 0x2612, 0xFE: 0x2611,
  ]
  private static let wingdings2: [UInt32: UInt32] = [
    0x4F: 0x2717, 0x50: 0x2713, 0x51: 0x2612, 0x52: 0x2611, 0x54: 0x2612, 0xA3: 0x25A1,
  ]
  private static let symbols: [UInt32: UInt32] = [
    0x2B: 0x2B, 0x2D: 0x2212, 0xA3: 0x2264, 0xB1: 0xB1, 0xB3: 0x2265, 0xB4: 0xD7, 0xB7: 0x2022, 0xB8: 0xF7,
  ]
}
