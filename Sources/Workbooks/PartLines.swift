import Amounts
import Composing
import Documents
import Forms
import Writers

/// The lines of a part of a sheet, with what is given in them and room for more.
struct PartLines {
  let layout: WorkbookLayout
  let part: SheetPart
  let sheet: String
  /// Row of the sheet of the first line, counted from 0.
  let start: Int
  var rows: [[Sheet.Cell]] = []
  private(set) var validations: [Sheet.Validation] = []
  private(set) var pending: [(sheet: String, cell: String, fact: String, text: String)] = []

  var form: Form { layout.form }
  var facts: LeafFacts { layout.facts }
  var catalog: Catalog { layout.catalog }

  /// Empty lines for what is not given yet.
  static let roomForCodes = 30
  static let roomForMembers = 10
  static let roomForIndicators = 20

  init(layout: WorkbookLayout, part: SheetPart, sheet: String, start: Int) {
    (self.layout, self.part, self.sheet, self.start) = (layout, part, sheet, start)
  }

  mutating func add() {
    switch part.content {
    case .head: addHead()
    case .prior: addPriors()
    case .texts: addTexts()
    case .members(let table): addMembers(table)
    case .cells(let block): addCells(block)
    case .rows(let blocks): addRows(blocks)
    }
  }

  // MARK: Cells

  /// A cell to be filled in.
  mutating func input(
    _ text: String, _ measure: Measure, _ remark: LeafRemark?, column: Int, fact: String
  ) -> Sheet.Cell {
    let isPending = remark?.isPending ?? false
    if let remark, isPending {
      let cell = CellName.make(row: start + rows.count, column: column)
      pending.append((sheet, cell, fact, remark.text))
    }
    return input(text, measure, remark, isPending: isPending)
  }

  func input(_ text: String, _ measure: Measure, _ remark: LeafRemark?, isPending: Bool) -> Sheet.Cell {
    let style: Sheet.Style =
      switch measure {
      case .amount: isPending ? .pendingMoney : .inputMoney
      case .count, .points: isPending ? .pendingMoney : .inputNumber
      case .percent, .text: isPending ? .pending : .input
      }
    let isNumber = measure != .text && measure != .percent && Self.isPlainNumber(text)
    return Sheet.Cell(isNumber ? .decimal(text) : text.isEmpty ? .blank : .text(text), style, note: remark?.text)
  }

  /// Whether a text is a number that a workbook stores as it is written.
  private static func isPlainNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.joined().count <= 15 && (1...2).contains(parts.count)
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
  }

  mutating func validateNumbers(_ column: Int, rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    let name = CellName.make(row: start + rows.lowerBound, column: column)
    validations.append(
      Sheet.Validation(
        rows: (start + rows.lowerBound)...(start + rows.upperBound - 1), column: column,
        kind: .formula("=OR(ISNUMBER(\(name)),\(name)=\"\(form.workbook.unknown)\")"),
        message: catalog("workbook.refused.number", ["unknown": form.workbook.unknown])))
  }

  mutating func validate(_ column: Int, _ kind: Sheet.Validation.Kind, _ message: String, isStrict: Bool) {
    guard !rows.isEmpty else { return }
    validations.append(
      Sheet.Validation(
        rows: start...(start + rows.count - 1), column: column, kind: kind, message: catalog(message),
        isStrict: isStrict))
  }

  // MARK: Parts that are no block

  private mutating func addHead() {
    for line in HeadLines.lines(facts.head, form: form, catalog: catalog) {
      // What does not fit one cell goes on in the next line.
      for text in Self.pieces(of: line.text) {
        let cell = input(text, .text, facts.headRemarks[line.title], column: 2, fact: line.title)
        rows.append([Sheet.Cell(line.key, .fixed), Sheet.Cell(line.title, line.isOpen ? .input : .fixed), cell])
      }
    }
    validateRounding()
  }

  mutating func validateRounding() {
    guard let row = rows.firstIndex(where: { $0[0].isText("rounding") }) else { return }
    validations.append(
      Sheet.Validation(
        rows: (start + row)...(start + row), column: 2,
        kind: .choice([FactHead.Rounding.controlled.rawValue, FactHead.Rounding.independent.rawValue]),
        message: catalog("workbook.refused.choice")))
  }

  /// A text in pieces that a cell holds, cut between paragraphs.
  private static func pieces(of text: String) -> [String] {
    var pieces = [""]
    for paragraph in text.split(separator: "\n") {
      let last = pieces[pieces.count - 1]
      if !last.isEmpty, last.utf8.count + paragraph.utf8.count > mostBytes {
        pieces.append(String(paragraph))
      } else {
        pieces[pieces.count - 1] = last.isEmpty ? String(paragraph) : last + "\n" + paragraph
      }
    }
    return pieces
  }

  private static let mostBytes = 24_000

  private mutating func addPriors() {
    let labels = CellLabels(form: form, year: facts.head.year)
    for prior in facts.priors {
      let text = prior.value?.formatted(decimals: 2) ?? ""
      let label = labels.label(prior.cell)
      let cell = input(text, .amount, prior.remark, column: 2, fact: label)
      rows.append([Sheet.Cell(prior.address, .input), Sheet.Cell(label, .fixed), cell])
    }
    for _ in 0..<Self.roomForMembers {
      rows.append([Sheet.Cell("", .input), Sheet.Cell("", .fixed), Sheet.Cell("", .inputMoney)])
    }
    validateNumbers(2, rows: 0..<rows.count)
  }

  private mutating func addTexts() {
    let labels = TextLabels(form: form)
    for key in labels.sorted(Array(facts.texts.keys)) {
      let label = labels.label(key)
      let cell = input(facts.texts[key] ?? "", .text, facts.textRemarks[key], column: 2, fact: label)
      rows.append([Sheet.Cell(key, .input), Sheet.Cell(label, .fixed), cell])
    }
    for _ in 0..<Self.roomForCodes {
      rows.append([Sheet.Cell("", .input), Sheet.Cell("", .fixed), Sheet.Cell("", .input)])
    }
  }

  private mutating func addMembers(_ table: Int) {
    let given = facts.members[table] ?? []
    for member in given {
      var cells: [Sheet.Cell] = []
      for column in part.columns {
        guard case .field(let id) = column.role else { continue }
        cells.append(Sheet.Cell(member.fields[id] ?? "", .input))
      }
      rows.append(cells)
    }
    let room = form.tables[table].collection == nil ? max(0, 1 - given.count) : Self.roomForMembers
    for _ in 0..<room { rows.append(part.columns.map { _ in Sheet.Cell("", .input) }) }
  }

  private mutating func addCells(_ address: BlockAddress) {
    let block = form.tables[address.table].blocks[address.block]
    let given = facts.rows[address]?.first
    for column in block.columns.indices where layout.plan.leaves.isLeaf(address, row: nil, column: column) {
      let cell = given?.cells[column]
      let label = [block.columns[column].outerLabel, block.columns[column].innerLabel].compactMap { $0 }.joined(
        separator: "·")
      let name = label.isEmpty ? FormLabel.filled(block.columns[column].label, year: facts.head.year) : label
      let measure = block.columns[column].measure
      let text = cell == nil ? form.workbook.unknown : cell?.text ?? ""
      let content = input(text, measure, cell?.remark, column: 3, fact: name)
      rows.append([
        Sheet.Cell(block.columns[column].id, .fixed), Sheet.Cell(name, .fixed), Sheet.Cell(unit(measure), .fixed),
        content,
      ])
    }
    validateNumbers(3, rows: 0..<rows.count)
  }

  func unit(_ measure: Measure) -> String {
    switch measure {
    case .amount: catalog("workbook.unit.amount")
    case .points: catalog("workbook.unit.points")
    case .percent: "%"
    case .count(let unit): unit
    case .text: ""
    }
  }
}

extension Sheet.Cell {
  fileprivate func isText(_ text: String) -> Bool {
    if case .text(text) = value { true } else { false }
  }
}
