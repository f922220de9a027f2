public import Forms
import Texts

/// Writes a summary as CSV after RFC 4180, with the byte order mark by which Excel tells UTF-8.
public struct SummaryCSV: Sendable {
  private let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  public func write(_ summary: CheckSummary) -> String {
    let table = SummaryTable(summary, catalog)
    let lines = [table.head.map(field)] + table.rows.map { $0.map(field) }
    return "\u{FEFF}" + lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private func field(_ cell: SummaryTable.Cell) -> String {
    switch cell {
    case .blank: ""
    case .number(let number): String(number)
    case .text(let text): field(text)
    }
  }

  private func field(_ text: String) -> String {
    var text = text.printable
    // A file may be named so that a spreadsheet would take the name for a formula.
    if let first = text.unicodeScalars.first, ["=", "+", "-", "@", "\t"].contains(first) { text = "'" + text }
    let isPlain = !text.utf8.contains { Self.marks.contains($0) }
    return isPlain ? text : "\"" + text.exchanging("\"", for: "\"\"") + "\""
  }

  private static let marks = Set(",\"\n\r".utf8)
}
