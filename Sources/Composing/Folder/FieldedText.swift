/// A text of lines with fields: TSV, or CSV with its quotation marks. Taken apart by bytes.
struct FieldedText {
  struct Line {
    /// 1-based.
    var number: Int
    var fields: [String]

    var isBlank: Bool { fields.allSatisfy(\.isEmpty) }
    func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
  }

  private(set) var lines: [Line] = []

  init(_ text: String, separator: UInt8) {
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    var parser = Parser(bytes: bytes, separator: separator)
    lines = parser.lines().filter { !$0.isBlank && !($0.fields.first?.hasPrefix("#") ?? false) }
  }

  private struct Parser {
    var bytes: ArraySlice<UInt8>
    let separator: UInt8
    var number = 1

    mutating func lines() -> [Line] {
      var lines: [Line] = []
      while !bytes.isEmpty {
        let start = number
        lines.append(Line(number: start, fields: fields()))
      }
      return lines
    }

    /// The fields up to the end of a line, which is taken too.
    private mutating func fields() -> [String] {
      var fields: [String] = []
      while true {
        fields.append(field())
        guard let next = bytes.popFirst() else { return fields }
        if next == UInt8(ascii: "\n") {
          number += 1
          return fields
        }
      }
    }

    private mutating func field() -> String {
      if separator == UInt8(ascii: ","), bytes.first == UInt8(ascii: "\"") { return quoted() }
      let end = bytes.firstIndex { $0 == separator || $0 == UInt8(ascii: "\n") } ?? bytes.endIndex
      let text = String(decoding: bytes[..<end], as: UTF8.self)
      bytes = bytes[end...]
      return Self.trimmed(text)
    }

    private mutating func quoted() -> String {
      var content: [UInt8] = []
      bytes.removeFirst()
      while let byte = bytes.popFirst() {
        if byte == UInt8(ascii: "\"") {
          guard bytes.first == UInt8(ascii: "\"") else { break }
          bytes.removeFirst()
        } else if byte == UInt8(ascii: "\n") {
          number += 1
        }
        content.append(byte)
      }
      // What stands between the closing mark and the separator is white space, or no CSV.
      while let byte = bytes.first, byte != separator, byte != UInt8(ascii: "\n") { bytes.removeFirst() }
      return Self.trimmed(String(decoding: content, as: UTF8.self))
    }

    private static func trimmed(_ text: String) -> String {
      var scalars = text.unicodeScalars[...]
      while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
      while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
      return String(scalars)
    }
  }
}
