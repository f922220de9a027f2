import Foundation

/// The proof inside a PDF file: an embedded file, put behind the file's bytes as an update (PDF 1.7, 7.5.6 and 7.11.4).
public enum PDFAttachment {
  private static let name = "mingzhang-proof.json"
  /// What stands before the bytes of the embedded file and nowhere else.
  private static let mark = "/Type /EmbeddedFile /Subtype /application#2Fjson"

  /// - Parameter file: as cairo writes it, with a plain cross-reference table.
  /// - Returns: nil where the file is not of that kind.
  public static func adding(_ json: String, to file: [UInt8]) -> [UInt8]? {
    guard let trailer = Trailer(file), let catalog = trailer.object(trailer.root, in: file) else { return nil }
    var bytes = file
    if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    var offsets: [(number: Int, offset: Int)] = []
    func add(_ number: Int, _ body: [UInt8]) {
      offsets.append((number, bytes.count))
      bytes += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    var entries = "/Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>"
    // Some versions of cairo write a structure and do not say so.
    if !catalog.contains("/MarkInfo") { entries += " /MarkInfo << /Marked true >>" }
    let (stream, specification) = (trailer.size, trailer.size + 1)
    let data = Array(json.utf8)
    add(
      stream,
      Array("<< \(mark) /Params << /Size \(data.count) >> /Length \(data.count) >>\nstream\n".utf8) + data
        + Array("\nendstream".utf8))
    add(
      specification,
      Array("<< /Type /Filespec /F (\(name)) /UF (\(name)) /AFRelationship /Data /EF << /F \(stream) 0 R >> >>".utf8))
    entries += " /AF [\(specification) 0 R]"
    let names = "/EmbeddedFiles << /Names [(\(name)) \(specification) 0 R] >>"
    guard let updated = Self.catalog(catalog, entries, names: names) else { return nil }
    add(trailer.root, Array(updated.utf8))
    append(table: offsets, trailer, to: &bytes)
    return bytes
  }

  /// The catalogue with more entries; its own dictionary of names, if it has one, takes the new names in.
  private static func catalog(_ text: String, _ entries: String, names: String) -> String? {
    guard let end = text.range(of: ">>", options: .backwards) else { return nil }
    var text = String(text[..<end.lowerBound]) + entries + "\n>>"
    if let own = text.range(of: "/Names <<") {
      text.insert(contentsOf: " " + names, at: own.upperBound)
    } else if text.contains("/Names ") {
      return nil
    } else if let end = text.range(of: ">>", options: .backwards) {
      text.insert(contentsOf: "/Names << \(names) >>\n", at: end.lowerBound)
    }
    return text
  }

  private static func append(table: [(number: Int, offset: Int)], _ trailer: Trailer, to bytes: inout [UInt8]) {
    let start = bytes.count
    var text = "xref\n"
    for (number, offset) in table.sorted(by: { $0.number < $1.number }) {
      let digits = String(offset)
      text += "\(number) 1\n" + String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
    }
    let size = max(trailer.size, (table.map(\.number).max() ?? 0) + 1)
    text += "trailer\n<< /Size \(size) /Root \(trailer.root) 0 R"
    if let info = trailer.info { text += " /Info \(info) 0 R" }
    text += " /Prev \(trailer.start) >>\nstartxref\n\(start)\n%%EOF\n"
    bytes += Array(text.utf8)
  }

  /// The proof that a file carries, as it was put there; a program that writes the file anew may pack it or drop it, and
  /// then there is none.
  public static func read(_ file: [UInt8]) -> String? {
    guard let start = file.lastRange(of: Array(mark.utf8)),
      let stream = file[start.upperBound...].firstRange(of: Array("stream\n".utf8)),
      let length = number(
        after: "/Length ", in: String(decoding: file[start.upperBound..<stream.lowerBound], as: UTF8.self)),
      length <= file.count - stream.upperBound
    else { return nil }
    return String(decoding: file[stream.upperBound..<(stream.upperBound + length)], as: UTF8.self)
  }

  fileprivate static func number(after key: String, in text: String) -> Int? {
    guard let found = text.range(of: key) else { return nil }
    return Int(text[found.upperBound...].prefix { $0.isASCII && $0.isNumber })
  }

  /// Where a file begins to be read: its end.
  private struct Trailer {
    /// Of the cross-reference table.
    var start: Int
    var size: Int
    var root: Int
    var info: Int?

    init?(_ file: [UInt8]) {
      let text = String(decoding: file.suffix(2_048), as: UTF8.self)
      guard let trailer = text.range(of: "trailer", options: .backwards) else { return nil }
      let end = String(text[trailer.upperBound...])
      guard let size = PDFAttachment.number(after: "/Size ", in: end),
        let root = PDFAttachment.number(after: "/Root ", in: end),
        let start = PDFAttachment.number(after: "startxref\n", in: end), start < file.count
      else { return nil }
      (self.start, self.size, self.root) = (start, size, root)
      info = PDFAttachment.number(after: "/Info ", in: end)
    }

    /// What stands between `obj` and `endobj`.
    func object(_ number: Int, in file: [UInt8]) -> String? {
      // The table begins with `xref`, a line with its extent, and has 20 bytes for each object.
      let head = String(decoding: file[start..<min(file.count, start + 32)], as: UTF8.self)
      let lines = head.split(separator: "\n", omittingEmptySubsequences: false)
      guard lines.count > 2, lines[0] == "xref", lines[1].hasPrefix("0 ") else { return nil }
      let entry = start + lines[0].utf8.count + lines[1].utf8.count + 2 + number * 20
      guard entry + 10 <= file.count, let offset = Int(String(decoding: file[entry..<(entry + 10)], as: UTF8.self)),
        offset < file.count
      else { return nil }
      let rest = String(decoding: file[offset..<min(file.count, offset + 8_192)], as: UTF8.self)
      guard let from = rest.range(of: "obj"), let to = rest.range(of: "endobj") else { return nil }
      return String(rest[from.upperBound..<to.lowerBound])
    }
  }
}

extension [UInt8] {
  fileprivate func lastRange(of pattern: [UInt8]) -> Range<Int>? {
    guard count >= pattern.count else { return nil }
    return (0...(count - pattern.count)).reversed().first {
      self[$0] == pattern[0] && self[$0...].starts(with: pattern)
    }
    .map { $0..<($0 + pattern.count) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func firstRange(of pattern: [UInt8]) -> Range<Int>? {
    guard count >= pattern.count else { return nil }
    return (startIndex...(endIndex - pattern.count)).first {
      self[$0] == pattern[0] && self[$0...].starts(with: pattern)
    }
    .map { $0..<($0 + pattern.count) }
  }
}
