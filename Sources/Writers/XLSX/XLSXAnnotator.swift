import Checking
import Documents
public import Forms
public import OpenXML

/// Gives a workbook back with the findings in it: a note and a colour on each cell that a finding is told at.
///
/// Where repairs are made, what is certain is written into the cell, and its note keeps the old value. Formulas never
/// change; everything else is told in notes only.
public struct XLSXAnnotator: Sendable {
  let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// What is told at one cell, and what is to stand in it.
  struct Remark {
    var paragraphs: [String] = []
    var severity = Finding.Severity.info
    var value: WorkbookRepairs.Value?
  }

  /// - Parameters:
  ///   - file: the file that the report was made of.
  ///   - isRepairing: whether certain repairs are made; otherwise everything is a note.
  public func annotate(
    _ file: [UInt8], _ input: ReportInput, isRepairing: Bool = false
  ) throws(OpenXMLFault) -> AnnotatedFile {
    let package = try OfficePackage(file)
    guard package.kind == .sheet, let map = input.map else { throw .unsupported("XLSX") }
    let sheets = try parts(of: package)
    var remarks = Remarks(catalog: catalog, map: map)
    var repairs = isRepairing ? try WorkbookRepairs(package, sheets: sheets, input, map) : nil
    var repaired = 0
    for finding in input.report.findings {
      if finding.isCertain, let changes = repairs?.changes(for: finding.repairs) {
        for change in changes { remarks.add(finding, change) }
        repaired += 1
      } else {
        remarks.add(finding)
      }
    }
    var edits = WorkbookEdits(package, author: catalog("office.author"))
    for (name, part) in sheets.sorted(by: { $0.value < $1.value }) {
      if let own = remarks.bySheet[name] { try edits.annotate(part, own) }
    }
    return AnnotatedFile(
      bytes: try package.archive.rewriting(try edits.finished()), repaired: repaired,
      commented: input.report.findings.count - repaired)
  }

  /// By the names of the sheets.
  private func parts(of package: OfficePackage) throws(OpenXMLFault) -> [String: String] {
    let relationships = try package.relationships(of: package.mainPart)
    var parts: [String: String] = [:]
    for sheet in try package.xml(package.mainPart).root.child("sheets")?.children.map({ $0 }) ?? [] {
      guard let name = sheet["name"], let id = sheet["id"],
        let part = relationships.first(where: { $0.id == id })?.target
      else { continue }
      parts[name] = part
    }
    return parts
  }

  /// What is told, by sheet and cell. What has no place is told at the first cell that has text.
  private struct Remarks {
    let catalog: Catalog
    let map: SourceMap
    var bySheet: [String: [String: Remark]] = [:]

    init(catalog: Catalog, map: SourceMap) {
      (self.catalog, self.map) = (catalog, map)
    }

    mutating func add(_ finding: Finding) {
      guard let place = finding.commented.flatMap({ map.places(of: $0).first }) ?? map.leaves.first?.place,
        case .cell(let sheet, let cell) = place.spot
      else { return }
      add(finding.paragraphs(catalog), finding.severity, sheet, cell)
    }

    /// The old value first, so that nobody has to look for it.
    mutating func add(_ finding: Finding, _ change: WorkbookRepairs.Change) {
      let old = change.old.isEmpty ? catalog("report.blank") : change.old
      let words = [catalog("office.repaired", ["old": old])] + finding.paragraphs(catalog)
      add(words, finding.severity, change.sheet, change.cell)
      bySheet[change.sheet]?[change.cell]?.value = change.value
    }

    private mutating func add(_ words: [String], _ severity: Finding.Severity, _ sheet: String, _ cell: String) {
      var remark = bySheet[sheet]?[cell] ?? Remark()
      if !remark.paragraphs.isEmpty { remark.paragraphs.append("") }
      remark.paragraphs += words
      remark.severity = max(remark.severity, severity)
      bySheet[sheet, default: [:]][cell] = remark
    }
  }
}
