import Checking
import Documents
import OpenXML
import Texts

/// Says which repairs can be written into the cells of a workbook, and what is to stand there.
///
/// Formulas stay as they are, and so does whatever this cannot be sure of: cells that show another number than they
/// store (per cent, dates, thousands left out), and texts with more than one look.
struct WorkbookRepairs {
  /// A cell's new content.
  enum Value: Hashable {
    case number(String)
    case text(String)
  }

  struct Change: Hashable {
    var sheet: String
    var cell: String
    var value: Value
    /// What the cell showed.
    var old: String
  }

  private let index: PlaceIndex
  private let document: Document
  private let map: SourceMap
  private let looks: CellLooks
  private let strings: [XMLElement]
  /// By sheet and name.
  private var cells: [String: [String: XMLElement]] = [:]
  /// Cells that a repair has taken.
  private var taken: Set<[String]> = []

  init(_ package: OfficePackage, sheets: [String: String], _ input: ReportInput, _ map: SourceMap) throws(OpenXMLFault)
  {
    (index, document, self.map) = (PlaceIndex(input.document), input.document, map)
    let relationships = try package.relationships(of: package.mainPart)
    func tree(_ type: String) throws(OpenXMLFault) -> XMLTree? {
      guard let part = relationships.first(where: { $0.type == type && !$0.isExternal })?.target else { return nil }
      return try package.xml(part)
    }
    looks = CellLooks(try tree("styles"))
    strings = try tree("sharedStrings")?.root.children.filter { $0.name == "si" } ?? []
    for (name, part) in sheets {
      var own: [String: XMLElement] = [:]
      for row in try package.xml(part).root.child("sheetData")?.children.map({ $0 }) ?? [] {
        for cell in row.children { if let name = cell["r"] { own[name] = cell } }
      }
      cells[name] = own
    }
  }

  /// - Returns: nil unless all repairs of a finding can be made.
  mutating func changes(for repairs: [Repair]) -> [Change]? {
    var changes: [Change] = []
    for repair in repairs {
      guard let change = change(for: repair), !taken.contains([change.sheet, change.cell]),
        !changes.contains(where: { $0.sheet == change.sheet && $0.cell == change.cell })
      else { return nil }
      changes.append(change)
    }
    taken.formUnion(changes.map { [$0.sheet, $0.cell] })
    return changes
  }

  private func change(for repair: Repair) -> Change? {
    guard let place = map.places(of: repair.span).first, case .cell(let sheet, let name) = place.spot else {
      return nil
    }
    let cell = cells[sheet]?[name]
    guard cell?.child("f") == nil, let (old, range) = printed(repair.span, cell),
      let value = value(repair.text, old, range, isWhole: range == nil, cell)
    else { return nil }
    return Change(sheet: sheet, cell: name, value: value, old: old)
  }

  /// What a cell shows, and which scalars of it a span stands for; no range for all of them.
  private func printed(_ span: SourceSpan, _ cell: XMLElement?) -> (text: String, range: Range<Int>?)? {
    // An empty span is a blank cell, or a place between two words, where nothing is put.
    if span.isEmpty { return cell?.child("v") == nil && cell?.child("is") == nil ? ("", nil) : nil }
    guard let address = index.place(of: span), let text = piece(at: address) else { return nil }
    return (text, address.range)
  }

  private func piece(at place: PlaceIndex.Place) -> String? {
    guard let row = place.row, let cell = place.cell, case .table(let table) = document.blocks[place.block] else {
      return nil
    }
    return table.rows[row].cells[cell].content.text
  }

  private func value(
    _ text: String, _ old: String, _ range: Range<Int>?, isWhole: Bool, _ cell: XMLElement?
  ) -> Value? {
    switch cell?["t"] ?? "n" {
    case "n":
      let look = cell?["s"].flatMap { Int($0) } ?? 0
      let number = text.filter { $0 != "," }
      guard isWhole, number.isPlainNumber, looks.showsWhatIsStored(look) else { return nil }
      return .number(number)
    case "s", "inlineStr", "str":
      guard let stored = stored(cell), stored.trimmed == old.trimmed else { return nil }
      var scalars = Array(old.unicodeScalars)
      scalars.replaceSubrange(range ?? 0..<scalars.count, with: text.unicodeScalars)
      return .text(String(scalars: scalars))
    default: return nil
    }
  }

  /// The text of a cell that has one look.
  private func stored(_ cell: XMLElement?) -> String? {
    switch cell?["t"] {
    case "s":
      guard let number = cell?.child("v").flatMap({ Int($0.text) }), strings.indices.contains(number) else {
        return nil
      }
      return strings[number].child("r") == nil ? strings[number].child("t")?.text : nil
    case "inlineStr":
      guard let text = cell?.child("is"), text.child("r") == nil else { return nil }
      return text.child("t")?.text
    default: return cell?.child("v")?.text
    }
  }
}

/// Whether cells of a look show the number that they store.
private struct CellLooks {
  private var codes: [Int: String] = [:]
  private var formats: [Int] = []

  init(_ styles: XMLTree?) {
    for format in styles?.root.child("numFmts")?.children.map({ $0 }) ?? [] {
      if let id = format["numFmtId"].flatMap({ Int($0) }) { codes[id] = format["formatCode"] }
    }
    formats =
      styles?.root.child("cellXfs")?.children.filter { $0.name == "xf" }
      .map { $0["numFmtId"].flatMap { Int($0) } ?? 0 } ?? []
  }

  func showsWhatIsStored(_ look: Int) -> Bool {
    let format = formats.indices.contains(look) ? formats[look] : 0
    guard let code = codes[format] else { return (0...4).contains(format) || (37...44).contains(format) }
    // Outside of quotes: nothing of dates, per cent, powers, fractions; no comma that leaves thousands out.
    let bare = code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map(\.element).joined()
    let first = bare.prefix { $0 != ";" }
    return !first.contains { "%eE/yYmMdDhHsS@".contains($0) } && !first.hasSuffix("0,") && !first.contains(",.")
  }
}

extension String {
  /// `-1075.55`: digits, one point at most, a sign before them.
  fileprivate var isPlainNumber: Bool {
    let digits = drop { $0 == "-" }
    return utf8.count - digits.utf8.count <= 1 && digits.utf8.count <= 15 && digits.first?.isASCIIDigit ?? false
      && digits.allSatisfy { $0.isASCIIDigit || $0 == "." } && digits.count { $0 == "." } <= 1
  }

  fileprivate var trimmed: String {
    let isSpace: (Character) -> Bool = { $0.isWhitespace || $0.isNewline }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
