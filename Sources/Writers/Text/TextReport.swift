import Checking
import Documents
public import Forms
import Parallel
import Texts

/// Writes a report for a terminal: each finding with its line, the offending row and the equations behind it.
public struct TextReport: ReportWriter {
  let catalog: Catalog
  let style: TerminalStyle
  let width: Int
  let isComplete: Bool

  /// - Parameters:
  ///   - colour: whether to send colour codes.
  ///   - width: columns that an excerpt may take.
  ///   - isComplete: print every place and equation of a finding, and every reason why a check could not run; otherwise
  ///     the first few, and how many more there are.
  public init(catalog: Catalog, colour: Bool = false, width: Int = 100, isComplete: Bool = false) {
    self.catalog = catalog
    style = TerminalStyle(isOn: colour)
    self.width = max(width, 40)
    self.isComplete = isComplete
  }

  public func write(_ input: ReportInput) -> String {
    let excerpts = Excerpts(input)
    let findings = Parallel.map(input.report.findings) {
      lines(of: $0, in: input.report.document.file, excerpts) + [""]
    }
    return (findings.flatMap(\.self) + summary(input.report, excerpts)).joined(separator: "\n") + "\n"
  }

  private func lines(of finding: Finding, in file: String, _ excerpts: Excerpts) -> [String] {
    var lines = [heading(of: finding, in: file, excerpts)]
    lines += indented(finding.message, by: 2)
    lines += marked(finding, excerpts)
    for (id, text) in [("report.cause", finding.cause), ("report.suggestion", finding.suggestion)] {
      if let text { lines += indented(catalog(id, ["text": text]), by: 2) }
    }
    return lines + evidence(of: finding)
  }

  private func heading(of finding: Finding, in file: String, _ excerpts: Excerpts) -> String {
    var label = (finding.principal?.label ?? "").exchanging("\n", for: " ").printable
    if !label.isEmpty { label += ": " }
    let severity = style.severity(finding.severity.rawValue + "[\(finding.rule.printable)]", finding.severity)
    return style.bold("\(place(of: finding.principal?.span, in: file, excerpts)): ") + label + severity
  }

  /// `file:line`, or the page, part or cell where the format has no lines.
  func place(of span: SourceSpan?, in file: String, _ excerpts: Excerpts) -> String {
    let file = file.printable
    guard let place = span.flatMap({ excerpts.map?.place(of: $0) }) else {
      return excerpts.line(of: span).map { "\(file):\($0)" } ?? file
    }
    let name = place.file?.printable ?? file
    switch place.spot {
    case .page(let number, _): return "\(name):p\(number)"
    case .run(_, let paragraph, _, _): return "\(name):¶\(paragraph + 1)"
    case .cell(let sheet, let cell): return "\(name):\(sheet.printable)!\(cell.printable)"
    case .line(let number, _): return "\(name):\(number)"
    }
  }

  private func marked(_ finding: Finding, _ excerpts: Excerpts) -> [String] {
    let all = excerpts.of(finding.accused)
    let shown = isComplete ? all : Array(all.prefix(Self.fewExcerpts))
    let gutter = shown.map(\.gutter.count).max() ?? 0
    var lines = shown.flatMap { excerpt -> [String] in
      let (line, underline) = excerpt.drawn(width: width - gutter - 7)
      let margin = String(repeating: " ", count: 4 + gutter - excerpt.gutter.count)
      let blank = String(repeating: " ", count: 4 + gutter)
      return [
        margin + style.dim(excerpt.gutter + " |") + " " + line,
        blank + style.dim(" |") + " " + style.severity(underline, finding.severity),
      ]
    }
    if all.count > shown.count {
      lines.append("    " + catalog("text.more.places", ["count": String(all.count - shown.count)]))
    }
    return lines
  }

  private func evidence(of finding: Finding) -> [String] {
    let shown = isComplete ? finding.evidence[...] : finding.evidence.prefix(Self.fewEquations)
    var lines = shown.flatMap { evidence -> [String] in
      indented(evidence.equation, by: 4) + indented(catalog.relation(of: evidence), by: 6)
    }
    if shown.isEmpty, let formula = finding.formula { lines += indented(formula, by: 4) }
    if finding.evidence.count > shown.count {
      lines.append("    " + catalog("text.more.equations", ["count": String(finding.evidence.count - shown.count)]))
    }
    return lines
  }

  func indented(_ text: String, by columns: Int) -> [String] {
    let margin = String(repeating: " ", count: columns)
    let lines = Array(text.printable.exchanging("\t", for: " │ ").utf8).split(separator: UInt8(ascii: "\n"))
    return lines.map { margin + String(decoding: $0, as: UTF8.self) }
  }

  private static let fewExcerpts = 3
  private static let fewEquations = 3
}
