/// The lines of the tables of a manuscript, for slips that move whole lines.
struct TableGrid {
  private let manuscript: Manuscript
  /// Prints by line.
  private let lines: [Int: [Int]]

  init(_ manuscript: Manuscript) {
    self.manuscript = manuscript
    lines = Dictionary(
      grouping: manuscript.prints.indices.filter { !manuscript.prints[$0].part.hasPrefix("paragraph") },
      by: { manuscript.prints[$0].row })
  }

  /// Tables whose lines are one account each.
  private static let byFunction: Set = ["T02", "T03", "T05", "T07"]

  /// The prints of its line, or itself where it stands in a paragraph.
  func companions(of print: Int) -> [Int] {
    manuscript.prints[print].part.hasPrefix("paragraph") ? [print] : lines[manuscript.prints[print].row] ?? []
  }

  /// The lines of accounts that begin with the print's own, at most so many.
  private func run(_ print: Int, _ count: Int) -> [[Int]] {
    let own = manuscript.prints[print]
    guard Self.byFunction.contains(manuscript.lines[own.row].part), manuscript.lines[own.row].label != "合计" else {
      return []
    }
    return (own.row..<own.row + count).compactMap { row in
      row < manuscript.lines.count && manuscript.lines[row].part == manuscript.lines[own.row].part ? lines[row] : nil
    }
  }

  private func taken(_ line: [Int], from other: [Int]) -> [Slip.Place] {
    zip(line, other).map { Slip.Place(print: $0, wrong: manuscript.prints[$1].text) }
  }

  /// The line with the figures of the next.
  func copied(_ print: Int) -> [Slip.Place] {
    let lines = run(print, 2)
    return lines.count == 2 ? taken(lines[0], from: lines[1]) : []
  }

  func slid(_ print: Int, lines count: Int) -> [Slip.Place] {
    let lines = run(print, count)
    guard lines.count >= 2, let last = lines.last else { return [] }
    return zip(lines, lines.dropFirst()).flatMap { taken($0, from: $1) } + last.map { Slip.Place(print: $0, wrong: "") }
  }

  func missing(_ print: Int) -> [Slip.Place] {
    (run(print, 1).first ?? []).map { Slip.Place(print: $0, wrong: "") }
  }
}
