import OpenXML

/// What the sheets of a workbook share.
struct Workbook {
  struct SheetEntry {
    var name: String
    var part: String
    var isHidden: Bool
  }

  var sheets: [SheetEntry] = []
  var styles = SheetStyles()
  var is1904: Bool
  private var strings: [String] = []

  init(_ tree: XMLTree, parts: inout OfficeParts) {
    is1904 = tree.root.child("workbookPr")?.isSet("date1904") ?? false
    styles = parts.tree("styles").map(SheetStyles.init) ?? SheetStyles()
    if let tree = parts.tree("sharedStrings") {
      strings = tree.root.children.filter { $0.name == "si" }.map(Self.text)
    }
    for sheet in tree.root.child("sheets")?.children.map({ $0 }) ?? [] {
      guard let id = sheet["id"], let part = parts.name(id) else { continue }
      let state = sheet["state"] ?? "visible"
      sheets.append(SheetEntry(name: sheet["name"] ?? "", part: part, isHidden: state != "visible"))
    }
  }

  func string(_ index: Int) -> String? { strings.indices.contains(index) ? strings[index] : nil }

  /// The text of a shared or inline string; how it is pronounced, which Japanese files note, left out.
  static func text(_ element: XMLElement) -> String {
    element.children.map { child in
      switch child.name {
      case "t": child.text
      case "r": child.child("t")?.text ?? ""
      default: ""
      }
    }.joined().replacingLineEnds
  }
}

extension String {
  /// `_x000D_` is how workbooks write a carriage return.
  fileprivate var replacingLineEnds: String {
    guard utf8.contains(0x0D) || contains("_x000D_") else { return self }
    return split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
      .split(separator: "\r", omittingEmptySubsequences: false).joined(separator: "\n")
      .split(separator: "_x000D_", omittingEmptySubsequences: false).joined()
  }
}
