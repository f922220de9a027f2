import Documents
import Forms

/// Says where a place is, for people: line, page, paragraph or cell.
struct PlaceWords {
  let lines: LineIndex?
  let map: SourceMap?
  let catalog: Catalog

  init(_ input: ReportInput, _ catalog: Catalog) {
    (lines, map, self.catalog) = (input.lines, input.map, catalog)
  }

  /// `第 12 页`; nil where the document keeps no place.
  func words(_ span: SourceSpan?) -> String? {
    guard let span else { return nil }
    if let lines { return catalog("spot.line", ["line": String(lines.position(ofScalar: span.start).line)]) }
    guard let place = map?.place(of: span) else { return nil }
    let words =
      switch place.spot {
      case .page(let number, _): catalog("spot.page", ["page": String(number)])
      case .run(_, let paragraph, _, _): catalog("spot.paragraph", ["paragraph": String(paragraph + 1)])
      case .cell(let sheet, let name): catalog("spot.cell", ["sheet": sheet, "cell": name])
      case .line(let number, _): catalog("spot.line", ["line": String(number)])
      }
    return place.file.map { $0 + " " + words } ?? words
  }
}
