import OpenXML

/// Elements of Word as bytes, with the prefix of a document.
struct WordMarkup {
  let prefix: String
  let author: String

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  func close(_ name: String) -> [UInt8] { bytes("</\(prefix)\(name)>") }

  func text(_ name: String, _ text: String) -> [UInt8] {
    bytes("<\(prefix)\(name) xml:space=\"preserve\">") + XMLText.encode(text) + close(name)
  }

  // MARK: Comments

  func rangeStart(_ id: Int) -> [UInt8] { bytes("<\(prefix)commentRangeStart \(prefix)id=\"\(id)\"/>") }

  /// The end of a comment's range, and the sign that it is there.
  func rangeEnd(_ id: Int) -> [UInt8] {
    let style = "<\(prefix)rPr><\(prefix)rStyle \(prefix)val=\"CommentReference\"/></\(prefix)rPr>"
    return bytes(
      "<\(prefix)commentRangeEnd \(prefix)id=\"\(id)\"/><\(prefix)r>\(style)"
        + "<\(prefix)commentReference \(prefix)id=\"\(id)\"/></\(prefix)r>")
  }

  /// A comment, a paragraph a line.
  func comment(_ id: Int, _ paragraphs: [String]) -> [UInt8] {
    let written = paragraphs.map { bytes("<\(prefix)p><\(prefix)r>") + text("t", $0) + close("r") + close("p") }
    return bytes("<\(prefix)comment \(prefix)id=\"\(id)\" \(prefix)author=\"") + XMLText.encode(author)
      + bytes("\" \(prefix)initials=\"") + XMLText.encode(author) + bytes("\">") + written.joined() + close("comment")
  }

  // MARK: Tracked changes

  func deletion(_ runs: [UInt8], id: Int) -> [UInt8] { change("del", runs, id: id) }

  func insertion(_ text: String, properties: [UInt8], id: Int) -> [UInt8] {
    change("ins", bytes("<\(prefix)r>") + properties + self.text("t", text) + close("r"), id: id)
  }

  private func change(_ name: String, _ runs: [UInt8], id: Int) -> [UInt8] {
    bytes("<\(prefix)\(name) \(prefix)id=\"\(id)\" \(prefix)author=\"") + XMLText.encode(author) + bytes("\">") + runs
      + close(name)
  }

  /// The look of a run, or of the end of a paragraph, without what is noted of its own changes.
  func properties(of element: XMLElement) -> [UInt8] {
    let holder = element.name == "p" ? element.child("pPr") : element
    guard let properties = holder?.child("rPr") else { return [] }
    let changes: Set = ["ins", "del", "moveFrom", "moveTo", "rPrChange"]
    let kept = properties.children.filter { !changes.contains($0.name) }
    guard !kept.isEmpty else { return [] }
    return bytes("<\(prefix)rPr>") + kept.flatMap { element.tree.bytes[$0.range] } + close("rPr")
  }
}
