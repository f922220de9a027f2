/// A text of lines with fields between tabs (TSV), its first line the heading; taken apart by bytes.
struct TabbedText {
  /// Without the heading.
  let lines: [ArraySlice<UInt8>]

  init(_ text: String) {
    lines = Array(Array(text.utf8).split(separator: UInt8(ascii: "\n")).dropFirst())
  }

  static func fields(of line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
  }

  static func firstField(of line: ArraySlice<UInt8>) -> String {
    String(decoding: line.prefix { $0 != UInt8(ascii: "\t") }, as: UTF8.self)
  }
}
