import Composing
package import Forms

/// A workbook while it is being filled in: what stands in the lines of its parts, whatever it says. Nothing that was
/// entered is lost, be it no figure, an unknown account or an account given twice; what is wrong is told when it is read.
///
/// The same parts and columns as in the workbook file; sums, units and names that are looked up are not kept.
package struct DraftedWorkbook: Codable, Hashable, Sendable {
  package struct Cell: Codable, Hashable, Sendable {
    package var text: String
    /// Where it was taken from, or why somebody has to look at it.
    package var note: String?
    /// Whether somebody has to look at it.
    package var isPending: Bool

    package init(_ text: String, note: String? = nil, isPending: Bool = false) {
      (self.text, self.note, self.isPending) = (text, note, isPending)
    }

    private enum CodingKeys: String, CodingKey {
      case text = "t"
      case note = "n"
      case isPending = "p"
    }

    package init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      text = try values.decode(String.self, forKey: .text)
      note = try values.decodeIfPresent(String.self, forKey: .note)
      isPending = try values.decodeIfPresent(Bool.self, forKey: .isPending) ?? false
    }

    package func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: CodingKeys.self)
      try values.encode(text, forKey: .text)
      try values.encodeIfPresent(note, forKey: .note)
      if isPending { try values.encode(true, forKey: .isPending) }
    }
  }

  package struct Line: Codable, Hashable, Sendable {
    /// Unlike any other of the draft, also of lines that are gone.
    package var id: Int
    /// Whether the form names it: its key is not changed.
    package var isFixed: Bool
    /// By column of the part.
    package var cells: [Cell]
    /// What stood there last year, by column; nil where nothing is known of it.
    package var last: [String]?

    var isBlank: Bool { cells.allSatisfy(\.text.isEmpty) }
  }

  package struct Part: Codable, Hashable, Sendable {
    /// Names of what it holds, as in the pack: `T03,T05`.
    package var id: String
    /// Names of the columns that the cells are of.
    package var columns: [String]
    package var lines: [Line]
  }

  /// What is to be settled and belongs to no cell.
  package struct Question: Codable, Hashable, Sendable {
    package var fact: String
    package var text: String
  }

  package var pack: String
  package var year: Int
  package internal(set) var parts: [Part]
  package internal(set) var questions: [Question] = []
  /// Where the facts were taken from.
  package var origin: String?
  var nextLine = 1

  /// What keeps a draft from growing without end: characters of a cell, cells in all.
  package static let longestText = 20_000
  package static let mostCells = 40_000
  package static let mostCharacters = 2_000_000

  init(pack: String, year: Int, parts: [Part] = []) {
    (self.pack, self.year, self.parts) = (pack, year, parts)
  }

  /// A cell of it. Columns are counted from 0.
  package struct Address: Codable, Hashable, Sendable {
    package var part: String
    package var line: Int
    package var column: Int

    package init(part: String, line: Int, column: Int) {
      (self.part, self.line, self.column) = (part, line, column)
    }
  }

  package subscript(_ address: Address) -> Cell? {
    guard let (part, line) = place(of: address), parts[part].lines[line].cells.indices ~= address.column else {
      return nil
    }
    return parts[part].lines[line].cells[address.column]
  }

  func place(of address: Address) -> (part: Int, line: Int)? {
    guard let part = parts.firstIndex(where: { $0.id == address.part }),
      let line = parts[part].lines.firstIndex(where: { $0.id == address.line })
    else { return nil }
    return (part, line)
  }

  package func part(_ id: String) -> Part? { parts.first { $0.id == id } }

  /// The names of the members of a collection, as they were entered.
  func members(of table: String) -> [String] {
    guard let part = part(table), let name = part.columns.firstIndex(of: "field name") else { return [] }
    return part.lines.map { $0.cells[name].text }.filter { !$0.isEmpty }
  }

  /// An id for a new line.
  mutating func newLine() -> Int {
    defer { nextLine += 1 }
    return nextLine
  }

  /// Whether it is small enough to be worked on.
  package var isWithinBounds: Bool {
    var (cells, characters) = (0, 0)
    for line in parts.lazy.flatMap(\.lines) {
      cells += line.cells.count
      for cell in line.cells {
        guard cell.text.utf8.count <= 4 * Self.longestText else { return false }
        characters += cell.text.utf8.count
      }
    }
    return cells <= Self.mostCells && characters <= 4 * Self.mostCharacters
  }
}

extension SheetPart {
  /// `T03,T05`
  var id: String { names.joined(separator: ",") }

  /// Names of the columns, by what they are: `key`, `T03.basic`.
  func columnNames(_ form: Form) -> [String] {
    columns.map { column in
      switch column.role {
      case .member: "member"
      case .key: "key"
      case .label: "label"
      case .unit: "unit"
      case .content: "content"
      case .field(let id): "field \(id)"
      case .value(let block, let index): "\(form.name(of: block)).\(form.block(block).columns[index].id)"
      case .sum(let block, let index): "= \(form.name(of: block)).\(form.block(block).columns[index].id)"
      }
    }
  }
}

extension Form {
  func block(_ address: BlockAddress) -> BlockForm { tables[address.table].blocks[address.block] }
}
