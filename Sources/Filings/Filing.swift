public import Amounts
public import Documents
public import Forms

/// One disclosure as the form sees it: which table is which, what each cell says and where it stands.
public struct Filing: Sendable {
  /// The kind of document that its first titles name; nil where they name none.
  public var kind: DocumentKind?
  public var department: PrintedText?
  public var fiscalYear: Int?
  /// Fillings of the form's printed tables, in document order.
  public var tables: [FilledTable]
  /// Headings and numbered lines of the document, in order.
  public var outline: [OutlineEntry]
  /// What was not recognised, with why; ids are of the message catalogue.
  public var unread: [Unread]
  /// Rows and headings that were understood only with an assumption.
  public var notes: [RecognitionNote]
  /// Whether parts of the document were not read at all, pictures of pages for one: nothing in it can be said to lack.
  public var isPartlyRead = false
  public var narrative = Narrative()
  /// Every place where the document names a department.
  public var departmentNames: [DepartmentName] = []

  public init(
    department: PrintedText? = nil, fiscalYear: Int? = nil, tables: [FilledTable] = [], outline: [OutlineEntry] = [],
    unread: [Unread] = [], notes: [RecognitionNote] = []
  ) {
    self.department = department
    self.fiscalYear = fiscalYear
    self.tables = tables
    self.outline = outline
    self.unread = unread
    self.notes = notes
  }

  /// The filing without what was added behind its printed tables.
  public func printed(tables count: Int) -> Filing {
    var filing = self
    filing.tables.removeLast(max(0, tables.count - count))
    return filing
  }

  /// Indices of the fillings of a form table.
  public func fillings(of form: Int) -> [Int] {
    tables.indices.filter { tables[$0].form == form }
  }
}

/// Some words of the document with their place.
public struct PrintedText: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan?

  public init(_ text: String, _ span: SourceSpan?) {
    self.text = text
    self.span = span
  }
}

/// What a title or a sentence of the document calls the department.
public struct DepartmentName: Sendable, Hashable {
  public var text: PrintedText
  /// Whether it stands in a title, the table of contents or the cover included.
  public var isTitle: Bool
  /// Whether a sentence on its accounts begins with it: 示例市档案馆2024年度收入总计.
  public var isSubject: Bool

  public init(text: PrintedText, isTitle: Bool, isSubject: Bool = false) {
    self.text = text
    self.isTitle = isTitle
    self.isSubject = isSubject
  }
}

public struct Unread: Sendable, Hashable {
  public var quote: String
  public var reason: String
  public var values: [String: String]
  public var span: SourceSpan?

  public init(quote: String, reason: String, values: [String: String] = [:], span: SourceSpan?) {
    self.quote = quote
    self.reason = reason
    self.values = values
    self.span = span
  }
}

public struct RecognitionNote: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable {
    /// A label that abbreviates the form's.
    case abbreviatedLabel
    /// A row of an open table whose cells stood in other columns than its heading.
    case shiftedRow
  }

  public var kind: Kind
  public var text: PrintedText
  /// The form's label.
  public var expected: String
  public var table: Int

  public init(kind: Kind, text: PrintedText, expected: String, table: Int) {
    self.kind = kind
    self.text = text
    self.expected = expected
    self.table = table
  }
}

/// A line of the document's outline: a marked heading, or a paragraph that begins with an ordinal.
public struct OutlineEntry: Sendable, Hashable {
  public var text: PrintedText
  public var ordinal: Ordinal?
  /// 1-based level of a marked heading; nil for paragraphs.
  public var level: Int?
  /// Index of its block in the document.
  public var block: Int
  /// Whether it belongs to the table of contents.
  public var isContents: Bool

  public init(text: PrintedText, ordinal: Ordinal?, level: Int?, block: Int, isContents: Bool) {
    self.text = text
    self.ordinal = ordinal
    self.level = level
    self.block = block
    self.isContents = isContents
  }
}
