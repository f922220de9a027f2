import Forms

/// A form's labels prepared for comparing: keys with the fiscal year filled in, and which block each key points to.
struct FormIndex {
  let form: Form
  let year: Int?
  /// By table, block and column: keys that name the column.
  private(set) var columnKeys: [[[Set<String>]]] = []
  /// By table: every key that may stand in its headings.
  private(set) var headingKeys: [Set<String>] = []
  /// By table and block: keys of rows with their indices in the block, in form order.
  private(set) var rowKeys: [[[String: [Int]]]] = []
  /// Title keys with their table, longest first.
  private(set) var titles: [(key: String, table: Int)] = []

  init(_ form: Form, year: Int?) {
    self.form = form
    self.year = year
    for (index, table) in form.tables.enumerated() {
      prepare(table)
      guard table.isPrinted else { continue }
      for title in [table.title] + table.otherTitles { titles.append((Self.titleKey(title), index)) }
    }
    titles.sort { $0.key.utf8.count > $1.key.utf8.count }
  }

  private mutating func prepare(_ table: TableForm) {
    var headings = form.furniture.label.union(form.furniture.code).union(form.furniture.serial)
    columnKeys.append(
      table.blocks.map { block in
        block.columns.map { column in
          let keys = Set(column.keys.map(dated))
          headings.formUnion(keys)
          headings.formUnion(column.under)
          headings.formUnion(column.dimension)
          return keys
        }
      })
    headings.formUnion(table.blocks.compactMap(\.label).map(Label.key))
    headingKeys.append(headings)
    rowKeys.append(
      table.blocks.map { block in
        var keys: [String: [Int]] = [:]
        for (index, row) in block.rows.enumerated() {
          for key in row.keys { keys[dated(key), default: []].append(index) }
        }
        return keys
      })
  }

  /// `{year-1}年决算数` for the fiscal year 2024 is `2023年决算数`.
  private func dated(_ key: String) -> String {
    guard key.contains("{"), let year else { return key }
    return key.replacing("{year-1}", with: String(year - 1)).replacing("{year}", with: String(year))
  }

  /// A title without its year, number and annex mark.
  static func titleKey(_ text: String) -> String {
    var key = Label.key(text)
    if let year = key.firstRange(of: "年度"),
      key.prefix(upTo: year.lowerBound).allSatisfy({ $0.isNumber || $0 == "附" || $0 == "件" || $0 == ":" })
    {
      key = String(key[year.upperBound...])
    }
    return key
  }

  /// The table that a line names as its title: the most specific one that the line ends with or equals.
  func table(titled line: String) -> Int? {
    let key = Self.titleKey(line)
    guard key.utf8.count <= 120 else { return nil }
    // “（公开05表）” and the like may follow the title.
    let plain = key.firstIndex(of: "(").map { key.hasSuffix(")") ? String(key[..<$0]) : key } ?? key
    return titles.first { title in
      key == title.key || plain == title.key || key.hasSuffix(title.key) || plain.hasSuffix(title.key)
    }?.table
  }
}
