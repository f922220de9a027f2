import Forms
import Texts

/// A form's labels prepared for comparing: each is a number, the fiscal year is filled in, and of every table it is known
/// which labels name what.
struct FormIndex {
  /// What names a column.
  struct ColumnLabels {
    var names: Set<Int>
    /// Of the heading above.
    var under: Set<Int>
    /// Of the other dimension.
    var dimension: Set<Int>
  }

  struct TableLabels {
    /// By block and column.
    var columns: [[ColumnLabels]] = []
    /// By block; nil where it has no label.
    var blocks: [Int?] = []
    /// By block: labels of rows with their indices in the block, in form order.
    var rows: [[Int: [Int]]] = []
    /// Labels of columns that stand for a row of the first block.
    var across: [Int: Int] = [:]
    /// Every label that may stand in its headings.
    var headings: Set<Int> = []
    /// By field.
    var fields: [Set<Int>] = []
  }

  /// Labels of columns that hold no data; see `Furniture`.
  struct FurnitureLabels {
    var label: Set<Int> = []
    var code: Set<Int> = []
    var serial: Set<Int> = []
    /// 类, 款 and 项 over the columns of a code in parts.
    var codeParts: Set<Int> = []
    /// Keys at the head of the row of column numbers.
    var numbers: Set<LabelKey> = []
  }

  let form: Form
  let year: Int?
  private(set) var tables: [TableLabels] = []
  private(set) var furniture = FurnitureLabels()
  /// Title keys with their table, longest first.
  private(set) var titles: [(key: String, table: Int)] = []
  /// Keys of the titles of tables that hold a table's figures among others.
  private var standIns: [String: Int] = [:]
  /// Keys of the titles of the document's parts: 部门决算表 is none of a table.
  private let parts: [String]
  private var numbers: [LabelKey: Int] = [:]
  /// The key of each label.
  private(set) var keys: [String] = []

  /// The number of what is no label of the form.
  static let unknown = -1

  init(_ form: Form, year: Int?) {
    self.form = form
    self.year = year
    parts = form.outline.flatMap { [$0.title] + $0.otherTitles }.map { Self.titleKey($0) }.filter { !$0.contains("{") }
    furniture = FurnitureLabels(
      label: labels(form.furniture.label), code: labels(form.furniture.code), serial: labels(form.furniture.serial),
      codeParts: labels(["类", "款", "项"]), numbers: Set(form.furniture.numbers.map(LabelKey.init)))
    for (index, table) in form.tables.enumerated() {
      tables.append(labels(of: table))
      guard table.isPrinted else { continue }
      for title in [table.title] + table.otherTitles { titles.append((Self.titleKey(title), index)) }
      for title in table.standIns { standIns[Self.titleKey(title)] = index }
    }
    titles.sort { $0.key.utf8.count > $1.key.utf8.count }
  }

  /// The label that a key is; `unknown` where the form has no such label.
  func label(_ key: String) -> Int { numbers[LabelKey(key)] ?? Self.unknown }

  private mutating func add(_ key: String) -> Int {
    if let number = numbers[LabelKey(key)] { return number }
    numbers[LabelKey(key)] = keys.count
    keys.append(key)
    return keys.count - 1
  }

  private mutating func labels(_ keys: some Sequence<String>) -> Set<Int> {
    var labels: Set<Int> = []
    for key in keys { labels.insert(add(dated(key))) }
    return labels
  }

  private mutating func labels(of table: TableForm) -> TableLabels {
    var labels = TableLabels()
    labels.headings = furniture.label.union(furniture.code).union(furniture.serial)
    for block in table.blocks {
      labels.columns.append(block.columns.map { self.labels(of: $0) })
      labels.blocks.append(block.label.map { add(Label.key($0)) })
      labels.rows.append(rows(of: block))
    }
    for (index, row) in (table.blocks.first?.rows ?? []).enumerated() {
      for label in self.labels(row.across) { labels.across[label] = index }
    }
    labels.headings.formUnion(labels.across.keys)
    for column in labels.columns.joined() {
      labels.headings.formUnion(column.names.union(column.under).union(column.dimension))
    }
    labels.headings.formUnion(labels.blocks.compactMap(\.self))
    labels.fields = table.fields.map { field in self.labels(field.labels.map(Label.key)) }
    return labels
  }

  private mutating func labels(of column: ColumnForm) -> ColumnLabels {
    ColumnLabels(names: labels(column.keys), under: labels(column.under), dimension: labels(column.dimension))
  }

  private mutating func rows(of block: BlockForm) -> [Int: [Int]] {
    var rows: [Int: [Int]] = [:]
    for (index, row) in block.rows.enumerated() {
      for label in labels(row.keys) { rows[label, default: []].append(index) }
    }
    return rows
  }

  /// `{year-1}年决算数` for the fiscal year 2024 is `2023年决算数`.
  private func dated(_ key: String) -> String {
    guard key.contains("{"), let year else { return key }
    return key.exchanging("{year-1}", for: String(year - 1)).exchanging("{year}", for: String(year))
  }

  /// A title without its year, number and annex mark.
  static func titleKey(_ text: String) -> String {
    var key = Label.key(text)
    if let year = key.firstPlace(of: "年度"),
      key.prefix(upTo: year.lowerBound).allSatisfy({ $0.isNumber || $0 == "附" || $0 == "件" || $0 == ":" })
    {
      key = String(key[year.upperBound...])
    }
    return key
  }

  /// Whether a line is the title of a table that the form does not have.
  func isTitle(_ line: String) -> Bool {
    let key = Self.titleKey(line)
    guard key.utf8.count <= 120 else { return false }
    let plain = key.ends(in: ")") ? key.utf8.firstIndex(of: UInt8(ascii: "(")).map { String(key[..<$0]) } ?? key : key
    return form.furniture.titles.contains { plain.ends(in: $0) } && !parts.contains { plain.ends(in: $0) }
  }

  /// The table whose figures stand among others in one that a line is the title of.
  func table(inside line: String) -> Int? { standIns[Self.titleKey(line)] }

  /// The table that a line names as its title: the most specific one that the line ends with or equals.
  func table(titled line: String) -> Int? {
    let key = Self.titleKey(line)
    guard key.utf8.count <= 120 else { return nil }
    // “（公开05表）” and the like may follow the title.
    let plain = key.utf8.firstIndex(of: UInt8(ascii: "(")).map { key.ends(in: ")") ? String(key[..<$0]) : key } ?? key
    let furniture = form.furniture
    return titles.first { furniture.names(key, title: $0.key) || furniture.names(plain, title: $0.key) }?.table
  }
}
