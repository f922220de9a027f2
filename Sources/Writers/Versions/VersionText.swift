import Checking
public import Forms
import Texts

/// Writes what changed between two versions for a terminal: facts under their tables, then findings.
public struct VersionText: Sendable {
  private let catalog: Catalog
  private let style: TerminalStyle

  public init(catalog: Catalog, colour: Bool = false) {
    self.catalog = catalog
    style = TerminalStyle(isOn: colour)
  }

  public func write(_ input: VersionInput) -> String {
    var lines = facts(input)
    let findings = input.findings
    lines += list("diff.gone", findings.gone, PlaceWords(input.old, catalog))
    lines += list("diff.new", findings.new, PlaceWords(input.new, catalog))
    lines += list("diff.kept", findings.kept, PlaceWords(input.new, catalog))
    let totals = catalog(
      "diff.totals",
      [
        "old": input.old.report.document.file.printable, "new": input.new.report.document.file.printable,
        "facts": String(input.facts.count), "gone": String(findings.gone.count),
        "came": String(findings.new.count), "kept": String(findings.kept.count),
      ])
    return (lines + [style.bold(totals)]).joined(separator: "\n") + "\n"
  }

  // MARK: Facts

  private func facts(_ input: VersionInput) -> [String] {
    let places = (PlaceWords(input.old, catalog), PlaceWords(input.new, catalog))
    var lines: [String] = []
    var group: String?
    for change in input.facts {
      let name = change.location?.table ?? catalog(change.isInSentence ? "diff.sentences" : "diff.head")
      if name != group {
        if group != nil { lines.append("") }
        lines.append(style.bold(oneLine(name)))
        group = name
      }
      lines.append("  " + text(of: change, places))
    }
    return lines.isEmpty ? [] : lines + [""]
  }

  private func text(of change: FactChange, _ places: (old: PlaceWords, new: PlaceWords)) -> String {
    let location = change.location
    let label = [location?.row, location?.column].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "·")
    let spots = [places.old.words(change.old?.location.span), places.new.words(change.new?.location.span)]
    let text = catalog(
      "diff.\(change.kind.rawValue)",
      [
        "label": oneLine(label), "old": shown(change.old?.text), "new": shown(change.new?.text),
        "figures": figures(of: change),
      ])
    let place = spots.compactMap { $0 }.joined(separator: " → ")
    return place.isEmpty ? text : text + style.dim("  (" + place + ")")
  }

  private func shown(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return catalog("report.blank") }
    return oneLine(text)
  }

  /// The row as printed, of rows that came or went.
  private func figures(of change: FactChange) -> String {
    let quote = change.location?.quote ?? ""
    return quote.printable.exchanging("\n", for: " ").split(separator: "\t").map(String.init)
      .filter { !$0.isBlank }.joined(separator: " │ ")
  }

  // MARK: Findings

  private func list(_ heading: String, _ findings: [Finding], _ places: PlaceWords) -> [String] {
    if findings.isEmpty { return [] }
    return [style.bold(catalog(heading, ["count": String(findings.count)]))]
      + findings.map { finding in
        let severity = style.severity(catalog("report.\(finding.severity.rawValue)"), finding.severity)
        let place = places.words(finding.principal?.span).map { style.dim("  (\($0))") } ?? ""
        return "  \(severity)[\(finding.rule.printable)] \(oneLine(finding.message))\(place)"
      } + [""]
  }

  private func oneLine(_ text: String) -> String {
    text.printable.exchanging("\n", for: " ").exchanging("\t", for: " ")
  }
}

extension FactChange {
  fileprivate var isInSentence: Bool {
    switch kind {
    case .sentence, .sentenceCame, .sentenceWent: true
    case .department, .fiscalYear, .tableCame, .tableWent, .tableRenamed, .unit, .rowCame, .rowWent, .rowRenamed,
      .rowRecoded, .rowMoved, .cell:
      false
    }
  }
}
