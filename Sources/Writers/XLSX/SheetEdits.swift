import OpenXML

/// What changes in the part of a worksheet: looks of cells, and that it shows notes.
struct SheetEdits {
  private let tree: XMLTree
  private var changes: [(range: Range<Int>, bytes: [UInt8])] = []
  private var cells: [String: XMLElement] = [:]
  private var rows: [String: XMLElement] = [:]

  init(_ tree: XMLTree) {
    self.tree = tree
    for row in tree.root.child("sheetData")?.children.map({ $0 }) ?? [] {
      if let number = row["r"] { rows[number] = row }
      for cell in row.children { if let name = cell["r"] { cells[name] = cell } }
    }
  }

  /// - Parameters:
  ///   - value: nil to leave what stands in the cell.
  ///   - look: the look that a cell of another gets; nil to leave it as it is.
  mutating func change(_ name: String, to value: WorkbookRepairs.Value?, _ look: (Int) -> Int?) {
    if let cell = cells[name] {
      let old = cell["s"].flatMap { Int($0) }
      let look = look(old ?? 0)
      if let value {
        changes.append((cell.range, Self.cell(name, value, look: look ?? old, prefix: cell.prefix)))
      } else if let look {
        changes.append((cell.tag, cell.tag(setting: [("s", "\(look)")])))
      }
    } else if let row = rows[String(name.drop { $0.isLetter })] {
      let look = look(0)
      guard value != nil || look != nil else { return }
      // A blank cell need not be in the file; cells of a row stand in order.
      let cell = Self.cell(name, value, look: look, prefix: row.prefix)
      if let next = row.children.first(where: { Self.order($0["r"] ?? "") > Self.order(name) }) {
        changes.append((next.range.lowerBound..<next.range.lowerBound, cell))
      } else {
        changes.append(row.appending(cell))
      }
    }
  }

  private static func cell(_ name: String, _ value: WorkbookRepairs.Value?, look: Int?, prefix: String) -> [UInt8] {
    let start = "<\(prefix)c r=\"\(name)\"" + (look.map { " s=\"\($0)\"" } ?? "")
    switch value {
    case nil: return Array((start + "/>").utf8)
    case .number(let number): return Array("\(start)><\(prefix)v>\(number)</\(prefix)v></\(prefix)c>".utf8)
    case .text(let text):
      return Array("\(start) t=\"inlineStr\"><\(prefix)is><\(prefix)t xml:space=\"preserve\">".utf8)
        + XMLText.encode(text) + Array("</\(prefix)t></\(prefix)is></\(prefix)c>".utf8)
    }
  }

  /// By length first, so that Z comes before AA.
  private static func order(_ name: String) -> String {
    let letters = name.prefix { $0.isLetter }
    return String(repeating: "A", count: max(0, 4 - letters.count)) + letters
  }

  /// Elements that come after the one that shows notes.
  private static let later: Set = [
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
  ]

  /// - Parameter id: of the relationship to the shapes of the notes.
  mutating func showShapes(_ id: String) {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let element = Array("<\(tree.root.prefix)legacyDrawing xmlns:r=\"\(office)\" r:id=\"\(id)\"/>".utf8)
    if let next = tree.root.children.first(where: { Self.later.contains($0.name) }) {
      changes.append((next.range.lowerBound..<next.range.lowerBound, element))
    } else {
      changes.append(tree.root.appending(element))
    }
  }

  func written() -> [UInt8] { tree.splicing(changes) }
}
