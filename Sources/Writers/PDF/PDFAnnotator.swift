import Checking
public import Documents
public import Forms
import PDFPages

/// Gives a PDF file back with the findings in it: what each accuses is highlighted, and any viewer shows the finding as
/// the highlight's note. The file's own bytes stay; what is new follows them.
public struct PDFAnnotator: Sendable {
  private let catalog: Catalog
  private let marker: PDFMarker

  public init(catalog: Catalog) {
    self.catalog = catalog
    marker = PDFMarker()
  }

  /// - Parameters:
  ///   - file: the file that the report was made of.
  ///   - isTinted: whether numbers are coloured by how they ended, as in the HTML report.
  /// - Throws: where the file cannot be read again, or PDFium is missing.
  public func annotate(_ file: SourceFile, _ input: ReportInput, isTinted: Bool) throws(UnreadableFile) -> [UInt8] {
    guard let map = input.map else { throw UnreadableFile(file: file.name, reason: .unknownFormat) }
    let marks = (isTinted ? tints(input.report.coverage, map) : []) + notes(input.report.findings, map)
    return try marker.marked(file, with: marks)
  }

  // MARK: Findings

  private func notes(_ findings: [Finding], _ map: SourceMap) -> [PDFMark] {
    findings.enumerated().flatMap { number, finding in
      let spans = finding.accused.compactMap(\.span)
      return pages(spans, map).map { page, boxes in
        PDFMark(page: page, boxes: boxes, colour: Self.colour(finding.severity), note: note(finding, number + 1))
      }
    }
  }

  private func note(_ finding: Finding, _ number: Int) -> String {
    let label = catalog(
      "html.markLabel", ["severity": catalog("severity.\(finding.severity.rawValue)"), "number": String(number)])
    var lines = ["\(label)  \(finding.title)", finding.message]
    if let cause = finding.cause { lines.append(catalog("report.cause", ["text": cause])) }
    if let suggestion = finding.suggestion { lines.append(catalog("report.suggestion", ["text": suggestion])) }
    return (lines + finding.basis).joined(separator: "\n")
  }

  private static func colour(_ severity: Finding.Severity) -> PDFMark.Colour {
    switch severity {
    case .error: .init(red: 255, green: 138, blue: 128)
    case .warning: .init(red: 255, green: 213, blue: 79)
    case .info: .init(red: 144, green: 202, blue: 249)
    }
  }

  // MARK: Numbers

  private func tints(_ coverage: Report.Coverage, _ map: SourceMap) -> [PDFMark] {
    let tokens: [(colour: PDFMark.Colour, span: SourceSpan)] = coverage.tokens.compactMap { token in
      Self.colour(token.state).map { ($0, token.span) }
    }
    return Dictionary(grouping: tokens, by: \.colour).sorted { $0.value[0].span.start < $1.value[0].span.start }
      .flatMap { colour, tokens in
        pages(tokens.map(\.span), map).map { PDFMark(page: $0, boxes: $1, colour: colour) }
      }
  }

  private static func colour(_ state: NumericToken.State) -> PDFMark.Colour? {
    switch state {
    case .verified: .init(red: 165, green: 214, blue: 167)
    case .contradicted: .init(red: 239, green: 154, blue: 154)
    case .unverifiable: .init(red: 207, green: 216, blue: 220)
    case .setApart: nil
    }
  }

  // MARK: Places

  /// The boxes of some spans by page, in order.
  private func pages(_ spans: [SourceSpan], _ map: SourceMap) -> [(page: Int, boxes: [Place.Box])] {
    var pages: [Int: [Place.Box]] = [:]
    for place in spans.flatMap(map.places) {
      guard case .page(let number, let box) = place.spot else { continue }
      if !(pages[number]?.contains(box) ?? false) { pages[number, default: []].append(box) }
    }
    return pages.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
