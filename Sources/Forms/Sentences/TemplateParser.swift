import Texts

/// Reads templates.
struct TemplateParser {
  private let characters: [Unicode.Scalar]
  private var position = 0
  private var depth = 0

  static func parse(_ source: String) throws(SyntaxError) -> Template {
    var parser = TemplateParser(characters: Array(source.unicodeScalars))
    let template = try parser.template(until: [])
    guard parser.position == parser.characters.count else {
      throw SyntaxError(detail: "bracket", offset: parser.position)
    }
    return template
  }

  private init(characters: [Unicode.Scalar]) {
    self.characters = characters
  }

  private mutating func template(until ends: [Unicode.Scalar]) throws(SyntaxError) -> Template {
    var pieces: [Template.Piece] = []
    while position < characters.count, !ends.contains(characters[position]) {
      switch characters[position] {
      case "{": pieces.append(try slot())
      case "[": pieces.append(try options())
      case "]", "}": throw SyntaxError(detail: "bracket", offset: position)
      default: pieces.append(.words(words(until: ends)))
      }
    }
    return Template(pieces: pieces)
  }

  private mutating func words(until ends: [Unicode.Scalar]) -> String {
    let start = position
    while position < characters.count, !Self.brackets.contains(characters[position]),
      !ends.contains(characters[position])
    {
      position += 1
    }
    return String(scalars: characters[start..<position])
  }

  private static let brackets = Array("{}[]".unicodeScalars)

  private mutating func slot() throws(SyntaxError) -> Template.Piece {
    let start = position + 1
    guard let end = characters[start...].firstIndex(of: "}") else {
      throw SyntaxError(detail: "bracket", offset: position)
    }
    position = end + 1
    do {
      return .slot(try ExpressionParser.parse(String(scalars: characters[start..<end])), at: start)
    } catch {
      throw SyntaxError(detail: error.detail, offset: start + error.offset, values: error.values)
    }
  }

  private mutating func options() throws(SyntaxError) -> Template.Piece {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth <= ExpressionParser.maximumDepth else { throw SyntaxError(detail: "depth", offset: start) }
    position += 1
    var options = [try template(until: ["|", "]"])]
    while position < characters.count, characters[position] == "|" {
      position += 1
      options.append(try template(until: ["|", "]"]))
    }
    guard position < characters.count else { throw SyntaxError(detail: "bracket", offset: start) }
    position += 1
    return .options(options)
  }
}
