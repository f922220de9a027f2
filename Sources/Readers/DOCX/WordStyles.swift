import OpenXML

/// What the styles of a Word file say of headings, numbers and hidden text.
struct WordStyles {
  private struct Style {
    var name: String
    var basedOn: String?
    var outlineLevel: Int?
    var numbering: NumberingReference?
    var isHidden: Bool?
  }

  private var styles: [String: Style] = [:]
  private var defaultParagraph: String?

  init() {}

  init(_ tree: XMLTree) {
    for element in tree.root.children where element.name == "style" {
      guard let id = element["styleId"] else { continue }
      let paragraph = element.child("pPr")
      styles[id] = Style(
        name: element.child("name")?["val"]?.lowercased() ?? "", basedOn: element.child("basedOn")?["val"],
        outlineLevel: paragraph?.child("outlineLvl")?["val"].flatMap { Int($0) },
        numbering: paragraph?.child("numPr").map(NumberingReference.init),
        isHidden: element.child("rPr")?.child("vanish").map(\.isOn))
      if element["type"] == "paragraph", element["default"].map({ $0 == "1" || $0 == "true" }) ?? false {
        defaultParagraph = id
      }
    }
  }

  /// 1 to 9; nil where the style is not one of headings.
  func headingLevel(_ style: String?) -> Int? {
    first(style) { _, style -> Int?? in
      // Level 9, counted from 0, is running text.
      if let level = style.outlineLevel { return .some(level < 9 ? level + 1 : nil) }
      if style.name == "title" { return .some(1) }
      guard style.name.hasPrefix("heading "), let level = Int(style.name.dropFirst(8)) else { return nil }
      return .some((1...9).contains(level) ? level : nil)
    } ?? nil
  }

  /// The list that paragraphs of the style stand in, and the style of the chain that says so.
  func numbering(_ style: String?) -> (reference: NumberingReference, style: String)? {
    first(style) { id, style in style.numbering.map { (reference: $0, style: id) } }
  }

  func isHidden(_ style: String?) -> Bool {
    first(style) { _, style in style.isHidden } ?? false
  }

  /// What the style or the nearest that it is based on says.
  private func first<Value>(_ style: String?, _ value: (String, Style) -> Value?) -> Value? {
    var next = style ?? defaultParagraph
    // Styles that are based on each other in a circle end here.
    for _ in 0..<32 {
      guard let id = next, let style = styles[id] else { return nil }
      if let found = value(id, style) { return found }
      next = style.basedOn
    }
    return nil
  }
}

/// Which list a paragraph is counted in, and how deep.
struct NumberingReference: Hashable {
  var list: String?
  var level: Int?

  init(_ element: XMLElement) {
    list = element.child("numId")?["val"]
    level = element.child("ilvl")?["val"].flatMap { Int($0) }
  }
}

extension XMLElement {
  /// Whether a property that is either there or not is switched on.
  var isOn: Bool {
    guard let value = self["val"] else { return true }
    return !["0", "false", "off"].contains(value)
  }
}
