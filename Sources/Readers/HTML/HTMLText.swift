import Documents
import Texts

/// A piece of text in the making: white space is folded as browsers fold it, entities are resolved, and the place of
/// every scalar is kept.
struct HTMLText {
  private var text: [Unicode.Scalar] = []
  private var anchors: [TextPiece.Anchor] = []
  /// White space that was met and is not yet in the text: where, and whether it broke the line of the file.
  private var space: (offset: Int, isBreak: Bool)?
  private var end = 0

  var isEmpty: Bool { text.isEmpty }

  /// - Parameter raised: for digits that are printed above or below the line.
  mutating func add(_ range: Range<Int>, of scalars: [Unicode.Scalar], raised: [Unicode.Scalar]? = nil) {
    var index = range.lowerBound
    while index < range.upperBound {
      if scalars[index] == "&", let entity = Entity(scalars, at: index, before: range.upperBound) {
        add(entity.scalar, at: index, isBreak: false, raised)
        index = entity.end
      } else {
        add(scalars[index], at: index, isBreak: scalars[index] == "\n", raised)
        index += 1
      }
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar, at offset: Int, isBreak: Bool, _ raised: [Unicode.Scalar]?) {
    switch scalar {
    case _ where scalar.isUnseen: return
    case _ where isBreak || scalar.isBlank:
      space = (space?.offset ?? offset, (space?.isBreak ?? false) || isBreak)
      return
    default: break
    }
    if let space, let last = text.last, last != "\n" {
      // Lines of the file break inside Chinese words, where no space is meant.
      if !space.isBreak || !last.isWide && !scalar.isWide { append(" ", at: space.offset) }
    }
    space = nil
    if let raised, scalar.isASCIIDigit {
      append(raised[Int(scalar.value - 0x30)], at: offset)
    } else {
      append(scalar, at: offset)
    }
  }

  /// A new line, unless one has just begun.
  mutating func breakLine(at offset: Int) {
    space = nil
    if let last = text.last, last != "\n" { append("\n", at: offset) }
  }

  private mutating func append(_ scalar: Unicode.Scalar, at offset: Int) {
    // Places only grow, also where a break stands before what it follows.
    let offset = max(offset, end)
    let isContinued = anchors.last.map { $0.file - $0.text == offset - text.count } ?? false
    if !isContinued { anchors.append(TextPiece.Anchor(text: text.count, file: offset)) }
    text.append(scalar)
    end = offset + 1
  }

  /// - Parameter offset: where a blank piece stands.
  func piece(at offset: Int) -> TextPiece {
    var count = text.count
    while count > 0, text[count - 1] == "\n" || text[count - 1].isBlank { count -= 1 }
    let anchors = anchors.filter { $0.text < count }
    guard let first = anchors.first, let last = anchors.last else {
      return TextPiece(text: "", span: SourceSpan(offset..<offset))
    }
    return TextPiece(
      text: String(scalars: text[..<count]), span: SourceSpan(first.file..<last.file + count - last.text),
      anchors: anchors)
  }

  static let above = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)
  static let below = Array("₀₁₂₃₄₅₆₇₈₉".unicodeScalars)
}
