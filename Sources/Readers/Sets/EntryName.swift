import Texts

/// Names of files in a ZIP file.
enum EntryName {
  /// UTF-8 or, as Chinese systems write names, GB18030. What is neither keeps its letters, and the rest as numbers, so
  /// that different names stay different.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    let name = String(validating: bytes, as: UTF8.self) ?? GB18030.decode(bytes).map { String(scalars: $0) }
    // Old programs of Windows part folders by their own sign.
    guard let name else { return escaped(bytes) }
    return name.exchanging("\\", for: "/")
  }

  private static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { $0 < 0x80 ? String(Unicode.Scalar($0)) : "%" + String($0, radix: 16, uppercase: true) }.joined()
  }

  /// Whether a file was put there by a system and not by a person.
  static func isHidden(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return parts.contains { $0.hasPrefix(".") || $0.hasPrefix("~$") || $0 == "__MACOSX" } || parts.last == "Thumbs.db"
  }

  /// The order of people: 附件2 before 附件10.
  static func isBefore(_ name: String, _ other: String) -> Bool {
    var (left, right) = (Substring(name), Substring(other))
    while let first = left.first, let second = right.first {
      let numbers = (left.prefix { $0.isASCII && $0.isNumber }, right.prefix { $0.isASCII && $0.isNumber })
      if !numbers.0.isEmpty, !numbers.1.isEmpty {
        let values = (numbers.0.drop { $0 == "0" }, numbers.1.drop { $0 == "0" })
        if values.0.count != values.1.count { return values.0.count < values.1.count }
        if values.0 != values.1 { return values.0 < values.1 }
        (left, right) = (left.dropFirst(numbers.0.count), right.dropFirst(numbers.1.count))
      } else {
        if first != second { return first < second }
        (left, right) = (left.dropFirst(), right.dropFirst())
      }
    }
    return left.isEmpty && (!right.isEmpty || name < other)
  }
}
