import Amounts
import Documents
import Evaluation
import Filings
import Forms
import Texts

/// A kind of rule that is not an equation; one type a kind, with many entries in the packs.
protocol RuleKind: Sendable {
  /// - Returns: findings, and how the check ended on each place it looked at.
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome
}

/// What a kind found.
struct KindOutcome {
  var findings: [Finding] = []
  /// Places looked at where all was well.
  var holds = 0
  /// Why the check could not be made, if it could not.
  var reason: Reason?

  static func notApplicable(_ id: String, _ values: [String: String] = [:]) -> KindOutcome {
    KindOutcome(reason: Reason(id, values))
  }
}

/// All that kinds look at.
struct CheckContext {
  let form: Form
  let filing: Filing
  let document: Document
  let words: Words
  let sheet: BalanceSheet
  let prose: [Prose]
  /// What stands in the cells of all tables; blank ones are left out.
  let cells: [TextPiece]
  /// By table, the indicators in it.
  let indicators: [[Indicator]]
  /// Tables whose printed unit cannot be meant; their fillings hold the right one already.
  let misprintedUnits: [UnitCorrection.Slip]
  /// Rows whose printed code cannot be meant; their fillings hold the right one already.
  let miscodedRows: [MiscodedRows.Slip]
  /// Tables whose figures stand beside other accounts than their own; their fillings hold them in their places already.
  let strayedRows: [StrayedRows.Run]
  /// Paragraphs of last year's figures; their figures are held against nothing else.
  let staleParagraphs: [StaleParagraphs.Paragraph]
  var statedFigures: StatedFigures

  var catalog: Catalog { words.catalog }
  var department: String { filing.department?.text ?? "" }

  /// A finding of a rule with its basis filled in; title and message stand in the catalogue under the given id.
  func finding(
    _ rule: Rule, _ id: String, _ values: [String: String] = [:], severity: Finding.Severity? = nil,
    stated: String? = nil, expected: String? = nil, at locations: [Location]
  ) -> Finding {
    let builder = FindingBuilder(words: words, sheet: sheet)
    let suggestion = catalog("\(id).suggestion", values)
    return Finding(
      rule: rule.id, severity: severity ?? Finding.Severity(rule.severity), title: catalog("\(id).title", values),
      message: catalog(id, values), stated: stated, expected: expected, formula: rule.title, basis: builder.basis(rule),
      suggestion: suggestion == "\(id).suggestion" ? nil : suggestion, locations: locations)
  }

  /// One finding for all places where a word is written otherwise than it should be.
  func finding(
    _ rule: Rule, _ id: String, stated: String, expected: String, _ places: [(text: PrintedText, section: String)]
  ) -> Finding {
    finding(
      rule, id, ["stated": stated, "expected": expected, "count": String(places.count)], stated: stated,
      expected: expected,
      at: places.enumerated().map { index, place in
        location(place.text, index == 0 ? .culprit : .also, section: place.section)
      })
  }

  /// The first paragraph of the body that ends in a title, 名词解释.
  func start(of title: String) -> Int? {
    prose.firstIndex { !$0.isContents && $0.piece.text.has(title) && Label.key($0.piece.text).hasSuffix(title) }
  }

  func location(_ text: PrintedText, _ role: Location.Role = .culprit, section: String? = nil, table: String? = nil)
    -> Location
  {
    Location(role: role, quote: text.text, span: text.span, section: section, table: table)
  }
}

/// A paragraph or heading as scalars, with where it stands.
struct Prose {
  var block: Int
  var piece: TextPiece
  var scalars: [Unicode.Scalar]
  /// The nearest heading above.
  var section: String
  var isHeading: Bool
  var isContents: Bool
  var isNarrative: Bool

  /// Some of its scalars as words with their place.
  func text(_ range: Range<Int>) -> PrintedText {
    PrintedText(String(scalars: scalars[range]), piece.span(ofScalars: range))
  }

  /// All of it; a long paragraph is quoted by its beginning.
  var whole: PrintedText { text(0..<min(scalars.count, 40)) }
}

/// The prose of a document in order, and its cells.
enum ProseReader {
  static func cells(of document: Document) -> [TextPiece] {
    var cells: [TextPiece] = []
    for table in document.tables {
      for row in table.rows {
        for cell in row.cells where !cell.content.text.isEmpty { cells.append(cell.content) }
      }
    }
    return cells
  }

  static func read(_ document: Document, outline: [OutlineEntry], form: Form) -> [Prose] {
    var prose: [Prose] = []
    var section = ""
    let contents = Set(outline.filter(\.isContents).map(\.block))
    let narrative = narrativeBlocks(document, outline: outline, form: form)
    for (index, block) in document.blocks.enumerated() {
      let piece: TextPiece
      var isHeading = false
      switch block {
      case .heading(let heading):
        (piece, isHeading) = (heading.content, true)
        section = heading.content.text.replacing("\n", with: " ")
      case .paragraph(let paragraph): piece = paragraph.content
      case .table: continue
      }
      prose.append(
        Prose(
          block: index, piece: piece, scalars: Array(piece.text.unicodeScalars), section: section, isHeading: isHeading,
          isContents: contents.contains(index), isNarrative: narrative.contains(index)))
    }
    return prose
  }

  /// From the first heading of a section of the narrative to the next part.
  private static func narrativeBlocks(_ document: Document, outline: [OutlineEntry], form: Form) -> Range<Int> {
    let titles = Set(form.sections.flatMap { [$0.title] + $0.otherTitles }.map(Label.key))
    let body = outline.filter { !$0.isContents }
    guard let first = body.first(where: { titles.contains(Label.key($0.text.text)) }) else { return 0..<0 }
    let end = body.first { entry in
      entry.block > first.block && entry.ordinal?.style == .part
        || (entry.block > first.block && Label.key(entry.text.text) == "名词解释")
    }
    return first.block..<(end?.block ?? document.blocks.count)
  }
}

extension [Unicode.Scalar] {
  /// Where some words begin, from a position on.
  func firstIndex(of words: String, from start: Int = 0) -> Int? {
    let needle = Array(words.unicodeScalars)
    guard !needle.isEmpty, count >= needle.count, start <= count - needle.count else { return nil }
    return (start...(count - needle.count)).first { index in
      self[index] == needle[0] && self[index..<index + needle.count].elementsEqual(needle)
    }
  }
}
