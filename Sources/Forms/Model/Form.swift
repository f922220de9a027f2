public import Amounts
import Texts

/// A year's disclosure form in one jurisdiction: the packs of a chain merged, names resolved, types checked.
public struct Form: Sendable {
  /// Id of the last pack of the chain, such as `hunan`.
  public var pack: String
  public var title: String
  /// Kinds of documents there are, and the id of the one that the form is for.
  public var kinds: [DocumentKind]
  public var kind: String
  /// Ids from the base to the last overlay.
  public var chain: [String]
  /// First and last fiscal year the form is for; nil where open.
  public var firstYear: Int?
  public var lastYear: Int?
  /// What tables print when they do not say.
  public var unit: MoneyUnit
  /// Decimals of the printed amounts.
  public var precision: Int
  public var sources: [String: Source]
  public var classifications: [String: Classification]
  public var furniture: Furniture
  /// Title of the document, with `{year}` and `{department}`; nil where the packs give none.
  public var documentTitle: String?
  /// Heading of the table of contents (目录).
  public var contentsTitle: String?
  /// Title of the report before the performance tables, with `{year}`.
  public var reportTitle: String?
  /// Title over a table of the annex, with `{year}` and `{title}`.
  public var annexTitle = "{title}"
  public var outline: [OutlinePart]
  public var tables: [TableForm]
  public var rules: [Rule]
  public var phrases: [Phrase]
  public var sections: [SectionForm]
  public var wording: Wording
  public var scoring: Scoring
  public var glossary: [GlossaryTerm]
  /// How the workbook that a department fills in is laid out.
  public var workbook = WorkbookForm()
  /// Tables of the accounting software and where their figures belong.
  public var exports = ExportForm()
  /// Words that name the jurisdiction in a document (地名), for choosing the pack.
  public var marks: [String]

  public func table(_ id: String) -> Int? { tables.firstIndex { $0.id == id } }

  public func covers(year: Int) -> Bool {
    Bounds(first: firstYear, last: lastYear).contains(year)
  }
}

/// A legal or formal basis of rules.
public struct Source: Sendable, Hashable {
  /// How far it was verified.
  public enum Verification: String, Sendable, Hashable {
    /// Read in the source.
    case read = "V"
    /// Read second-hand.
    case secondHand = "V2"
    /// Common practice.
    case practice = "P"
    /// Remembered; never the sole ground of an error.
    case remembered = "M"
  }

  public var id: String
  public var title: String
  public var verification: Verification
}

/// Words in tables that carry no data.
public struct Furniture: Sendable {
  /// Keys of the headings over name columns (项目), code columns (科目编码), serial columns (行次) and the row of
  /// column numbers (栏次).
  public var label: Set<String> = []
  public var code: Set<String> = []
  public var serial: Set<String> = []
  public var numbers: Set<String> = []
  /// Keys of words that make of a table's title, standing before it, the title of another table: 政府采购 … 支出决算表.
  public var others: Set<String> = []
  /// Keys of what the titles of tables end in, those that the form does not have too: 决算表.
  public var titles: Set<String> = []
  /// Whether the key of a line ends in the key of a table's title, with nothing before it that makes it another table's.
  public func names(_ key: String, title: String) -> Bool {
    guard key.ends(in: title) else { return false }
    let before = key.dropLast(title.count)
    return before.isEmpty || !others.contains { before.firstPlace(of: $0) != nil }
  }

  /// The words themselves, as a composed table prints them; the first of names is over rows, the last beside codes.
  public var labelWords: [String] = []
  public var codeWord = ""
  public var serialWord = ""
  public var numbersWord = ""
  /// Words before what stands above and below a composed table: 部门, 单位, 注; and after the points of an indicator: 分.
  public var departmentWord = ""
  public var unitWord = ""
  public var noteWord = ""
  public var pointsWord = ""
}

/// A part of the document (概况, 部门决算表, …).
public struct OutlinePart: Sendable {
  public var id: String
  public var title: String
  public var otherTitles: [String]
  public var isRequired: Bool
  /// Ids of tables and sections, or titles, in the form's order.
  public var holds: [String]
}

/// Expressions with one meaning, from `wording.tsv`.
public struct Wording: Sendable {
  /// Key of a label → key of the label that the form composes.
  private var composed: [LabelKey: String] = [:]
  public private(set) var entries: [(composed: String, others: [String])] = []

  public init() {}

  mutating func add(composed text: String, others: [String]) {
    entries.append((text, others))
    for other in others { composed[LabelKey(Label.key(other))] = Label.key(text) }
  }

  /// A label's key after synonyms.
  public func key(_ label: String) -> String {
    let key = Label.key(label)
    return composed[LabelKey(key)] ?? key
  }
}

public struct GlossaryTerm: Sendable {
  public var term: String
  /// When a filing must explain it; nil means always.
  public var condition: Expression?
  public var definition: String
}

/// How indicators are scored, from `performance/scoring.yaml`.
public struct Scoring: Sendable {
  /// Words in a target that tell its direction, in the order they are tried.
  public var atLeast: [String] = []
  public var atMost: [String] = []
  public var byDate: [String] = []
  /// Names of total-score bands with their bounds, the higher exclusive but for the first.
  public var grades: [(name: String, low: Rational, high: Rational)] = []
  /// Formulas of the methods by id (`at_least`, `at_most`): t the target, a what was achieved, w the weight.
  public var methods: [String: Syntax] = [:]
}
