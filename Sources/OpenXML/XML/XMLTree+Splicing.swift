extension XMLTree {
  /// The bytes with some stretches replaced, all others as they are. Of two that overlap, the one that begins later is
  /// left out.
  public func splicing(_ changes: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
    var spliced: [UInt8] = []
    var offset = 0
    // What is put before the same byte keeps its order.
    let ordered = changes.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (range, replacement) in ordered.map(\.element) where range.lowerBound >= offset {
      spliced += bytes[offset..<range.lowerBound]
      spliced += replacement
      offset = range.upperBound
    }
    return spliced + bytes[offset...]
  }
}

extension XMLElement {
  /// How its name begins in the file: `w:`, or nothing.
  public var prefix: String {
    let name = tree.bytes[tag].dropFirst().prefix { !" \t\r\n/>".utf8.contains($0) }
    return name.firstIndex(of: UInt8(ascii: ":")).map { String(decoding: name[...$0], as: UTF8.self) } ?? ""
  }

  /// Its opening tag with some attributes set, those without a prefix.
  public func tag(setting values: [(name: String, value: String)]) -> [UInt8] {
    var changes: [(range: Range<Int>, bytes: [UInt8])] = []
    var added: [UInt8] = []
    for (name, value) in values {
      if let place = valueRange(of: name) {
        changes.append((place, XMLText.encode(value)))
      } else {
        added += Array(" \(name)=\"".utf8) + XMLText.encode(value) + Array("\"".utf8)
      }
    }
    let end = tag.upperBound - (close.isEmpty ? 2 : 1)
    changes.append((end..<end, added))
    var written: [UInt8] = []
    var offset = tag.lowerBound
    for (range, replacement) in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      written += tree.bytes[offset..<range.lowerBound] + replacement
      offset = range.upperBound
    }
    return written + tree.bytes[offset..<tag.upperBound]
  }

  /// The element with something put before its end.
  public func appending(_ content: [UInt8]) -> (range: Range<Int>, bytes: [UInt8]) {
    guard close.isEmpty else { return (close.lowerBound..<close.lowerBound, content) }
    let name = tree.bytes[tag].dropFirst().prefix { !" \t\r\n/>".utf8.contains($0) }
    let opened = tree.bytes[tag].dropLast(2) + Array(">".utf8)
    return (tag, Array(opened) + content + Array("</".utf8) + Array(name) + Array(">".utf8))
  }
}
