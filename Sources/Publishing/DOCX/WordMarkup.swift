import OpenXML

/// WordprocessingML as it is put together: what is ours goes in as it stands, what a disclosure says is escaped.
struct WordMarkup {
  private(set) var xml = ""

  mutating func add(_ ours: String) { xml += ours }

  /// A run; line breaks of the text are kept.
  mutating func run(_ text: String, _ properties: String = "") {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { xml += "<w:r><w:br/></w:r>" }
      guard !line.isEmpty else { continue }
      xml += "<w:r>\(properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>")<w:t xml:space=\"preserve\">"
      xml += Self.escaped(String(line)) + "</w:t></w:r>"
    }
  }

  static let tab = "<w:r><w:tab/></w:r>"

  /// A complex field with the result that is shown until it is updated.
  static func fieldBegin(_ instruction: String, isDirty: Bool = false) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"\(isDirty ? " w:dirty=\"true\"" : "")/></w:r>"
      + "<w:r><w:instrText xml:space=\"preserve\"> \(escaped(instruction)) </w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
  }

  static let fieldEnd = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"

  static func escaped(_ text: String) -> String { String(decoding: XMLText.encode(text), as: UTF8.self) }

  /// Points as twentieths, the unit of Word.
  static func twips(_ points: Double) -> Int { Int((points * 20).rounded()) }
}
