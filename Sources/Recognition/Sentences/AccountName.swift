import Filings
import Forms
import Texts

/// What the words before an amount call its account: 住房支出 of ；住房支出（类）405.05万元, and of 2.“住房支出”405.05万元.
struct AccountName {
  /// Where it stands, in the passage.
  let range: Range<Int>
  let scalars: [Unicode.Scalar]

  private static let stops = Set("，。；：、".unicodeScalars)
  private static let shortest = 3
  private static let longest = 24

  /// - Returns: nil where the last clause is no name.
  init?(_ lead: ArraySlice<Unicode.Scalar>) {
    var clause = lead.suffix(from: lead.lastIndex(where: Self.stops.contains).map { $0 + 1 } ?? lead.startIndex)
    let mark = ItemHeadReader.marks[0]
    if let end = clause.lastEnd(of: mark) { clause = clause.prefix(end - mark.count) }
    while let first = clause.first, !first.properties.isIdeographic { clause.removeFirst() }
    while let last = clause.last, !last.properties.isIdeographic { clause.removeLast() }
    guard (Self.shortest...Self.longest).contains(clause.count) else { return nil }
    range = clause.startIndex..<clause.endIndex
    scalars = LeadWords.clean(clause)
  }

  /// The only one of some accounts that has had the name, or whose name it shortens; with that name.
  func member(of members: [SlotMember]) -> SlotMember? {
    let name = String(scalars: scalars)
    let meant = members.filter { member in
      member.formerNames.contains(scalars)
        || member.names.contains { Label.abbreviates(name, String(scalars: $0)) }
    }
    return meant.count == 1 ? SlotMember(id: meant[0].id, names: [scalars]) : nil
  }
}

extension SentenceReader {
  /// Notes an account that the text calls otherwise than its table does.
  mutating func noteName(_ match: SlotMatcher.Match, _ passage: Passage) {
    guard let name = match.otherName, let code = match.member?.id,
      case .level(let table, _)? = patterns[match.cursor.section].sentences[match.cursor.sentence].members,
      let index = form.table(String(table.prefix { $0 != "." }))
    else { return }
    narrative.renamed.append(RenamedAccount(name: passage.text(name.range), code: code, table: index))
  }
}
