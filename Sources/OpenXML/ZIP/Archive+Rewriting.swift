extension Archive {
  /// The file with some parts changed or added; every other part is copied byte for byte, in its place.
  ///
  /// - Parameter parts: names and unpacked bytes. Parts that are new stand at the end, in the order of their names.
  public func rewriting(_ parts: [String: [UInt8]]) throws(OpenXMLFault) -> [UInt8] {
    var file: [UInt8] = []
    file.reserveCapacity(bytes.count + parts.values.reduce(0) { $0 + $1.count / 4 })
    var records: [[UInt8]] = []
    let ends = copiedEnds()
    // Names of parts do not tell upper from lower case.
    let changed = Dictionary(parts.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
    for entry in entries {
      var record = Array(bytes[entry.record])
      let start = file.count
      if let contents = changed[entry.name.lowercased()] {
        let head = Array(bytes[(entry.record.lowerBound + 12)..<(entry.record.lowerBound + 16)])
        record = try Self.append(entry.name, contents, time: head, to: &file)
      } else {
        file += bytes[entry.start..<(ends[entry.start] ?? entry.data.upperBound)]
        record.replaceSubrange(42..<46, with: [UInt8](long: start))
      }
      records.append(record)
    }
    for (name, contents) in parts.sorted(by: { $0.key < $1.key }) where entry(name) == nil {
      records.append(try Self.append(name, contents, time: Self.firstDay, to: &file))
    }
    Self.append(directory: records, to: &file)
    return file
  }

  /// A new file of parts, packed in their order, the same on every day.
  public static func packing(_ parts: [(name: String, contents: [UInt8])]) throws(OpenXMLFault) -> [UInt8] {
    var file: [UInt8] = []
    var records: [[UInt8]] = []
    for part in parts { records.append(try append(part.name, part.contents, time: firstDay, to: &file)) }
    append(directory: records, to: &file)
    return file
  }

  /// The first of January 1980: what is written does not depend on when.
  private static let firstDay: [UInt8] = [0, 0, 0x21, 0]

  /// Where the bytes of each part end, by its start: at the next part, so that what stands behind the data comes along.
  private func copiedEnds() -> [Int: Int] {
    let starts = entries.map(\.start).sorted() + [directory]
    return Dictionary(zip(starts, starts.dropFirst()), uniquingKeysWith: { first, _ in first })
  }

  /// - Returns: the part's record for the directory.
  private static func append(
    _ name: String, _ contents: [UInt8], time: [UInt8], to file: inout [UInt8]
  ) throws(OpenXMLFault) -> [UInt8] {
    guard let packed = Deflate.pack(contents), contents.count < 0xFFFF_FFFF else { throw .tooLarge(name) }
    let start = file.count
    var common: [UInt8] = []
    // Version 2.0; names in UTF-8; DEFLATE.
    for value in [20, 0x0800, 8] { common.append(short: value) }
    common += time
    for value in [Int(Deflate.checksum(of: contents)), packed.count, contents.count] { common.append(long: value) }
    common.append(short: name.utf8.count)
    common.append(short: 0)
    file += [UInt8](long: 0x0403_4B50) + common + Array(name.utf8) + packed
    var record = [UInt8](long: 0x0201_4B50)
    record.append(short: 20)
    record += common
    // No comment, first disk, no attributes.
    record += [UInt8](repeating: 0, count: 10)
    record.append(long: start)
    return record + Array(name.utf8)
  }

  private static func append(directory records: [[UInt8]], to file: inout [UInt8]) {
    let start = file.count
    for record in records { file += record }
    let size = file.count - start
    file.append(long: 0x0605_4B50)
    for value in [0, 0, records.count, records.count] { file.append(short: value) }
    file.append(long: size)
    file.append(long: start)
    file.append(short: 0)
  }
}

extension [UInt8] {
  init(long value: Int) {
    self = []
    append(long: value)
  }
}
