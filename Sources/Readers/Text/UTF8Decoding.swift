/// UTF-8 bytes as scalars, each line end as one "\n" and each malformed sequence as one U+FFFD.
///
/// Decoded by hand because the standard library repairs silently and counts nothing, and because one loop that also
/// folds line ends takes a fraction of the time.
struct UTF8Decoding {
  private(set) var scalars: [Unicode.Scalar]
  /// How many malformed sequences there were.
  private(set) var faults = 0
  /// The offset among `scalars` of the first of them.
  private(set) var firstFault: Int?
  /// Well-formed characters beyond ASCII; they are what tells UTF-8 from other encodings.
  private(set) var wellFormed = 0

  init(_ bytes: ArraySlice<UInt8>) {
    scalars = []
    // Never more scalars than bytes; the system lends only those pages of the room that are written to.
    scalars = Array(unsafeUninitializedCapacity: bytes.count) { buffer, count in
      bytes.withUnsafeBufferPointer { count = decode($0, into: buffer) }
    }
  }

  /// - Returns: how many scalars were written.
  private mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<Unicode.Scalar>
  ) -> Int {
    var count = 0
    var index = 0
    var followsReturn = false
    while index < bytes.count {
      let lead = bytes[index]
      if lead == 0x0A, followsReturn {
        followsReturn = false
        index += 1
        continue
      }
      followsReturn = lead == 0x0D
      var scalar: Unicode.Scalar = followsReturn ? "\n" : Unicode.Scalar(lead)
      index += lead < 0x80 ? 1 : readMultibyte(bytes, index, count, &scalar)
      buffer.initializeElement(at: count, to: scalar)
      count += 1
    }
    return count
  }

  /// Reads the sequence at an index, as far as it is well formed.
  ///
  /// - Parameter offset: of the scalar in the text.
  /// - Returns: how many bytes it takes.
  private mutating func readMultibyte(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ offset: Int, _ scalar: inout Unicode.Scalar
  ) -> Int {
    let lead = bytes[index]
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var (value, read) = (UInt32(lead) & (0x7F >> UInt32(length)), 1)
    var allowed = Self.second(after: lead)
    while read < length, index + read < bytes.count, bytes[index + read] & 0xC0 == 0x80 {
      let byte = bytes[index + read]
      guard allowed.contains(byte) else { break }
      allowed = 0x80...0xBF
      value = value << 6 | UInt32(byte & 0x3F)
      read += 1
    }
    guard read == length, let decoded = Unicode.Scalar(value) else {
      if firstFault == nil { firstFault = offset }
      faults += 1
      scalar = "\u{FFFD}"
      return read
    }
    scalar = decoded
    wellFormed += 1
    return length
  }

  /// What may follow a lead byte: overlong forms, surrogates and what lies beyond U+10FFFF show here. No continuation
  /// byte lies in the range of bytes that lead nothing.
  private static func second(after lead: UInt8) -> ClosedRange<UInt8> {
    switch lead {
    case 0x80...0xC1, 0xF5...0xFF: 0...0
    case 0xE0: 0xA0...0xBF
    case 0xED: 0x80...0x9F
    case 0xF0: 0x90...0xBF
    case 0xF4: 0x80...0x8F
    default: 0x80...0xBF
    }
  }
}
