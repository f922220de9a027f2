import Checking
import Documents
import Forms

/// A file given back with the findings in it.
public struct AnnotatedFile: Sendable {
  public var bytes: [UInt8]
  /// Findings whose places were all put right.
  public var repaired: Int
  /// Findings that became comments.
  public var commented: Int
  /// Files of a set whose format takes neither; they are as they came.
  public var untouched: [String] = []

  public init(bytes: [UInt8], repaired: Int, commented: Int) {
    (self.bytes, self.repaired, self.commented) = (bytes, repaired, commented)
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

  /// Its words, a paragraph each, for a comment.
  func paragraphs(_ catalog: Catalog) -> [String] {
    let severity = catalog("severity.\(severity.rawValue)")
    var paragraphs = [catalog("office.title", ["severity": severity, "title": title]), message]
    if let cause { paragraphs.append(catalog("report.cause", ["text": cause])) }
    if let suggestion { paragraphs.append(catalog("report.suggestion", ["text": suggestion])) }
    if let formula, formula != title { paragraphs.append(formula) }
    paragraphs.append(([rule] + basis).joined(separator: catalog("office.separator")))
    return paragraphs.filter { !$0.isEmpty }
  }
}
