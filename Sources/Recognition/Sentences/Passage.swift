import Amounts
import Documents
import Filings
import Forms
import Texts

/// A paragraph made whole again where pages or lines broke it, white space taken out, each character with its place.
struct Passage {
  private struct Origin {
    var piece: Int
    var offset: Int
  }

  private(set) var scalars: [Unicode.Scalar] = []
  private var origins: [Origin] = []
  private var pieces: [TextPiece] = []
  /// By piece, its text as scalars.
  private var texts: [[Unicode.Scalar]] = []
  var isHeading: Bool

  init(_ piece: TextPiece, _ text: [Unicode.Scalar], _ range: Range<Int>, isHeading: Bool) {
    self.isHeading = isHeading
    append(piece, text, range)
  }

  mutating func append(_ piece: TextPiece, _ text: [Unicode.Scalar], _ range: Range<Int>) {
    pieces.append(piece)
    texts.append(text)
    let before = scalars.count
    for offset in range {
      guard let scalar = ParagraphEnd.plain(text[offset]) else { continue }
      scalars.append(scalar)
      origins.append(Origin(piece: pieces.count - 1, offset: offset))
    }
    DigitGroups.join(&scalars, from: before)
  }

  var isEmpty: Bool { scalars.isEmpty }

  /// Whether the text goes on in the next paragraph.
  var isOpen: Bool { !isHeading && ParagraphEnd.isOpen(scalars) }

  /// Some of it as printed; where it was broken, without the break.
  func text(_ range: Range<Int>) -> PrintedText {
    guard !range.isEmpty else { return PrintedText("", nil) }
    let first = origins[range.lowerBound]
    let last = origins[range.upperBound - 1]
    if first.piece == last.piece {
      let own = first.offset..<(last.offset + 1)
      return PrintedText(
        String(scalars: texts[first.piece][own]), pieces[first.piece].span(ofScalars: own))
    }
    let start = pieces[first.piece].span(ofScalars: first.offset..<(first.offset + 1))
    let end = pieces[last.piece].span(ofScalars: last.offset..<(last.offset + 1))
    return PrintedText(string(range), start.union(end))
  }

  func string(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }
}

/// Cuts the prose of a document into passages.
enum PassageReader {
  static func read(_ document: Document, contents: Set<Int>) -> [Passage] {
    var passages: [Passage] = []
    var mayGoOn = false
    for (index, block) in document.blocks.enumerated() {
      if contents.contains(index) { continue }
      switch block {
      case .table: mayGoOn = false
      case .heading(let heading):
        let text = Array(heading.content.text.unicodeScalars)
        passages.append(Passage(heading.content, text, 0..<text.count, isHeading: true))
        mayGoOn = false
      case .paragraph(let paragraph):
        add(paragraph.content, to: &passages, goingOn: &mayGoOn)
      }
    }
    return passages.filter { !$0.isEmpty }
  }

  private static func add(_ piece: TextPiece, to passages: inout [Passage], goingOn: inout Bool) {
    let text = Array(piece.text.unicodeScalars)
    var start = 0
    while start <= text.count {
      let end = text[start...].firstIndex(of: "\n") ?? text.count
      if end > start {
        let isNew = Ordinal(startOf: text[start..<min(end, start + 12)]) != nil
        if goingOn, !isNew, let last = passages.indices.last, passages[last].isOpen {
          passages[last].append(piece, text, start..<end)
        } else {
          passages.append(Passage(piece, text, start..<end, isHeading: false))
        }
        goingOn = true
      }
      start = end + 1
    }
  }
}
