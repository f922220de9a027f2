import Checking
import Documents
public import Forms
public import OpenXML

/// Gives a Word file back with the findings in it: comments at the very words, and repairs as tracked changes.
///
/// Only the runs that are spoken of are written anew; every other byte of the document, and every other part, stays.
public struct DOCXAnnotator: Sendable {
  public struct Annotated: Sendable {
    public var bytes: [UInt8]
    /// Findings whose places were all put right.
    public var repaired: Int
    /// Findings that became comments.
    public var commented: Int
  }

  let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// - Parameters:
  ///   - file: the file that the report was made of.
  ///   - isRepairing: whether certain repairs are made, as tracked changes; otherwise everything is a comment.
  /// - Throws: `OpenXMLFault` where the file is no Word file, or one that prefixes no element of Word's.
  public func annotate(
    _ file: [UInt8], _ input: ReportInput, isRepairing: Bool
  ) throws(OpenXMLFault) -> Annotated {
    let package = try OfficePackage(file)
    guard package.kind == .word, let map = input.map else { throw .unsupported("DOCX") }
    let tree = try package.xml(package.mainPart)
    guard let prefix = Self.prefix(of: tree) else { throw .unsupported("xmlns") }
    var comments = try CommentsPart(package, prefix: prefix)
    var edits = DocumentEdits(tree, part: package.mainPart, prefix: prefix, author: catalog("docx.author"))
    var repaired = 0
    for finding in input.report.findings {
      if isRepairing, finding.isCertain, edits.repair(finding.repairs, map) {
        repaired += 1
        continue
      }
      let id = comments.add(paragraphs(of: finding), author: catalog("docx.author"))
      edits.comment(id, at: finding.commented, map)
    }
    var parts = [package.mainPart: edits.document()]
    if comments.count > 0 { try comments.write(into: &parts) }
    return Annotated(
      bytes: try package.archive.rewriting(parts), repaired: repaired, commented: input.report.findings.count - repaired
    )
  }

  /// How the elements of Word begin in this file: nearly always `w:`.
  private static func prefix(of tree: XMLTree) -> String? {
    let name = tree.bytes[tree.root.tag].dropFirst().prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
    guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return String(decoding: name[...colon], as: UTF8.self)
  }

  private func paragraphs(of finding: Finding) -> [String] {
    let severity = catalog("severity.\(finding.severity.rawValue)")
    var paragraphs = [catalog("docx.title", ["severity": severity, "title": finding.title]), finding.message]
    if let cause = finding.cause { paragraphs.append(catalog("report.cause", ["text": cause])) }
    if let suggestion = finding.suggestion { paragraphs.append(catalog("report.suggestion", ["text": suggestion])) }
    if let formula = finding.formula, formula != finding.title { paragraphs.append(formula) }
    paragraphs.append(([finding.rule] + finding.basis).joined(separator: catalog("list.separator")))
    return paragraphs.filter { !$0.isEmpty }
  }
}

extension Finding {
  /// Where its comment stands: at the blank cell that is to be filled rather than at the whole row.
  var commented: SourceSpan? {
    guard let span = principal?.span else { return nil }
    return repairs.first { span.start <= $0.span.start && $0.span.end <= span.end }?.span ?? span
  }

  /// Whether everything it accuses can be put right without a person's judgement.
  var isCertain: Bool {
    guard severity == .error, !isOpen, !repairs.isEmpty else { return false }
    let accused = locations.filter { $0.role != .evidence }
    return accused.count <= repairs.count
      && accused.allSatisfy { location in
        guard let span = location.span else { return false }
        return repairs.contains { span.start <= $0.span.start && $0.span.end <= span.end }
      }
  }
}
