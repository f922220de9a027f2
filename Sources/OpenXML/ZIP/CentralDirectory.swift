/// Reads the directory at the end of a ZIP file and holds it against the file.
struct CentralDirectory {
  private(set) var entries: [Archive.Entry] = []
  let start: Int

  private let bytes: [UInt8]
  private let limits: OpenXMLLimits

  init(
    _ bytes: [UInt8], limits: OpenXMLLimits, naming: (ArraySlice<UInt8>) -> String
  ) throws(OpenXMLFault) {
    self.bytes = bytes
    self.limits = limits
    guard let end = Self.end(of: bytes) else { throw .notArchive }
    let count = bytes.short(end + 10)
    let size = bytes.long(end + 12)
    start = bytes.long(end + 16)
    guard count != 0xFFFF, start != 0xFFFF_FFFF else { throw .unsupported("Zip64") }
    guard count <= limits.parts else { throw .tooLarge("\(count)") }
    guard bytes.short(end + 4) == 0, start + size <= end else { throw .notArchive }
    try read(count, before: end, naming)
    try checkNames()
    try checkSizes()
    try checkOverlaps()
  }

  /// Looks for the end record, which a comment of up to 65,535 bytes may follow.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let last = bytes.count - 22
    for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1)
    where bytes[offset] == 0x50 && bytes.long(offset) == 0x0605_4B50 {
      if offset + 22 + bytes.short(offset + 20) <= bytes.count { return offset }
    }
    return nil
  }

  private mutating func read(
    _ count: Int, before end: Int, _ naming: (ArraySlice<UInt8>) -> String
  ) throws(OpenXMLFault) {
    var offset = start
    entries.reserveCapacity(count)
    for _ in 0..<count {
      guard offset + 46 <= end, bytes.long(offset) == 0x0201_4B50 else { throw .notArchive }
      let next = offset + 46 + bytes.short(offset + 28) + bytes.short(offset + 30) + bytes.short(offset + 32)
      guard next <= end else { throw .notArchive }
      entries.append(try entry(offset..<next, naming))
      offset = next
    }
  }

  private func entry(
    _ record: Range<Int>, _ naming: (ArraySlice<UInt8>) -> String
  ) throws(OpenXMLFault) -> Archive.Entry {
    let offset = record.lowerBound
    let name = naming(bytes[(offset + 46)..<(offset + 46 + bytes.short(offset + 28))])
    guard bytes.short(offset + 8) & 1 == 0 else { throw .encrypted }
    let method = bytes.short(offset + 10)
    guard method == 0 || method == 8 else { throw .unsupported(name) }
    let (packed, size, local) = (bytes.long(offset + 20), bytes.long(offset + 24), bytes.long(offset + 42))
    guard max(packed, size, local) < 0xFFFF_FFFF else { throw .unsupported("Zip64") }
    guard local + 30 <= start, bytes.long(local) == 0x0403_4B50 else { throw .damaged(name) }
    let data = local + 30 + bytes.short(local + 26) + bytes.short(local + 28)
    guard data + packed <= start, method == 8 || packed == size else { throw .damaged(name) }
    return Archive.Entry(
      name: name, size: size, isDeflated: method == 8, checksum: UInt32(bytes.long(offset + 16)), start: local,
      data: data..<(data + packed), record: record)
  }

  private func checkNames() throws(OpenXMLFault) {
    var seen: Set<String> = []
    for name in entries.map(\.name) {
      let segments = name.split(separator: "/", omittingEmptySubsequences: false)
      let isPlain = !name.utf8.contains { $0 < 0x20 || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ":") }
      guard isPlain, !name.hasPrefix("/"), !name.isEmpty, !segments.contains(".."), !segments.contains("."),
        seen.insert(name.lowercased()).inserted
      else { throw .badName(name) }
    }
  }

  private func checkSizes() throws(OpenXMLFault) {
    var total = 0
    for entry in entries {
      total += entry.size
      let isPlausible = entry.size <= 1 << 20 || entry.size / max(1, entry.data.count) <= limits.ratio
      guard entry.size <= limits.partBytes, total <= limits.totalBytes, isPlausible else {
        throw .tooLarge(entry.name)
      }
    }
  }

  /// Parts that share bytes are how small files unpack to gigabytes.
  private func checkOverlaps() throws(OpenXMLFault) {
    var end = 0
    for entry in entries.sorted(by: { $0.start < $1.start }) {
      guard entry.start >= end else { throw .damaged(entry.name) }
      end = entry.data.upperBound
    }
  }
}

extension [UInt8] {
  /// Two bytes, the low one first. The offset must leave room for them.
  func short(_ offset: Int) -> Int {
    Int(self[offset]) | Int(self[offset + 1]) << 8
  }

  /// Four bytes, the low one first. The offset must leave room for them.
  func long(_ offset: Int) -> Int {
    short(offset) | short(offset + 2) << 16
  }

  mutating func append(short value: Int) {
    append(UInt8(truncatingIfNeeded: value))
    append(UInt8(truncatingIfNeeded: value >> 8))
  }

  mutating func append(long value: Int) {
    append(short: value)
    append(short: value >> 16)
  }
}
