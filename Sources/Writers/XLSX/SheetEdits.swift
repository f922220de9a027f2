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

  /// - Parameter look: the look that a cell of another gets; nil to leave it as it is.
  mutating func colour(_ name: String, _ look: (Int) -> Int?) {
    if let cell = cells[name] {
      guard let look = look(cell["s"].flatMap { Int($0) } ?? 0) else { return }
      changes.append((cell.tag, cell.tag(setting: [("s", "\(look)")])))
    } else if let row = rows[String(name.drop { $0.isLetter })], let look = look(0) {
      // A blank cell need not be in the file; cells of a row stand in order.
      let cell = Array("<\(row.prefix)c r=\"\(name)\" s=\"\(look)\"/>".utf8)
      if let next = row.children.first(where: { Self.order($0["r"] ?? "") > Self.order(name) }) {
        changes.append((next.range.lowerBound..<next.range.lowerBound, cell))
      } else {
        changes.append(row.appending(cell))
      }
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
