import Documents
import Filings
import Forms

/// The words of a filing by which people look for it: the department, its projects, the accounts it uses, and what its
/// narrative says.
struct Passages {
  private var found: [AssessedFile.Passage] = []
  private(set) var spans: [SourceSpan?] = []

  init(_ filing: Filing, form: Form) {
    if let department = filing.department { add("name", department.text, department.span) }
    var known: Set<String> = []
    for table in filing.tables {
      if let name = table.name, known.insert(name.text).inserted { add("project", name.text, name.span) }
      for row in table.blocks.flatMap(\.rows) where !row.isAbsent {
        guard let code = row.code, known.insert("\(code) \(row.name.text)").inserted else { continue }
        add("account", "\(code) \(row.name.text)", row.name.span)
      }
    }
    for statement in filing.narrative.statements where known.insert(statement.words.text).inserted {
      add("sentence", statement.words.text, statement.words.span)
    }
    for reason in filing.narrative.reasons where known.insert(reason.text.text).inserted {
      add("sentence", reason.text.text, reason.text.span)
    }
  }

  /// - Parameter anchors: ids of the spans.
  func passages(anchors: some Collection<String?>) -> [AssessedFile.Passage] {
    zip(found, anchors).map { passage, anchor in
      var passage = passage
      passage.anchor = anchor
      return passage
    }
  }

  private mutating func add(_ kind: String, _ text: String, _ span: SourceSpan?) {
    let text = String(text.prefix(Self.longest)).trimmingPrefix { $0.isWhitespace }
    guard !text.isEmpty else { return }
    found.append(AssessedFile.Passage(kind: kind, text: String(text)))
    spans.append(span)
  }

  /// In characters.
  private static let longest = 400
}
