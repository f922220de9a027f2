public import Documents

/// A place of a document as JSON, told in the terms of its format; its keys stand beside those of what has the place.
///
/// What goes over several lines or runs is told by the first; a box holds all that is on its page.
public struct PlaceShape: Codable, Sendable {
  var start, end: Int?
  var file: String?
  var page: Int?
  var box: [Float]?
  var part: String?
  var paragraph, run: Int?
  var sheet, cell: String?
  var line, character: Int?
  /// How sure recognition was, of print on a picture.
  var score: Float?

  /// - Parameter map: nil for text formats, whose places are offsets.
  public init(_ span: SourceSpan, _ map: SourceMap?) {
    guard let map else {
      (start, end) = (span.start, span.end)
      return
    }
    guard let place = map.place(of: span) else { return }
    file = place.file
    score = map.score(of: span)
    switch place.spot {
    case .page(let number, let box): (page, self.box) = (number, [box.left, box.top, box.right, box.bottom])
    case .run(let part, let paragraph, let run, _): (self.part, self.paragraph, self.run) = (part, paragraph, run)
    case .cell(let sheet, let name): (self.sheet, cell) = (sheet, name)
    case .line(let number, let column): (line, character) = (number, column)
    }
  }
}
