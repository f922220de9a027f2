import Checking
public import Forms

/// The manual of rules, generated from the packs: title, equation, basis, examples with the message they cause.
public struct RulesManual: Sendable {
  let form: Form
  let catalog: Catalog

  public init(pack: String, files: PackFiles, catalog: Catalog) throws(PackChoice.Failure) {
    form = try PackChoice.load(pack, year: nil, packs: ParsedPacks(files), isThorough: true)
    self.catalog = catalog
  }

  public func list() -> String {
    form.rules.map { "\($0.id)\t\(catalog("severity.\($0.severity.rawValue)"))\t\($0.title)\n" }.joined()
  }

  /// The page of one rule; nil when there is none of that id.
  public func page(_ id: String) -> String? {
    form.rules.first { $0.id == id }.map { page($0, isInBook: false) }
  }

  public func unknown(_ id: String) -> String {
    let near = form.rules.map(\.id).filter { $0.contains(id) || id.contains($0) }.prefix(5)
    return catalog("cli.rules.unknown", ["rule": id, "near": near.joined(separator: ", ")])
  }

  /// All pages, by table.
  public func book() -> String {
    var text =
      "# \(catalog("manual.title", ["pack": form.title]))\n\n\(catalog("manual.generated", ["pack": form.pack]))\n"
    var heading = ""
    for rule in form.rules {
      let next = rule.table.map { "\(form.tables[$0].id) \(form.tables[$0].title)" } ?? catalog("manual.other")
      if next != heading {
        text += "\n## \(next)\n"
        heading = next
        // All rules of a table share one sound example.
        if let sound = soundCells(rule) {
          text += "\n\(catalog("manual.holds"))：\(sound.map(address).joined(separator: "；"))\n"
        }
      }
      text += "\n" + page(rule, isInBook: rule.table != nil)
    }
    return text
  }

  private func soundCells(_ rule: Rule) -> [ExampleCell]? {
    for example in rule.examples where example.holds {
      if case .cells(let cells) = example.content { return cells }
    }
    return nil
  }

  private func page(_ rule: Rule, isInBook: Bool) -> String {
    var lines = ["### \(rule.id)", "", "**\(rule.title)**（\(catalog("severity.\(rule.severity.rawValue)"))）", ""]
    switch rule.kind {
    case .equations:
      if let text = EquationText.of(rule, form: form, catalog: catalog) {
        lines.append("- \(catalog("manual.equation"))：\(text)（`\(rule.source)`）")
      }
    case .kind(let name, _): lines.append("- \(catalog("manual.kind"))：`\(name)`")
    }
    for id in rule.basis {
      guard let source = form.sources[id] else { continue }
      lines.append(
        "- \(catalog("manual.basis"))：\(source.title)（\(catalog("verified.\(source.verification.rawValue)"))）")
    }
    lines.append("- \(catalog("manual.place"))：\(rule.place.file)")
    let sound = soundCells(rule) ?? []
    for example in rule.examples where !(isInBook && example.holds) { lines += self.example(example, besides: sound) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// An example; of one that breaks the rule, only what differs from the sound one.
  private func example(_ example: RuleExample, besides sound: [ExampleCell]) -> [String] {
    let label = catalog(example.holds ? "manual.holds" : "manual.breaks")
    switch example.content {
    case .document(let text):
      return [
        "- \(label)：", "", "  ```",
        "  " + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  "), "  ```",
      ]
    case .cells(let cells):
      guard !example.holds else { return ["- \(label)：\(cells.map(address).joined(separator: "；"))"] }
      let changed = cells.filter { !sound.contains($0) }.map(address)
      let gone = sound.filter { cell in !cells.contains { $0.isSamePlace(as: cell) } }.map {
        catalog("manual.absent", ["cell": address($0)])
      }
      return ["- \(label)：\((changed + gone).joined(separator: "；"))"]
    }
  }

  /// `T03[201].total = 700.11`
  private func address(_ cell: ExampleCell) -> String {
    let block = cell.block.map { ".\($0)" } ?? ""
    let row = cell.row.map { "[\($0)]" } ?? ""
    let column = cell.column.map { ".\($0)" } ?? ""
    return "\(cell.table)\(block)\(row)\(column)＝\(cell.text.isEmpty ? catalog("value.blank") : cell.text)"
  }
}
