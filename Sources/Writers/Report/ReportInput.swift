public import Checking
public import Documents

/// What a report is written from: the findings, and the document they speak of.
public struct ReportInput: Sendable {
  public var report: Report
  public var document: Document
  /// Text formats only.
  public var lines: LineIndex?
  /// Formats other than text: by it places are told as page, paragraph or cell.
  public var map: SourceMap?
  /// When the check ran, as it is to be printed. Writers know no clock.
  public var generated: String?
  /// Pages as they look, for reports that show them.
  public var pictures: [PagePicture] = []

  public init(
    report: Report, document: Document, lines: LineIndex? = nil, map: SourceMap? = nil, generated: String? = nil
  ) {
    self.report = report
    self.document = document
    self.lines = lines
    self.map = map
    self.generated = generated
  }
}

/// Writes a report out in one format, as UTF-8 text.
public protocol ReportWriter: Sendable {
  func write(_ input: ReportInput) throws -> String
}
