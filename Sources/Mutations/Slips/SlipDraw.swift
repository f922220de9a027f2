/// Draws slips for a document.
struct SlipDraw {
  let manuscript: Manuscript
  /// Last year's numbers; nil where they are not known.
  let last: Accounts?
  let tables: TableGrid

  init(_ ground: Ground) {
    manuscript = ground.manuscript
    last = ground.last
    tables = TableGrid(ground.manuscript)
  }

  /// A number of slips that do not touch each other.
  ///
  /// - Returns: fewer, where the document has no room for so many of these kinds.
  func slips(
    _ count: Int, _ kinds: [SlipKind], _ domains: [Manuscript.Kind], _ numbers: inout SeededNumbers
  ) -> [Slip] {
    let pairs = domains.flatMap { domain in kinds.filter { $0.fits(domain) }.map { ($0, domain) } }
    guard !pairs.isEmpty else { return [] }
    var slips: [Slip] = []
    var taken: Set<Int> = []
    for _ in 0..<count * 40 where slips.count < count {
      let (kind, domain) = numbers.pick(pairs)
      guard let slip = slip(kind, domain, &numbers) else { continue }
      let touched = neighbourhood(slip)
      guard touched.isDisjoint(with: taken) else { continue }
      taken.formUnion(touched)
      slips.append(slip)
    }
    return slips
  }

  /// The prints of the lines that a slip stands in.
  private func neighbourhood(_ slip: Slip) -> Set<Int> {
    guard slip.missingLine != nil || slip.places.count > 1 else { return Set(slip.places.map(\.print)) }
    return Set(slip.places.flatMap { tables.companions(of: $0.print) })
  }

  private func slip(_ kind: SlipKind, _ domain: Manuscript.Kind, _ numbers: inout SeededNumbers) -> Slip? {
    let candidates = manuscript.prints.indices.filter {
      manuscript.prints[$0].kind == domain && !manuscript.prints[$0].text.isEmpty
        && (manuscript.prints[$0].text != "0" || kind == .lastYear)
    }
    // Many numbers have no neighbour, no copy and no line to slide, so others are tried.
    for _ in 0..<60 where !candidates.isEmpty {
      let print = numbers.pick(candidates)
      let places = places(kind, print, &numbers).filter { $0.wrong != manuscript.prints[$0.print].text }
      guard places.contains(where: isAnotherValue) else { continue }
      return Slip(
        kind: kind, domain: domain, places: places,
        missingLine: kind == .missingRow ? manuscript.prints[print].row : nil)
    }
    return nil
  }

  /// A per cent with fewer decimals, rounded or cut off, is the same per cent.
  private func isAnotherValue(_ place: Slip.Place) -> Bool {
    let print = manuscript.prints[place.print]
    guard let right = Accounts.value(print.text, print.unit), let wrong = Accounts.value(place.wrong, print.unit) else {
      return true
    }
    let decimals = place.wrong.split(separator: ".").dropFirst().first?.count ?? 0
    let step = print.unit == .percent ? (decimals == 0 ? 100 : decimals == 1 ? 10 : 1) : 1
    return wrong != right && wrong != right / step * step && wrong != (right + step / 2) / step * step
  }

  private func places(_ kind: SlipKind, _ print: Int, _ numbers: inout SeededNumbers) -> [Slip.Place] {
    let text = manuscript.prints[print].text
    switch kind {
    case .blank, .digitChanged, .digitDropped, .digitAdded, .transposed, .pointShifted, .sign, .unit:
      return Misprint.of(text, kind, &numbers).map { [Slip.Place(print: print, wrong: $0)] } ?? []
    case .lastYear:
      let wrong = lastText(print)
      return wrong.isEmpty || wrong == "0" ? [] : [Slip.Place(print: print, wrong: wrong)]
    case .neighbour: return neighbour(print, &numbers).map { [Slip.Place(print: print, wrong: self.text($0))] } ?? []
    case .swapped:
      guard let other = neighbour(print, &numbers) else { return [] }
      return [Slip.Place(print: print, wrong: self.text(other)), Slip.Place(print: other, wrong: text)]
    case .copiedRow: return tables.copied(print)
    case .slid: return tables.slid(print, lines: numbers.within(2...5))
    case .missingRow: return tables.missing(print)
    case .several: return several(print, &numbers)
    case .staleParagraph: return stale(print)
    case .copiedParagraph: return copied(print)
    }
  }

  private func text(_ print: Int) -> String { manuscript.prints[print].text }

  private func lastText(_ print: Int) -> String {
    let quantity = manuscript.prints[print].quantity
    return last.flatMap { $0.values[quantity] == nil ? nil : $0.text(quantity) } ?? ""
  }

  /// A number of the same unit beside it: in a table in the row or column, else in the paragraph.
  private func neighbour(_ print: Int, _ numbers: inout SeededNumbers) -> Int? {
    let own = manuscript.prints[print]
    let near = manuscript.prints.indices.filter { index in
      let other = manuscript.prints[index]
      guard other.part == own.part, other.unit == own.unit, other.text != own.text, !other.text.isEmpty,
        other.text != "0"
      else { return false }
      return own.part.hasPrefix("paragraph")
        || (other.row == own.row ? abs(other.column - own.column) <= 3 : false)
        || (other.column == own.column && abs(other.row - own.row) == 1)
    }
    return near.isEmpty ? nil : numbers.pick(near)
  }

  /// The same wrong value in every table that prints the number, and in the row of the same account elsewhere.
  private func several(_ print: Int, _ numbers: inout SeededNumbers) -> [Slip.Place] {
    let own = manuscript.prints[print]
    let others = manuscript.prints.indices.filter { index in
      let other = manuscript.prints[index]
      return other.kind == .cell && other.text == own.text && other.part != own.part
        && (other.quantity == own.quantity || Self.account(other.quantity) == Self.account(own.quantity))
    }
    let kind = numbers.pick([SlipKind.digitChanged, .digitDropped, .digitAdded, .transposed])
    guard !others.isEmpty, let wrong = Misprint.of(own.text, kind, &numbers) else { return [] }
    return ([print] + others).sorted().map { Slip.Place(print: $0, wrong: wrong) }
  }

  /// Row and column without the table: `2012601].basic`.
  private static func account(_ quantity: Quantity) -> Substring {
    quantity.firstIndex(of: "[").map { quantity[$0...] } ?? quantity[...]
  }

  // MARK: Paragraphs

  private func paragraph(_ print: Int) -> [Int] {
    manuscript.prints.indices.filter { manuscript.prints[$0].part == manuscript.prints[print].part }
  }

  /// Every amount and share of a paragraph as it would have stood there last year.
  private func stale(_ print: Int) -> [Slip.Place] {
    let members = paragraph(print)
    guard members.count >= 4, members.allSatisfy({ last?.values[manuscript.prints[$0].quantity] != nil }) else {
      return []
    }
    return members.map { Slip.Place(print: $0, wrong: lastText($0)) }
  }

  /// Amounts and rates of the paragraph on an item, taken from the paragraph before it.
  private func copied(_ print: Int) -> [Slip.Place] {
    let members = paragraph(print)
    guard let first = members.first, first >= members.count, members.count == 3,
      manuscript.prints[first].quantity.hasPrefix("budget[")
    else { return [] }
    let source = members.map { $0 - members.count }
    guard zip(members, source).allSatisfy({ manuscript.prints[$0].unit == manuscript.prints[$1].unit }),
      manuscript.prints[source[0]].quantity.hasPrefix("budget[")
    else { return [] }
    return zip(members, source).map { Slip.Place(print: $0, wrong: text($1)) }
  }
}
