import Composing

/// Counts pages without any font, as type of one width falls: what a table of contents shows until the program that
/// opens the file counts for itself.
enum PageCount {
  /// The page of each heading by its anchor; the first page after the contents is 1.
  static func pages(of publication: Publication) -> [String: Int] {
    var pages: [String: Int] = [:]
    var page = 0
    for run in PageRun.all(publication) where run.kind == .body {
      page += 1
      var used = 0.0
      for (index, piece) in run.pieces.enumerated() {
        let isTitle = run.measures[index + 1] != nil
        for (height, isFirst) in heights(piece, run, index, isTitle: isTitle) {
          // A heading stays with what follows.
          let follower = if case .heading = piece { bodyLine } else { 0.0 }
          if used + height + follower > run.paper.textHeight, used > 0 {
            page += 1
            used = 0
          }
          if isFirst, case .heading(let section) = piece { pages[section.anchor] = page }
          used += height
        }
      }
    }
    return pages
  }

  private static let bodyLine = 28.0

  /// Heights of the lines or rows of a piece, in points.
  private static func heights(
    _ piece: Publication.Piece, _ run: PageRun, _ index: Int, isTitle: Bool
  ) -> [(height: Double, isFirst: Bool)] {
    func lines(_ text: String, size: Double, height: Double, indent: Double) -> [(Double, Bool)] {
      let count = text.split(separator: "\n").reduce(0) {
        $0 + TextMeasure.lines(of: String($1), size: size, room: run.paper.textWidth, indent: indent)
      }
      return (0..<max(1, count)).map { (height, $0 == 0) }
    }
    switch piece {
    case .cover, .contents: return []
    case .heading(let section):
      if section.level == 1 { return lines(section.text, size: 22, height: 32, indent: 0) + [(24, false)] }
      return isTitle
        ? lines(section.text, size: 18, height: 24, indent: 0) + [(3, false)]
        : lines(section.text, size: 16, height: bodyLine, indent: 32)
    case .paragraph(let text): return lines(text, size: 16, height: bodyLine, indent: 32)
    case .table(let table):
      let measure = run.measures[index] ?? TableMeasure(table.grid)
      let above = table.number == nil ? 15.0 : 30.0
      let rows = table.grid.rows.map { (measure.height(of: $0) + 0.5, false) }
      return [(above, false)] + rows + table.notes.flatMap { lines($0, size: 10.5, height: 14, indent: 0) }
    }
  }
}
