import OpenXML

/// The looks of a workbook's cells, as far as they say what is printed and where a table begins.
struct SheetStyles {
  private var formats: [NumberFormat] = []
  /// By look, whether it has a line on its left or right.
  private var lines: [Bool] = []

  init() {}

  init(_ tree: XMLTree) {
    var codes: [Int: String] = [:]
    for element in tree.root.child("numFmts")?.children.map({ $0 }) ?? [] {
      if let id = element.number("numFmtId") { codes[id] = element["formatCode"] }
    }
    let borders = tree.root.child("borders")?.children.map { border in
      ["left", "right", "start", "end"].contains { side in
        border.child(side)?["style"].map { $0 != "none" } ?? false
      }
    }
    var known: [Int: NumberFormat] = [:]
    for look in tree.root.child("cellXfs")?.children.map({ $0 }) ?? [] where look.name == "xf" {
      let id = look.number("numFmtId") ?? 0
      let format = known[id] ?? NumberFormat(codes[id] ?? NumberFormat.builtIn(id) ?? "General")
      known[id] = format
      formats.append(format)
      let border = look.number("borderId") ?? 0
      lines.append(borders.map { $0.indices.contains(border) && $0[border] } ?? false)
    }
  }

  func format(_ look: Int) -> NumberFormat { formats.indices.contains(look) ? formats[look] : .general }

  func hasLines(_ look: Int) -> Bool { lines.indices.contains(look) && lines[look] }
}

extension XMLElement {
  /// An attribute that is a whole number.
  func number(_ attribute: String) -> Int? { self[attribute].flatMap { Int($0) } }
}
