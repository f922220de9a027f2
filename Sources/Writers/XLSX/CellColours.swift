import Checking
import OpenXML

/// The looks of a workbook, and those with a colour that are added to them.
struct CellColours {
  let part: String
  private let tree: XMLTree
  private let fills: XMLElement
  private let looks: XMLElement
  private let known: [XMLElement]
  /// Old look and colour, in the order in which the new looks stand.
  private var added: [(look: Int, severity: Finding.Severity)] = []

  /// - Returns: nil where the part has no list of fills or looks.
  init?(_ tree: XMLTree, part: String) {
    guard let fills = tree.root.child("fills"), let looks = tree.root.child("cellXfs") else { return nil }
    self.part = part
    self.tree = tree
    self.fills = fills
    self.looks = looks
    known = looks.children.filter { $0.name == "xf" }
  }

  var isUsed: Bool { !added.isEmpty }

  /// The look of a cell with the colour of a severity.
  mutating func look(_ look: Int, _ severity: Finding.Severity) -> Int? {
    guard known.indices.contains(look) else { return nil }
    if let index = added.firstIndex(where: { $0.look == look && $0.severity == severity }) {
      return known.count + index
    }
    added.append((look, severity))
    return known.count + added.count - 1
  }

  /// Pale red, yellow and blue, on which black text is easily read.
  private static let colours: [(severity: Finding.Severity, colour: String)] = [
    (.error, "FFFFC7CE"), (.warning, "FFFFEB9C"), (.info, "FFDDEBF7"),
  ]

  func written() -> [UInt8] {
    let count = fills.children.map { $0 }.count
    let own = Self.colours.map { colour in
      let prefix = fills.prefix
      return "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\"><\(prefix)fgColor rgb=\"\(colour.colour)\"/>"
        + "<\(prefix)bgColor indexed=\"64\"/></\(prefix)patternFill></\(prefix)fill>"
    }
    let clones = added.flatMap { item -> [UInt8] in
      let fill = count + (Self.colours.firstIndex { $0.severity == item.severity } ?? 0)
      let look = known[item.look]
      return look.tag(setting: [("fillId", "\(fill)"), ("applyFill", "1")])
        + tree.bytes[look.tag.upperBound..<look.range.upperBound]
    }
    return tree.splicing([
      (fills.tag, fills.tag(setting: [("count", "\(count + own.count)")])), fills.appending(Array(own.joined().utf8)),
      (looks.tag, looks.tag(setting: [("count", "\(known.count + added.count)")])), looks.appending(clones),
    ])
  }
}
