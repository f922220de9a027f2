import Documents
import Texts

/// A range of the file that lies on one line, on its way into a text piece.
struct Stretch: Hashable {
  var range: Range<Int>
  /// Where its line starts; a piece of several stretches has its "\n" one scalar before it.
  var lineStart: Int
}

/// Stretches of the file to one text piece: emphasis, tags, comments and escapes are taken out, entities resolved, and
/// the place of every remaining scalar kept.
///
/// A scalar that stands for several of the file (an entity, say) has the place of the first of them.
struct InlineCleaner {
  private let scalars: [Unicode.Scalar]

  init(_ scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  /// - Parameters:
  ///   - stretches: in the order of the file, without surrounding blanks.
  ///   - span: the whole piece, markers of headings and list items included.
  func piece(_ stretches: [Stretch], span: Range<Int>) -> TextPiece {
    if stretches.count == 1, !hasMarkup(stretches[0].range) {
      return plainPiece(stretches[0].range, span: span)
    }
    var cleaning = InlineCleaning(scalars, cuts: Emphasis(scalars, in: stretches).cuts)
    cleaning.read(stretches)
    return cleaning.piece(span: span)
  }

  /// The piece of a single cell, whose span is its trimmed text.
  func piece(_ range: Range<Int>) -> TextPiece {
    if !hasMarkup(range) { return plainPiece(range, span: range) }
    let piece = piece([Stretch(range: range, lineStart: range.lowerBound)], span: range)
    // Nothing but markup is a blank cell, and a blank cell takes no room.
    return piece.text.isEmpty ? plainPiece(range.lowerBound..<range.lowerBound) : piece
  }

  private func plainPiece(_ range: Range<Int>, span: Range<Int>? = nil) -> TextPiece {
    let span = span ?? range
    return TextPiece(
      text: String(scalars: scalars[range]), span: SourceSpan(span),
      anchors: range.isEmpty ? [] : [TextPiece.Anchor(text: 0, file: range.lowerBound)])
  }

  private func hasMarkup(_ range: Range<Int>) -> Bool {
    scalars[range].contains { $0 == "*" || $0 == "<" || $0 == "&" || $0 == "\\" || $0.isUnseen }
  }
}

/// The cleaning of one piece while it goes on.
private struct InlineCleaning {
  private let scalars: [Unicode.Scalar]
  /// Marks of emphasis to leave out, in order.
  private let cuts: [Range<Int>]
  private var nextCut = 0
  private var text: [Unicode.Scalar] = []
  private var anchors: [TextPiece.Anchor] = []
  /// The closing bracket of a unit that recognition software wrote as if it were a tag.
  private var strayBracket: Int?
  /// No comment ends after this; without it, many openings without an end would each search the whole line.
  private var commentsEnd = Int.max

  init(_ scalars: [Unicode.Scalar], cuts: [Range<Int>]) {
    self.scalars = scalars
    self.cuts = cuts
  }

  mutating func read(_ stretches: [Stretch]) {
    for (index, stretch) in stretches.enumerated() {
      if index > 0, text.last != "\n" { append("\n", from: stretch.lineStart - 1) }
      commentsEnd = Int.max
      var offset = stretch.range.lowerBound
      while offset < stretch.range.upperBound {
        offset = readOne(at: offset, before: stretch.range.upperBound)
      }
    }
  }

  func piece(span: Range<Int>) -> TextPiece {
    var count = text.count
    while count > 0, text[count - 1].isBlank || text[count - 1] == "\n" { count -= 1 }
    return TextPiece(
      text: String(scalars: text[..<count]), span: SourceSpan(span),
      anchors: anchors.filter { $0.text < count })
  }

  /// Reads the scalar or the markup at an offset.
  ///
  /// - Returns: where to go on.
  private mutating func readOne(at offset: Int, before end: Int) -> Int {
    let scalar = scalars[offset]
    switch scalar {
    case "*":
      if let end = endOfCut(at: offset) { return end }
    case "<":
      if let next = readBracket(at: offset, before: end) { return next }
    case ">":
      if strayBracket == offset { return offset + 1 }
    case "&":
      if let entity = Entity(scalars, at: offset, before: end) {
        append(entity.scalar, from: offset)
        return entity.end
      }
    case "\\":
      if offset + 1 < end, scalars[offset + 1].isASCIIPunctuation {
        append(scalars[offset + 1], from: offset + 1)
        return offset + 2
      }
    default:
      if scalar.isUnseen { return offset + 1 }
    }
    append(scalar, from: offset)
    return offset + 1
  }

  private mutating func endOfCut(at offset: Int) -> Int? {
    // Asterisks inside a tag or comment were passed over with it.
    while nextCut < cuts.count, cuts[nextCut].lowerBound < offset { nextCut += 1 }
    guard nextCut < cuts.count, cuts[nextCut].lowerBound == offset else { return nil }
    return cuts[nextCut].upperBound
  }

  private mutating func append(_ scalar: Unicode.Scalar, from offset: Int) {
    if text.isEmpty, scalar.isBlank || scalar == "\n" { return }
    let isContinued = anchors.last.map { $0.file - $0.text == offset - text.count } ?? false
    if !isContinued { anchors.append(TextPiece.Anchor(text: text.count, file: offset)) }
    text.append(scalar)
  }

  /// Reads a tag or comment.
  ///
  /// - Returns: where to go on, or `nil` where the bracket is text, such as a title quoted in `<…>`.
  private mutating func readBracket(at offset: Int, before end: Int) -> Int? {
    if scalars.has("<!--", at: offset, before: end) { return endOfComment(at: offset, before: end) }
    if let bracket = UnitInBrackets(scalars, at: offset, before: end) {
      strayBracket = bracket.closing
      return offset + 1
    }
    guard let tag = Tag(scalars, at: offset, before: end) else { return nil }
    switch tag.name {
    case "br":
      append("\n", from: offset)
    case "sup", "sub":
      if !tag.isClosing, let raised = RaisedDigits(scalars, tag: tag, before: end) {
        append(raised)
        return raised.end
      }
    default:
      break
    }
    return tag.end
  }

  /// `m <sup>2</sup>` is printed m², without the blank.
  private mutating func append(_ raised: RaisedDigits) {
    if let last = text.lastIndex(where: { !$0.isBlank }), text[last].isASCIILetter {
      text.removeSubrange((last + 1)...)
      while let anchor = anchors.last, anchor.text > last { anchors.removeLast() }
    }
    for digit in raised.digits {
      append(digit.scalar, from: digit.offset)
    }
  }

  private mutating func endOfComment(at offset: Int, before end: Int) -> Int? {
    guard offset < commentsEnd else { return nil }
    var close = offset + 4
    while close + 3 <= end {
      if scalars.has("-->", at: close, before: end) { return close + 3 }
      close += 1
    }
    commentsEnd = offset
    return nil
  }
}
