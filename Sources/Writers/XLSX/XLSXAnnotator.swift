import Checking
import Documents
public import Forms
public import OpenXML

/// Gives a workbook back with the findings in it: a note and a colour on each cell that a finding is told at.
///
/// No value and no formula changes; what would be right stands in the note.
public struct XLSXAnnotator: Sendable {
  let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// What is told at one cell.
  struct Remark {
    var paragraphs: [String] = []
    var severity = Finding.Severity.info
  }

  /// - Parameter file: the file that the report was made of.
  public func annotate(_ file: [UInt8], _ input: ReportInput) throws(OpenXMLFault) -> AnnotatedFile {
    let package = try OfficePackage(file)
    guard package.kind == .sheet, let map = input.map else { throw .unsupported("XLSX") }
    var edits = WorkbookEdits(package, author: catalog("office.author"))
    let relationships = try package.relationships(of: package.mainPart)
    let remarks = self.remarks(input, map)
    for sheet in try package.xml(package.mainPart).root.child("sheets")?.children.map({ $0 }) ?? [] {
      guard let name = sheet["name"], let own = remarks[name], let id = sheet["id"],
        let part = relationships.first(where: { $0.id == id })?.target
      else { continue }
      try edits.annotate(part, own)
    }
    return AnnotatedFile(
      bytes: try package.archive.rewriting(try edits.finished()), repaired: 0, commented: input.report.findings.count)
  }

  /// By sheet and cell. What has no place is told at the first cell that has text.
  private func remarks(_ input: ReportInput, _ map: SourceMap) -> [String: [String: Remark]] {
    var remarks: [String: [String: Remark]] = [:]
    let first = map.leaves.first?.place
    for finding in input.report.findings {
      guard let place = finding.commented.flatMap({ map.places(of: $0).first }) ?? first,
        case .cell(let sheet, let cell) = place.spot
      else { continue }
      var remark = remarks[sheet]?[cell] ?? Remark()
      if !remark.paragraphs.isEmpty { remark.paragraphs.append("") }
      remark.paragraphs += finding.paragraphs(catalog)
      remark.severity = max(remark.severity, finding.severity)
      remarks[sheet, default: [:]][cell] = remark
    }
    return remarks
  }
}
