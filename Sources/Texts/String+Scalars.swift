extension String {
  /// A text of some scalars, encoded by hand: appending to a string's scalar view takes twenty times as long.
  @inlinable public init(scalars: some Collection<Unicode.Scalar>) {
    var capacity = 0
    for scalar in scalars { capacity += UTF8.width(scalar) }
    self.init(unsafeUninitializedCapacity: capacity) { buffer in
      var count = 0
      for scalar in scalars { count += scalar.write(to: buffer, at: count) }
      return count
    }
  }
}

extension Unicode.Scalar {
  /// - Returns: how many bytes of UTF-8 were written.
  @inlinable func write(to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
    let width = UTF8.width(self)
    guard width > 1 else {
      buffer[start] = UInt8(truncatingIfNeeded: value)
      return 1
    }
    var rest = value
    for index in (1..<width).reversed() {
      buffer[start + index] = 0x80 | UInt8(rest & 0x3F)
      rest >>= 6
    }
    buffer[start] = UInt8(truncatingIfNeeded: 0xF00 >> UInt32(width) | rest)
    return width
  }

  /// White space, as `properties.isWhitespace` has it; the tables of Unicode are asked only where there may be some.
  @inlinable public var isSpace: Bool {
    switch value {
    case 0x21...0x7E, 0x3001...: false
    default: properties.isWhitespace
    }
  }
}
