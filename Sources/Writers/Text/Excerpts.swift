import Checking
import Documents
import Texts

/// The rows and lines of a document that a finding's places stand in.
struct Excerpts {
  let document: Document
  let index: PlaceIndex
  let lines: LineIndex?
  let map: SourceMap?

  init(_ input: ReportInput) {
    document = input.document
    index = PlaceIndex(input.document)
    lines = input.lines
    map = input.map
  }

  /// One excerpt for each row or line, in the order of the places; places in the same one are marked together.
  func of(_ locations: [Location]) -> [Excerpt] {
    var groups: [Group] = []
    var known: [PlaceIndex.Place: Int] = [:]
    for location in locations {
      let place = index.place(of: location)
      let holder = place.map { PlaceIndex.Place(block: $0.block, row: $0.row) }
      if let place, let holder, let group = known[holder] {
        groups[group].places.append(place)
      } else {
        if let holder { known[holder] = groups.count }
        groups.append(Group(first: location, holder: holder, places: [place].compactMap { $0 }))
      }
    }
    return groups.map(excerpt)
  }

  private struct Group {
    var first: Location
    var holder: PlaceIndex.Place?
    var places: [PlaceIndex.Place]
  }

  private func excerpt(_ group: Group) -> Excerpt {
    var excerpt = Excerpt(gutter: line(of: group.first.span).map(String.init) ?? "")
    if let holder = group.holder {
      fill(&excerpt, holder, group.places)
    } else {
      // The document does not know the place; the finding still quotes it.
      let line = group.first.quote.split(separator: "\n").first ?? ""
      excerpt.append(String(line).exchanging("\t", for: Self.divider), marked: true)
    }
    return excerpt
  }

  func line(of span: SourceSpan?) -> Int? {
    guard let span else { return nil }
    if case .line(let number, _)? = map?.place(of: span)?.spot { return number }
    return lines?.position(ofScalar: span.start).line
  }

  private func fill(_ excerpt: inout Excerpt, _ holder: PlaceIndex.Place, _ places: [PlaceIndex.Place]) {
    switch document.blocks[holder.block] {
    case .heading(let heading): fill(&excerpt, heading.content.text, places)
    case .paragraph(let paragraph): fill(&excerpt, paragraph.content.text, places)
    case .table(let table):
      guard let row = holder.row else { return excerpt.append(table.rows.first.map(rowText) ?? "", marked: true) }
      fill(&excerpt, table.rows[row], places)
    }
  }

  /// Of a paragraph, the printed line that holds the first mark.
  private func fill(_ excerpt: inout Excerpt, _ text: String, _ places: [PlaceIndex.Place]) {
    let scalars = Array(text.unicodeScalars)
    let ranges = places.map { $0.range ?? 0..<scalars.count }
    let first = ranges.map(\.lowerBound).min() ?? 0
    let start = scalars[..<first].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let end = scalars[first...].firstIndex(of: "\n") ?? scalars.count
    let line = start..<end
    let marked = ranges.map { $0.clamped(to: line) }.filter { !$0.isEmpty }
    excerpt.append(
      String(scalars: scalars[line]), marked: marked.map { ($0.lowerBound - start)..<($0.upperBound - start) })
  }

  /// A place without a cell accuses the whole row. Blank cells that end a row are left out.
  private func fill(_ excerpt: inout Excerpt, _ row: Table.Row, _ places: [PlaceIndex.Place]) {
    let isWhole = places.contains { $0.cell == nil }
    let last = row.cells.lastIndex { !$0.content.text.isBlank } ?? 0
    let end = max(last, places.compactMap(\.cell).max() ?? 0)
    for (number, cell) in row.cells.prefix(end + 1).enumerated() {
      if number > 0 { excerpt.append(Self.divider, marked: isWhole) }
      let text = cell.content.text.exchanging("\n", for: " ")
      let here = places.filter { $0.cell == number }
      if here.isEmpty {
        excerpt.append(text, marked: isWhole)
      } else if text.isBlank {
        excerpt.append("  ", marked: true)
      } else {
        excerpt.append(text, marked: here.map { $0.range ?? 0..<text.unicodeScalars.count })
      }
    }
  }

  private func rowText(_ row: Table.Row) -> String {
    row.cells.map { $0.content.text.exchanging("\n", for: " ") }.joined(separator: Self.divider)
  }

  private static let divider = " │ "
}
