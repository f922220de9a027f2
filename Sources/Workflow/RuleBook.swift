import Checking
public import Forms

/// The rules of a pack that are in force in a year, as a page lists them.
public struct RuleBook: Sendable {
  public struct Entry: Sendable {
    public var id: String
    public var title: String
    /// With the form's own labels; nil where it is no equation.
    public var equation: String?
    /// As the pack says.
    public var severity: Rule.Severity
    /// Each with how far it was verified.
    public var basis: [String]
    /// Whether a jurisdiction may make it an error: its ground was verified.
    public var canBeError: Bool
  }

  public struct Chapter: Sendable {
    /// Of the table; nil for rules over the whole document.
    public var table: String?
    public var entries: [Entry]
  }

  public let pack: String
  public let title: String
  public let chapters: [Chapter]

  /// - Throws: `PackChoice.Failure` where there is no such pack.
  public init(pack: String, year: Int, files: PackFiles, catalog: Catalog) throws(PackChoice.Failure) {
    let form = try PackChoice.load(pack, year: year, packs: ParsedPacks(files))
    (self.pack, title) = (form.pack, form.title)
    var chapters: [Chapter] = []
    for rule in form.rules {
      let table = rule.table.map { "\(form.tables[$0].id) \(form.tables[$0].title)" }
      if chapters.last.map({ $0.table != table }) ?? true { chapters.append(Chapter(table: table, entries: [])) }
      chapters[chapters.count - 1].entries.append(Self.entry(rule, form, catalog))
    }
    self.chapters = chapters
  }

  private static func entry(_ rule: Rule, _ form: Form, _ catalog: Catalog) -> Entry {
    let basis = rule.basis.compactMap { form.sources[$0] }.map {
      "\($0.title)（\(catalog("verified.\($0.verification.rawValue)"))）"
    }
    var equation: String?
    if case .equations = rule.kind { equation = EquationText.of(rule, form: form, catalog: catalog) }
    let title = catalog.language == .chinese ? rule.title : rule.english ?? rule.title
    return Entry(
      id: rule.id, title: title, equation: equation, severity: rule.severity, basis: basis,
      canBeError: form.canBeError(rule))
  }
}
