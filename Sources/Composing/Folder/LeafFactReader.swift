import Amounts
public import Forms

/// Reads the files of a folder against a form: one file for each block (`T03.tsv`, `T04.income.tsv`, `budget.csv`), one
/// of last year's figures (`prior.tsv`), one of words (`texts.tsv`). Collects every problem there is.
public struct LeafFactReader {
  let form: Form
  let leaves: LeafCells
  var facts: LeafFacts
  var problems: [FactProblem] = []

  static let endings: [(name: String, separator: UInt8)] = [(".tsv", UInt8(ascii: "\t")), (".csv", UInt8(ascii: ","))]

  public static func read(_ folder: FactFolder, head: FactHead, form: Form) -> (
    facts: LeafFacts, problems: [FactProblem]
  ) {
    var reader = LeafFactReader(form: form, leaves: LeafCells(form), facts: LeafFacts(head: head))
    for name in folder.texts.keys.sorted() where name != FactFolder.headName {
      reader.read(name, folder.texts[name] ?? "")
    }
    return (reader.facts, reader.problems.sorted { $0.place < $1.place })
  }

  private mutating func read(_ name: String, _ text: String) {
    guard let ending = Self.endings.first(where: { name.hasSuffix($0.name) }) else {
      return report("file.ending", at: FactPlace(file: name))
    }
    let base = String(name.dropLast(ending.name.count))
    let text = FieldedText(text, separator: ending.separator)
    facts.files.insert(base)
    switch base {
    case "prior": readPriors(text, file: name)
    case "texts": readTexts(text, file: name)
    default:
      if let table = form.table(base), form.tables[table].blocks.count > 1 {
        readMembers(text, file: name, table: table)
      } else if let block = block(named: base) {
        BlockReader.read(text, file: name, block: block, into: &self)
      } else {
        report(
          "file.name", at: FactPlace(file: name), ["name": base, "near": nearestNames(to: base, among: fileNames)])
      }
    }
  }

  mutating func report(_ id: String, at place: FactPlace, _ values: [String: String] = [:]) {
    problems.append(FactProblem(id, at: place, values))
  }

  // MARK: Names of files

  private func block(named base: String) -> BlockAddress? {
    let parts = base.split(separator: ".", maxSplits: 1).map(String.init)
    guard let table = parts.first.flatMap(form.table) else { return nil }
    if parts.count == 1 { return form.tables[table].blocks.count == 1 ? BlockAddress(table: table, block: 0) : nil }
    return form.tables[table].block(parts[1]).map { BlockAddress(table: table, block: $0) }
  }

  private var fileNames: [String] {
    ["prior", "texts"]
      + form.tables.flatMap { table in
        table.blocks.count == 1 ? [table.id] : [table.id] + table.blocks.map { "\(table.id).\($0.id)" }
      }
  }

  /// The file that gives a block.
  static func fileName(of block: BlockAddress, in form: Form) -> String {
    let table = form.tables[block.table]
    return table.blocks.count == 1 ? "\(table.id).tsv" : "\(table.id).\(table.blocks[block.block].id).tsv"
  }

  // MARK: Files that are no block

  /// Addresses of this year's facts with last year's figure, in 元.
  private mutating func readPriors(_ text: FieldedText, file: String) {
    let resolver = SlotResolver(form: form)
    for line in text.lines.dropFirst() {
      let place = FactPlace(file: file, line: line.number)
      guard let cell = resolver.cell(line.field(0)) else {
        report("address", at: place, ["text": line.field(0)])
        continue
      }
      guard let number = amount(line.field(1), at: FactPlace(file: file, line: line.number, field: 2)) else { continue }
      if facts.priors.contains(where: { $0.cell == cell }) {
        report("twice", at: place, ["name": line.field(0)])
      } else {
        facts.priors.append(LeafPrior(cell: cell, value: number, place: place))
      }
    }
  }

  private mutating func amount(_ text: String, at place: FactPlace) -> Rational? {
    guard case .number(let number) = PrintedValue(parsing: text), number.unit.isEmpty, !number.isMalformed,
      !number.isPercent, number.decimals <= 2
    else {
      report("amount", at: place, ["text": text])
      return nil
    }
    return number.value
  }

  private mutating func readTexts(_ text: FieldedText, file: String) {
    for line in text.lines.dropFirst() {
      let place = FactPlace(file: file, line: line.number)
      if line.field(1).isEmpty {
        report("blank", at: place, ["name": line.field(0)])
      } else if facts.texts.updateValue(line.field(1), forKey: line.field(0)) != nil {
        report("twice", at: place, ["name": line.field(0)])
      }
    }
  }

  /// The members of a collection, or the fields of a table that is filled once.
  private mutating func readMembers(_ text: FieldedText, file: String, table: Int) {
    guard let heading = text.lines.first else { return }
    let form = form.tables[table]
    let fields = heading.fields.enumerated().map { index, name -> String? in
      let key = Label.key(name)
      let field = form.fields.first { $0.id == name || $0.labels.contains { Label.key($0) == key } }
      if field == nil {
        report(
          "column", at: FactPlace(file: file, line: heading.number, field: index + 1),
          ["name": name, "table": form.title, "near": nearestNames(to: name, among: form.fields.flatMap(\.labels))])
      }
      return field?.id
    }
    for line in text.lines.dropFirst() {
      var values: [String: String] = [:]
      for (field, value) in zip(fields, line.fields) { field.map { values[$0] = value } }
      let place = FactPlace(file: file, line: line.number)
      let name = values["name"] ?? ""
      if form.collection != nil, name.isEmpty {
        report("member.name", at: place)
      } else if facts.members[table]?.contains(where: { $0.name == name }) ?? false {
        report("twice", at: place, ["name": name])
      } else {
        facts.members[table, default: []].append(LeafMember(name: name, fields: values, place: place))
      }
    }
  }
}
