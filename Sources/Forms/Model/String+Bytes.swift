/// What labels and wordings need of texts, by their bytes: the standard library compares and searches Chinese text by
/// characters, each of them looked up in tables of Unicode, and takes twenty times as long.
extension String {
  /// A text of some scalars.
  @inlinable public init(scalars: some Collection<Unicode.Scalar>) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count * 3)
    for scalar in scalars {
      if scalar.isASCII { bytes.append(UInt8(truncatingIfNeeded: scalar.value)) } else { bytes += scalar.utf8 }
    }
    self.init(decoding: bytes, as: UTF8.self)
  }

  /// The text with others put for some words wherever they stand.
  public func exchanging(_ words: String, for others: String) -> String {
    guard let first = words.utf8.first, Label.contains(self, words) else { return self }
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

  /// Whether it ends in some words.
  public func ends(in words: String) -> Bool {
    utf8.count >= words.utf8.count && utf8.suffix(words.utf8.count).elementsEqual(words.utf8)
  }
}
