import Amounts
import Filings
import Forms
import Texts

/// Reads …（类）…（款）…（项）. Class and section may stand once, above the items of theirs.
struct ItemHeadReader {
  struct Head {
    var range: Range<Int>
    /// Where the names of class, section and item stand; nil for those that a heading above gives.
    var parts: [Range<Int>?]
    /// The names, cleaned; empty where nothing gives them.
    var names: [[Unicode.Scalar]]
    /// The code that stands before the name: 2010301-行政运行.
    var code: String?
  }

  private static let levels = ["类", "款", "项"]
  static let marks = levels.map { Array("（\($0)）".unicodeScalars) }

  /// The level that some words mark last: 款 of “文化和旅游”（款）.
  static func level(in words: ArraySlice<Unicode.Scalar>) -> String? {
    zip(levels, marks).compactMap { level, mark in words.lastEnd(of: mark).map { (end: $0, level: level) } }
      .max { $0.end < $1.end }?.level
  }

  /// The class and section named last.
  private var above: [[Unicode.Scalar]] = [[], []]

  /// By index of its passage, each head of a document.
  static func heads(of passages: [Passage]) -> [Int: Head] {
    var reader = ItemHeadReader()
    var heads: [Int: Head] = [:]
    for (index, passage) in passages.enumerated() {
      if let head = reader.read(passage) { heads[index] = head }
    }
    return heads
  }

  private mutating func read(_ passage: Passage) -> Head? {
    let scalars = passage.scalars
    var start = Ordinal(startOf: scalars.prefix(12)).map(\.length) ?? 0
    let begin = start
    var parts: [Range<Int>?] = [nil, nil, nil]
    for (level, mark) in Self.marks.enumerated() {
      guard let at = Self.find(mark, in: scalars, from: start), at - start <= 40,
        !scalars[start..<at].contains(where: { "。；，".unicodeScalars.contains($0) })
      else { continue }
      parts[level] = start..<at
      start = at + mark.count
    }
    guard parts.contains(where: { $0 != nil }) else { return coded(scalars[begin...]) }
    for level in above.indices {
      if let part = parts[level] {
        above[level] = LeadWords.clean(scalars[part])
        for inner in above.indices where inner > level { above[inner] = [] }
      }
    }
    guard let item = parts[2] else { return nil }
    return Head(range: begin..<start, parts: parts, names: above + [LeadWords.clean(scalars[item])])
  }

  private static let codeLength = 7
  private static let dashes = Set("-－—–_ 　、".unicodeScalars)

  /// 2010301-行政运行558.22万元: an item by its code, its name ending where the amount begins.
  private func coded(_ scalars: ArraySlice<Unicode.Scalar>) -> Head? {
    let code = scalars.prefix { ("0"..."9").contains($0) }
    guard code.count == Self.codeLength, code.first == "2" else { return nil }
    let words = scalars[code.endIndex...]
    let begin = words.firstIndex { !Self.dashes.contains($0) } ?? words.endIndex
    let name = words[begin...].prefix { !("0"..."9").contains($0) && !"，。：:；".unicodeScalars.contains($0) }
    guard name.count >= 2, name.allSatisfy({ $0.properties.isIdeographic || "（）、“”".unicodeScalars.contains($0) })
    else { return nil }
    return Head(
      range: scalars.startIndex..<name.endIndex, parts: [nil, nil, name.startIndex..<name.endIndex],
      names: [[], [], LeadWords.clean(name)], code: String(scalars: code))
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
  /// By code, how many heads name an item.
  private var heads: [String: Int] = [:]
  private var figures: [String: Rational] = [:]
  /// By code of an item that no head names, its figure; items without a figure need no paragraph.
  private var unnamed: [(code: String, figure: Rational)] = []
  /// Items by their names that other tables have and this one has not, though it has their section.
  private var lacking: [[Unicode.Scalar]: Set<String>] = [:]

  /// - Parameters:
  ///   - others: rows of other tables.
  ///   - heads: all heads of the document.
  init(_ rows: [FilledRow], others: [FilledRow], heads: [ItemHeadReader.Head]) {
    for row in rows {
      guard let code = row.code else { continue }
      let name = Self.short(LeadWords.clean(Label.key(row.name.text).unicodeScalars))
      names[code] = name
      if code.utf8.count == 7 { byName[name, default: []].append(code) }
    }
    for row in others {
      guard let code = row.code, code.utf8.count == 7, names[code] == nil, names[String(code.prefix(5))] != nil else {
        continue
      }
      lacking[Self.short(LeadWords.clean(Label.key(row.name.text).unicodeScalars)), default: []].insert(code)
    }
    for code in heads.compactMap({ code(of: $0) }) { self.heads[code, default: 0] += 1 }
    for row in rows {
      guard let code = row.code, code.utf8.count == 7, let number = row.cells.lazy.compactMap({ $0?.number }).first,
        number.significand != 0
      else { continue }
      figures[code] = number.value
      if self.heads[code] == nil { unnamed.append((code, number.value)) }
    }
  }

  /// The row that a head means with the name of another one: two heads name that one, its figure is not the paragraph's, and
  /// the paragraph's figure is that of a row which no head names.
  ///
  /// - Parameter given: amounts that the paragraph gives as outturn.
  func code(ofCopied head: ItemHeadReader.Head, figures given: [Rational]) -> String? {
    guard let named = code(of: head), heads[named, default: 0] > 1, let own = figures[named], !given.contains(own)
    else {
      return nil
    }
    let meant = unnamed.filter { row in
      Self.fits(head.names[0], names[String(row.code.prefix(3))]) && given.contains(row.figure)
    }
    return meant.count == 1 ? meant[0].code : nil
  }

  /// The printed row that a head means; of rows with one name the one whose parents are named too.
  func code(of head: ItemHeadReader.Head) -> String? {
    if let code = head.code, names[code] != nil { return code }
    let items = (byName[Self.short(head.names[2])] ?? []).filter { !isElsewhere(head, besides: $0) }
    if items.count <= 1 { return items.first }
    let sections = items.filter { Self.fits(head.names[1], names[String($0.prefix(5))]) }
    if sections.count == 1 { return sections[0] }
    let classes = (sections.isEmpty ? items : sections).filter {
      Self.fits(head.names[0], names[String($0.prefix(3))])
    }
    return classes.count == 1 ? classes[0] : nil
  }

  /// Whether a head names another section that the table has: many sections have an item of the same name, and the one
  /// of this section may be the row that was left out.
  private func isElsewhere(_ head: ItemHeadReader.Head, besides item: String) -> Bool {
    guard !head.names[1].isEmpty, !Self.fits(head.names[1], names[String(item.prefix(5))]) else { return false }
    return names.contains { code, name in code.utf8.count == 5 && name == Self.short(head.names[1]) }
  }

  /// The row that a head means whose name the table does not have: of the rows that no head names the one with the
  /// paragraph's figure, or the only one of the section that the head names.
  ///
  /// - Parameter figures: amounts that the paragraph gives as outturn.
  func code(ofMisnamed head: ItemHeadReader.Head, figures: [Rational]) -> String? {
    let sameClass = unnamed.filter { Self.fits(head.names[0], names[String($0.code.prefix(3))]) }
    let sameFigure = sameClass.filter { figures.contains($0.figure) }
    if sameFigure.count == 1 { return sameFigure[0].code }
    let sameSection = (sameFigure.isEmpty ? sameClass : sameFigure).filter {
      Self.fits(head.names[1], names[String($0.code.prefix(5))])
    }
    return sameSection.count == 1 ? sameSection[0].code : nil
  }

  /// The item that a head means and the table lacks; the head must name its section too.
  func code(ofLacking head: ItemHeadReader.Head) -> String? {
    guard !head.names[1].isEmpty else { return nil }
    let items = (lacking[Self.short(head.names[2])] ?? []).filter {
      Self.fits(head.names[1], names[String($0.prefix(5))])
    }
    return items.count == 1 ? items.first : nil
  }

  /// Whether a name that a head gives, or does not give, is an account's.
  private static func fits(_ given: [Unicode.Scalar], _ own: [Unicode.Scalar]?) -> Bool {
    given.isEmpty || own == short(given)
  }

  private static let expenditure = Array("支出".unicodeScalars)

  /// Documents write names with or without the final 支出.
  private static func short(_ name: [Unicode.Scalar]) -> [Unicode.Scalar] {
    name.count > 2 && name.suffix(2).elementsEqual(expenditure) ? Array(name.dropLast(2)) : name
  }
}
