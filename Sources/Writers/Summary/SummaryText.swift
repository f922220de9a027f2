import Checking
public import Forms
import Texts

/// Writes a summary for a terminal: a line for each file, worst first, then what was passed over, then the totals.
public struct SummaryText: Sendable {
  private let catalog: Catalog
  private let style: TerminalStyle

  public init(catalog: Catalog, colour: Bool = false) {
    self.catalog = catalog
    style = TerminalStyle(isOn: colour)
  }

  public func write(_ summary: CheckSummary) -> String {
    var lines: [String] = []
    if !summary.lines.isEmpty { lines += table(summary) + [""] }
    if !summary.skipped.isEmpty {
      lines.append(catalog("summary.skipped", ["count": String(summary.skipped.count)]))
      lines += summary.skipped.prefix(Self.fewSkipped).map { "  " + oneLine($0.file) + ": " + $0.reason }
      let more = summary.skipped.count - Self.fewSkipped
      if more > 0 { lines.append("  " + catalog("summary.skipped.more", ["count": String(more)])) }
      lines.append("")
    }
    return (lines + [style.bold(totals(summary))]).joined(separator: "\n") + "\n"
  }

  private static let fewSkipped = 20

  /// The counts come first, so that they stand under each other however long the names are.
  private func table(_ summary: CheckSummary) -> [String] {
    let heads = ["report.error", "report.warning", "report.info"].map { catalog($0) }
    let widths = heads.map { max(5, DisplayWidth.of($0)) }
    let department = min(
      Self.widestDepartment,
      summary.checked.map { DisplayWidth.of(oneLine($0.department ?? "")) }.max() ?? 0)
    var head = zip(heads, widths).map { padded($0, to: $1, isRight: true) }.joined(separator: " ")
    head += "  " + padded(catalog("summary.department"), to: department) + "  " + catalog("summary.file")
    return [style.dim(head)] + summary.lines.map { row($0, widths, department) }
  }

  private func row(_ line: CheckSummary.Line, _ widths: [Int], _ department: Int) -> String {
    let file = oneLine(line.file)
    switch line.outcome {
    case .unreadable(let reason):
      let head = padded(catalog("summary.unreadable"), to: widths.reduce(widths.count - 1, +), isRight: true)
      return style.severity(head, .error) + "  " + file + ": " + reason.printable
    case .checked(let checked):
      let counts: [(Int, Finding.Severity)] = [
        (checked.errors, .error), (checked.warnings, .warning), (checked.infos, .info),
      ]
      var text = zip(counts, widths).map { count, width in
        style.count(padded(String(count.0), to: width, isRight: true), count.0, count.1)
      }.joined(separator: " ")
      text += "  " + padded(oneLine(checked.department ?? ""), to: department) + "  " + file
      return checked.checks == 0 ? text + ": " + catalog("text.nothing.ran") : text
    }
  }

  private func totals(_ summary: CheckSummary) -> String {
    let checked = summary.checked
    return catalog(
      "summary.totals",
      [
        "files": String(summary.lines.count), "found": String(checked.count { $0.findings > 0 }),
        "errors": String(checked.reduce(0) { $0 + $1.errors }),
        "warnings": String(checked.reduce(0) { $0 + $1.warnings }),
        "infos": String(checked.reduce(0) { $0 + $1.infos }),
        "sound": String(checked.count { $0.findings == 0 && $0.checks > 0 }),
        "nothing": String(checked.count { $0.findings == 0 && $0.checks == 0 }),
        "unreadable": String(summary.unreadable),
      ])
  }

  private func oneLine(_ text: String) -> String {
    text.printable.exchanging("\n", for: " ").exchanging("\t", for: " ")
  }

  /// Cut where it is wider.
  private func padded(_ text: String, to width: Int, isRight: Bool = false) -> String {
    var kept = text
    if DisplayWidth.of(text) > width {
      var columns = 1
      kept = ""
      for scalar in text.unicodeScalars {
        columns += DisplayWidth.of(scalar)
        if columns > width { break }
        kept.unicodeScalars.append(scalar)
      }
      kept += "…"
    }
    let blank = String(repeating: " ", count: max(0, width - DisplayWidth.of(kept)))
    return isRight ? blank + kept : kept + blank
  }

  private static let widestDepartment = 36
}
