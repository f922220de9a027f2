import OpenXML
import Texts

/// What is to change in one run.
struct RunPlan {
  enum Order: Int {
    /// Ends of comments stand before what begins at the same character.
    case end, start
  }

  struct Mark {
    /// Before which character of the run.
    var offset: Int
    var order: Order
    var bytes: [UInt8]
  }

  struct Deletion {
    var characters: Range<Int>
    var id: Int
    /// What is put in its place; empty where a later run has that.
    var insertion: [UInt8]
  }

  var marks: [Mark] = []
  /// None overlapping another.
  var deletions: [Deletion] = []
}

/// Writes a run anew, cut where something begins or ends, each piece with the run's own tag and properties.
struct RunWriter {
  let run: XMLElement
  let plan: RunPlan
  let markup: WordMarkup

  /// Content of the run between two cuts.
  private struct Piece {
    var content: [UInt8] = []
    /// The same, with the tags of deleted text.
    var deleted: [UInt8] = []
  }

  private var bytes: [UInt8] { run.tree.bytes }

  func write() -> [UInt8] {
    let parts = RunPart.parts(of: run)
    let length = parts.reduce(0) { $0 + $1.text.unicodeScalars.count }
    let offsets =
      plan.marks.map(\.offset) + plan.deletions.flatMap { [$0.characters.lowerBound, $0.characters.upperBound] }
    let cuts = Set(offsets.filter { $0 > 0 && $0 < length }).sorted()
    var written = marks(at: 0)
    if cuts.isEmpty, plan.deletions.isEmpty {
      written += bytes[run.range]
    } else {
      for (index, piece) in pieces(parts, cuts).enumerated() {
        let start = index == 0 ? 0 : cuts[index - 1]
        if index > 0 { written += marks(at: start) }
        written += self.written(piece, from: start, to: index < cuts.count ? cuts[index] : length)
      }
    }
    // Marks past the end belong to the end.
    return length > 0 ? written + marks(at: length...) : written + marks(at: 1...)
  }

  private func marks(at offset: Int) -> [UInt8] { marks(at: offset...offset) }

  private func marks(at offsets: some RangeExpression<Int>) -> [UInt8] {
    let found = plan.marks.enumerated().filter { offsets.contains($0.element.offset) }
    return found.sorted {
      ($0.element.order.rawValue, $0.offset) < ($1.element.order.rawValue, $1.offset)
    }.flatMap(\.element.bytes)
  }

  private func pieces(_ parts: [RunPart], _ cuts: [Int]) -> [Piece] {
    var pieces = [Piece](repeating: Piece(), count: cuts.count + 1)
    var parts = parts[...]
    var offset = 0
    for child in run.children where !(child.namespace == .word && child.name == "rPr") {
      guard let part = parts.first, part.element.index == child.index else {
        // What has no text stays with what is before it.
        let index = cuts.count { $0 < offset }
        pieces[index].content += bytes[child.range]
        pieces[index].deleted += bytes[child.range]
        continue
      }
      parts.removeFirst()
      add(part, at: offset, cuts, to: &pieces)
      offset += part.text.unicodeScalars.count
    }
    return pieces
  }

  private func add(_ part: RunPart, at offset: Int, _ cuts: [Int], to pieces: inout [Piece]) {
    let scalars = Array(part.text.unicodeScalars)
    let inside = cuts.filter { $0 > offset && $0 < offset + scalars.count }
    let first = cuts.count { $0 <= offset }
    guard part.element.name == "t" else {
      pieces[first].content += bytes[part.element.range]
      pieces[first].deleted += bytes[part.element.range]
      return
    }
    let bounds = [offset] + inside + [offset + scalars.count]
    for (index, (start, end)) in zip(bounds, bounds.dropFirst()).enumerated() {
      let text = String(scalars: scalars[(start - offset)..<(end - offset)])
      pieces[first + index].content += inside.isEmpty ? Array(bytes[part.element.range]) : markup.text("t", text)
      pieces[first + index].deleted += markup.text("delText", text)
    }
  }

  private func written(_ piece: Piece, from start: Int, to end: Int) -> [UInt8] {
    guard !piece.content.isEmpty else { return [] }
    let deletion = plan.deletions.first { $0.characters.lowerBound <= start && end <= $0.characters.upperBound }
    let content = deletion == nil ? piece.content : piece.deleted
    let written = bytes[run.tag] + markup.properties(of: run) + content + bytes[run.close]
    guard let deletion else { return Array(written) }
    return markup.deletion(Array(written), id: deletion.id)
      + (end == deletion.characters.upperBound ? deletion.insertion : [])
  }
}
