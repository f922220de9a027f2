import Glibc

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
  public func has(_ words: String) -> Bool { firstOffset(of: words) != nil }

  /// Where some words begin for the first time, in bytes.
  func firstOffset(of words: String) -> Int? {
    var (text, words) = (self, words)
    return text.withUTF8 { text in words.withUTF8 { words in Self.offset(of: words, in: text) } }
  }

  /// The third byte is looked for: most Chinese characters share their first, and few their last.
  static func offset(of words: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let wanted = UnsafeRawPointer(words.baseAddress), !words.isEmpty else { return 0 }
    guard let start = UnsafeRawPointer(text.baseAddress) else { return nil }
    let pivot = Swift.min(2, words.count - 1)
    let end = text.count - words.count + pivot + 1
    var next = pivot
    while next < end, let hit = memchr(start + next, Int32(words[pivot]), end - next) {
      let place = UnsafeRawPointer(hit) - start - pivot
      if memcmp(start + place, wanted, words.count) == 0 { return place }
      next = place + pivot + 1
    }
    return nil
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
    guard !words.isEmpty else { return nil }
    var words = words
    let found = utf8.withContiguousStorageIfAvailable { text in
      words.withUTF8 { words in String.offset(of: words, in: text) }
    }
    guard let offset = found ?? String(self).firstOffset(of: words) else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: words.utf8.count)
  }
}
