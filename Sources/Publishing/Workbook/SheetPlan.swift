import Composing
import Filings

/// Where the tables of a disclosure stand in a workbook: a sheet each, with title, number, department and unit above.
struct SheetPlan {
  struct Sheet {
    var name: String
    var table: PublishedTable
    var measure: TableMeasure
  }

  struct Address: Hashable {
    var sheet: Int
    /// 0-based.
    var row, column: Int
  }

  let sheets: [Sheet]
  /// Where each figure stands.
  let addresses: [CellPlace: Address]

  /// Rows above the table: title; number; department and unit.
  static let above = 3

  init(_ publication: Publication) {
    var sheets: [Sheet] = []
    var addresses: [CellPlace: Address] = [:]
    for table in publication.tables {
      let name = Self.name(table.number ?? table.title, taken: sheets.map(\.name))
      for (row, cells) in table.grid.rows.enumerated() {
        for cell in cells.cells {
          guard let place = cell.place else { continue }
          addresses[place] = Address(sheet: sheets.count, row: row + Self.above, column: cell.column)
        }
      }
      sheets.append(Sheet(name: name, table: table, measure: TableMeasure(table.grid)))
    }
    self.sheets = sheets
    self.addresses = addresses
  }

  /// What a sheet may be called: 31 characters without some, and no other's name.
  private static func name(_ text: String, taken: [String]) -> String {
    let name = String(text.filter { !"[]:*?/\\'".contains($0) }.prefix(28))
    guard taken.contains(name) else { return name }
    return (2...).lazy.map { "\(name)\($0)" }.first { !taken.contains($0) } ?? name
  }
}

/// Formulas of a workbook from what the form's equations add up.
struct FormulaText {
  let plan: SheetPlan

  /// `=SUM(C8:C15)`, `=C9+C14-'公开04表'!C5`.
  ///
  /// - Returns: nil where an addend stands on no sheet.
  func text(_ addends: [Publication.Addend], on sheet: Int) -> String? {
    var terms: [(address: SheetPlan.Address, coefficient: Int)] = []
    for addend in addends {
      guard let address = plan.addresses[addend.place] else { return nil }
      terms.append((address, addend.coefficient))
    }
    terms.sort {
      ($0.address.sheet, $0.address.column, $0.address.row) < ($1.address.sheet, $1.address.column, $1.address.row)
    }
    var text = ""
    var next = 0
    while next < terms.count {
      let (first, coefficient) = terms[next]
      let down = run(terms[next...]) { ($0.row, $0.column) == (first.row + $1, first.column) }
      let across = run(terms[next...]) { ($0.row, $0.column) == (first.row, first.column + $1) }
      let length = max(down, across)
      let name = (first.sheet == sheet ? "" : "'\(plan.sheets[first.sheet].name)'!")
      let term =
        length >= Self.shortestRange
        ? "SUM(\(name)\(Self.cell(first)):\(Self.cell(terms[next + length - 1].address)))" : name + Self.cell(first)
      let factor = abs(coefficient) == 1 ? "" : "\(abs(coefficient))*"
      text += (coefficient < 0 ? "-" : text.isEmpty ? "" : "+") + factor + term
      next += length >= Self.shortestRange ? length : 1
    }
    return "=" + text
  }

  private static let shortestRange = 3

  /// How many of the terms from the first on stand in one line with it, under the same sign.
  private func run(
    _ terms: ArraySlice<(address: SheetPlan.Address, coefficient: Int)>,
    _ isNext: (SheetPlan.Address, Int) -> Bool
  ) -> Int {
    guard let first = terms.first, abs(first.coefficient) == 1 else { return 1 }
    return terms.enumerated().prefix { offset, term in
      term.address.sheet == first.address.sheet && term.coefficient == first.coefficient && isNext(term.address, offset)
    }.count
  }

  private static func cell(_ address: SheetPlan.Address) -> String {
    var column = address.column
    var name = ""
    repeat {
      name = String(UnicodeScalar(UInt8(65 + column % 26))) + name
      column = column / 26 - 1
    } while column >= 0
    return name + String(address.row + 1)
  }
}
