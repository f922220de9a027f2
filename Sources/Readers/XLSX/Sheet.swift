import Documents
import OpenXML

/// A worksheet: texts at their rows and columns, as they are printed and without what is hidden, or as they are stored.
struct Sheet {
  enum View {
    /// What a cell shows; hidden rows and columns are left out.
    case printed
    /// What a cell stores, to its last digit; hidden rows and columns are counted and kept.
    case stored
  }

  struct Cell {
    var text = ""
    /// Whether it has a line on its left or right.
    var hasLines = false
    /// Whether it has a formula without a stored result.
    var isUncomputed = false
  }

  struct Row {
    /// Counted from 0.
    var number: Int
    /// By column, counted from 0.
    var cells: [Int: Cell] = [:]
  }

  /// Cells made one; counted from 0, ends included.
  struct Merge {
    var rows: ClosedRange<Int>
    var columns: ClosedRange<Int>
  }

  /// What the reading of it met.
  struct Tally {
    var hiddenRows = 0
    var hiddenColumns: Set<Int> = []
    /// Cells whose formula has no stored result.
    var uncomputed = 0
    /// Cells that show less than they store.
    var rounded = 0
    var isCut = false
  }

  let name: String
  var rows: [Row] = []
  var merges: [Merge] = []
  var tally = Tally()
  private let view: View
  private var hiddenColumns: [Bool] = []

  /// - Parameter cells: how many are kept at most.
  init(_ tree: XMLTree, name: String, workbook: Workbook, cells: Int, view: View = .printed) {
    self.name = name
    self.view = view
    let root = tree.root
    hiddenColumns = Self.hiddenColumns(root)
    for merge in root.child("mergeCells")?.children.map({ $0 }) ?? [] {
      let corners = merge["ref"]?.split(separator: ":").compactMap { CellName.parse($0) } ?? []
      guard corners.count == 2, corners[0].row <= corners[1].row, corners[0].column <= corners[1].column else {
        continue
      }
      merges.append(
        Merge(rows: corners[0].row...corners[1].row, columns: corners[0].column...corners[1].column))
    }
    read(root, workbook, cells: cells)
  }

  func isHidden(column: Int) -> Bool { hiddenColumns[column] }

  /// By column of the sheet.
  private static func hiddenColumns(_ root: XMLElement) -> [Bool] {
    // How many hidden stretches begin less how many have ended: one pass, however many the file claims.
    var changes = [Int](repeating: 0, count: width + 1)
    for column in root.child("cols")?.children.map({ $0 }) ?? [] where column.isSet("hidden") {
      guard let first = column.number("min"), let last = column.number("max"), (1...width).contains(first),
        first <= last
      else { continue }
      changes[first - 1] += 1
      changes[min(last, width)] -= 1
    }
    var open = 0
    return changes.dropLast().map { change in
      open += change
      return open > 0
    }
  }

  /// Columns of any sheet.
  private static let width = 1 << 14

  private mutating func read(_ root: XMLElement, _ workbook: Workbook, cells: Int) {
    guard let data = root.child("sheetData") else { return }
    let hidesRows = root.child("sheetFormatPr")?.isSet("zeroHeight") ?? false
    var left = cells
    var next = 0
    for element in data.children where element.name == "row" {
      let number = element.number("r").map { $0 &- 1 } ?? next
      // Rows stand in order; a file that says otherwise is not to be trusted with its numbers.
      guard (next..<max(next, 1 << 20)).contains(number) else { continue }
      next = number + 1
      let row = self.row(element, number, workbook, &left)
      if element.isSet("hidden") || hidesRows && element["ht"] == nil {
        if row.cells.values.contains(where: { !$0.text.isEmpty }) { tally.hiddenRows += 1 }
        if view == .stored, !row.cells.isEmpty { rows.append(row) }
      } else if !row.cells.isEmpty {
        rows.append(row)
      }
      if left <= 0 {
        tally.isCut = true
        return
      }
    }
  }

  private mutating func row(_ element: XMLElement, _ number: Int, _ workbook: Workbook, _ left: inout Int) -> Row {
    var row = Row(number: number)
    var next = 0
    for cell in element.children where cell.name == "c" && left > 0 {
      let column = cell["r"].flatMap { CellName.parse($0)?.column } ?? next
      guard column < Self.width else { break }
      next = column + 1
      let look = cell.number("s") ?? 0
      let text = self.text(cell, workbook, look).withoutUnseen
      if isHidden(column: column) {
        if !text.isEmpty { tally.hiddenColumns.insert(column) }
        if view == .printed { continue }
      }
      left -= 1
      row.cells[column] = Cell(
        text: text, hasLines: workbook.styles.hasLines(look),
        isUncomputed: text.isEmpty && cell.child("f") != nil && cell["t"] != "str")
    }
    return row
  }

  /// What the cell shows, or stores.
  private mutating func text(_ cell: XMLElement, _ workbook: Workbook, _ look: Int) -> String {
    if cell["t"] == "inlineStr" { return cell.child("is").map(Workbook.text) ?? "" }
    guard let value = cell.child("v")?.text, !value.isEmpty else {
      if cell.child("f") != nil, cell["t"] != "str" { tally.uncomputed += 1 }
      return ""
    }
    switch cell["t"] {
    case "s": return Int(value).flatMap { workbook.string($0) } ?? ""
    case "b": return value == "1" ? "TRUE" : "FALSE"
    case "str", "e", "d": return value
    default:
      guard let number = StoredNumber(value) else { return value }
      let format = workbook.styles.format(look)
      if view == .stored, let text = format.stored(number) { return text }
      let shown = format.shown(number, is1904: workbook.is1904)
      let decimals = Self.decimals(of: shown)
      guard number.decimals > decimals else { return shown.trimmingSpaces }
      tally.rounded += 1
      return decimals < Self.leastDecimals ? Self.whole(number, shownAs: shown, decimals) : shown.trimmingSpaces
    }
  }

  /// Tables print so many decimals; a figure with fewer is taken for one that ends in zeros.
  private static let leastDecimals = 2

  /// A number to those decimals of which the format shows too few; as it is shown where that is no figure of its own, such
  /// as a percentage or a number of thousands.
  private static func whole(_ number: StoredNumber, shownAs shown: String, _ decimals: Int) -> String {
    let plain = shown.filter { $0 != "," && $0 != " " }
    return number.rounded(decimals: decimals).plain == plain
      ? number.rounded(decimals: leastDecimals).plain : shown.trimmingSpaces
  }

  private static func decimals(of shown: String) -> Int {
    // A percentage shows two more than it looks.
    let digits = shown.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst().prefix { (0x30...0x39).contains($0) }
    return digits.count + (shown.utf8.contains(UInt8(ascii: "%")) ? 2 : 0)
  }
}

extension XMLElement {
  /// Whether an attribute that is yes or no is yes.
  func isSet(_ attribute: String) -> Bool { self[attribute].map { $0 == "1" || $0 == "true" } ?? false }
}

extension String {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
