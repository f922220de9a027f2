import Amounts
import Filings
import Forms

/// Reads …（类）…（款）…（项）.
enum ItemHeadReader {
  struct Head {
    var range: Range<Int>
    /// Where the names of class, section and item stand.
    var parts: [Range<Int>]
    /// The names, cleaned.
    var names: [[Unicode.Scalar]]
  }

  private static let marks = ["（类）", "（款）", "（项）"].map { Array($0.unicodeScalars) }

  static func read(_ passage: Passage) -> Head? {
    let scalars = passage.scalars
    var start = Ordinal(startOf: scalars.prefix(12)).map(\.length) ?? 0
    let begin = start
    var parts: [Range<Int>] = []
    for mark in marks {
      guard let at = find(mark, in: scalars, from: start), at - start <= 40 else { return nil }
      if scalars[start..<at].contains(where: { "。；，".unicodeScalars.contains($0) }) { return nil }
      parts.append(start..<at)
      start = at + mark.count
    }
    return Head(range: begin..<start, parts: parts, names: parts.map { LeadWords.clean(scalars[$0]) })
  }

  private static func find(_ words: [Unicode.Scalar], in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard start + words.count <= scalars.count else { return nil }
    return (start...min(scalars.count - words.count, start + 44)).first {
      scalars[$0] == words[0] && scalars[$0..<$0 + words.count].elementsEqual(words)
    }
  }
}

/// The items of a table by their names, and which of them the heads of a document name.
struct ItemIndex {
  private var byName: [[Unicode.Scalar]: [String]] = [:]
  private var names: [String: [Unicode.Scalar]] = [:]
  /// By code of an item that no head names, its figure; items without a figure need no paragraph.
  private var unnamed: [(code: String, figure: Rational?)] = []

  /// - Parameter heads: all heads of the document.
  init(_ rows: [FilledRow], heads: [ItemHeadReader.Head]) {
    for row in rows {
      guard let code = row.code else { continue }
      let name = Self.short(LeadWords.clean(Label.key(row.name.text).unicodeScalars))
      names[code] = name
      if code.utf8.count == 7 { byName[name, default: []].append(code) }
    }
    let named = Set(heads.compactMap { code(of: $0) })
    unnamed = rows.compactMap { row in
      guard let code = row.code, code.utf8.count == 7, !named.contains(code),
        let number = row.cells.lazy.compactMap({ $0?.number }).first, number.significand != 0
      else { return nil }
      return (code, number.value)
    }
  }

  /// The printed row that a head means; of rows with one name the one whose parents are named too.
  func code(of head: ItemHeadReader.Head) -> String? {
    let items = byName[Self.short(head.names[2])] ?? []
    if items.count <= 1 { return items.first }
    let sections = items.filter { names[String($0.prefix(5))] == Self.short(head.names[1]) }
    if sections.count == 1 { return sections[0] }
    let classes = (sections.isEmpty ? items : sections).filter {
      names[String($0.prefix(3))] == Self.short(head.names[0])
    }
    return classes.count == 1 ? classes[0] : nil
  }

  /// The row that a head means whose name the table does not have: of the rows that no head names the one with the
  /// paragraph's figure, or the only one of the section that the head names.
  ///
  /// - Parameter figures: amounts that the paragraph gives as outturn.
  func code(ofMisnamed head: ItemHeadReader.Head, figures: [Rational]) -> String? {
    let sameClass = unnamed.filter { names[String($0.code.prefix(3))] == Self.short(head.names[0]) }
    let sameFigure = sameClass.filter { row in row.figure.map(figures.contains) ?? false }
    if sameFigure.count == 1 { return sameFigure[0].code }
    let sameSection = (sameFigure.isEmpty ? sameClass : sameFigure).filter {
      names[String($0.code.prefix(5))] == Self.short(head.names[1])
    }
    return sameSection.count == 1 ? sameSection[0].code : nil
  }

  private static let expenditure = Array("支出".unicodeScalars)

  /// Documents write names with or without the final 支出.
  private static func short(_ name: [Unicode.Scalar]) -> [Unicode.Scalar] {
    name.count > 2 && name.suffix(2).elementsEqual(expenditure) ? Array(name.dropLast(2)) : name
  }
}
