import Checking
import Documents
public import Forms
public import OpenXML

/// Gives a Word file back with the findings in it: comments at the very words, and repairs as tracked changes.
///
/// Only the runs that are spoken of are written anew; every other byte of the document, and every other part, stays.
public struct DOCXAnnotator: Sendable {
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
  ) throws(OpenXMLFault) -> AnnotatedFile {
    let package = try OfficePackage(file)
    guard package.kind == .word, let map = input.map else { throw .unsupported("DOCX") }
    let tree = try package.xml(package.mainPart)
    let prefix = tree.root.prefix
    guard !prefix.isEmpty else { throw .unsupported("xmlns") }
    var comments = try CommentsPart(package, prefix: prefix)
    var edits = DocumentEdits(tree, part: package.mainPart, prefix: prefix, author: catalog("office.author"))
    var repaired = 0
    for finding in input.report.findings {
      if isRepairing, finding.isCertain, edits.repair(finding.repairs, map) {
        repaired += 1
        continue
      }
      let id = comments.add(finding.paragraphs(catalog), author: catalog("office.author"))
      edits.comment(id, at: finding.commented, map)
    }
    var parts = [package.mainPart: edits.document()]
    if comments.count > 0 { try comments.write(into: &parts) }
    return AnnotatedFile(
      bytes: try package.archive.rewriting(parts), repaired: repaired, commented: input.report.findings.count - repaired
    )
  }
}
