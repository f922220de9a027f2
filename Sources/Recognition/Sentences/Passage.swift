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
    for offset in range {
      guard let scalar = Self.plain(text[offset]) else { continue }
      scalars.append(scalar)
      origins.append(Origin(piece: pieces.count - 1, offset: offset))
    }
  }

  /// Digits, signs and letters in one width; nil for white space.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x4E00...0x9FFF: scalar
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x3000, 0xFEFF: nil
    case 0xFF0C, 0xFF1A, 0xFF1B, 0xFF08, 0xFF09: scalar
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)
    case 0x28: "（"
    case 0x29: "）"
    case 0x3A: "："
    default: scalar
    }
  }

  var isEmpty: Bool { scalars.isEmpty }

  /// Whether the text goes on in the next paragraph: a page ended in the middle of a sentence.
  var isOpen: Bool {
    guard !isHeading, scalars.count > 15, let last = scalars.last else { return false }
    if endsInBracket || isHalfAnItem { return true }
    // A numbered line without any punctuation is a title.
    let hasClauses = scalars.contains { "，。；".unicodeScalars.contains($0) }
    if !hasClauses, Ordinal(startOf: scalars.prefix(12)) != nil { return false }
    if last == "）", hasClauses { return isName(inLastBracket: scalars) }
    return !"。；：！？:;.）”".unicodeScalars.contains(last)
  }

  /// Whether a bracket is open at the end: 事业运行（ … 项）.
  private var endsInBracket: Bool {
    guard let open = scalars.lastIndex(of: "（"), scalars.count - open <= 20 else { return false }
    return !scalars[open...].contains("）")
  }

  /// Whether the last bracket is part of a name: 国（境）.
  private func isName(inLastBracket scalars: [Unicode.Scalar]) -> Bool {
    guard let open = scalars.lastIndex(of: "（") else { return false }
    return scalars.count - open <= 3 && scalars[open...].dropFirst().allSatisfy { !("0"..."9").contains($0) }
  }

  private static let itemMarks = ["（类）", "（项）"].map { Array($0.unicodeScalars) }

  /// Whether it names the class of an item and ends before the item: …（类）…（款）机关事业 … 单位.
  private var isHalfAnItem: Bool {
    guard scalars.count <= 80, Ordinal(startOf: scalars.prefix(12)) != nil else { return false }
    let ends = Self.itemMarks.map { scalars.lastEnd(of: $0) }
    return ends[0] != nil && ends[1] == nil && ends[0] != scalars.count
      && !scalars.contains { "，。；".unicodeScalars.contains($0) }
  }

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
