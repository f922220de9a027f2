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
    for entry in filing.outline where !entry.isContents && entry.level.map({ $0 <= Self.deepest }) == true {
      add("heading", entry.text.text, entry.text.span)
    }
    var known: Set<String> = []
    for table in filing.tables {
      if let name = table.name, known.insert(name.text).inserted { add("project", name.text, name.span) }
    }
    // Later tables name the accounts without the ordinals of the first.
    for row in filing.tables.reversed().flatMap(\.blocks).flatMap(\.rows)
    where !row.isAbsent && row.cells.contains(where: { $0?.number != nil }) {
      guard let code = row.code, known.insert(code).inserted else { continue }
      add("account", "\(code) \(row.name.text)", row.name.span)
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

  /// Of the headings that a table of contents would show.
  private static let deepest = 3
  /// In characters.
  private static let longest = 400
}
