import Texts

/// A word of the expression language, with where it starts (in scalars from the start of the expression).
struct Token: Hashable {
  enum Kind: Hashable {
    case number(String)
    case text(String)
    case name(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  var offset: Int
}

/// Splits an expression into tokens.
struct Lexer {
  private let characters: [Unicode.Scalar]
  private var position = 0

  init(_ source: String) {
    characters = Array(source.unicodeScalars)
  }

  mutating func tokens() throws(SyntaxError) -> [Token] {
    var tokens: [Token] = []
    while true {
      while position < characters.count, isBlank(characters[position]) { position += 1 }
      guard position < characters.count else { break }
      tokens.append(try next())
    }
    tokens.append(Token(kind: .end, offset: characters.count))
    return tokens
  }

  private mutating func next() throws(SyntaxError) -> Token {
    let start = position
    let character = characters[position]
    if character == "\"" { return try text(from: start) }
    if Self.isDigit(character) { return number(from: start) }
    if Self.isName(character) {
      while position < characters.count, Self.isName(characters[position]) { position += 1 }
      return Token(kind: .name(text(start..<position)), offset: start)
    }
    for symbol in ["..", "!=", "<=", ">="] where matches(symbol) {
      position += 2
      return Token(kind: .symbol(symbol), offset: start)
    }
    guard "+-*/=<>()[],.:%".unicodeScalars.contains(character) else {
      throw SyntaxError(detail: "character", offset: start, values: ["text": String(character)])
    }
    position += 1
    return Token(kind: .symbol(String(character)), offset: start)
  }

  private mutating func text(from start: Int) throws(SyntaxError) -> Token {
    position += 1
    while position < characters.count, characters[position] != "\"" { position += 1 }
    guard position < characters.count else { throw SyntaxError(detail: "quote", offset: start) }
    position += 1
    return Token(kind: .text(text(start + 1..<position - 1)), offset: start)
  }

  /// Digits with at most one point; `301..303` keeps its dots for the range.
  private mutating func number(from start: Int) -> Token {
    func isDigit(_ index: Int) -> Bool {
      index < characters.count && Self.isDigit(characters[index])
    }
    while isDigit(position) { position += 1 }
    if position + 1 < characters.count, characters[position] == ".", isDigit(position + 1) {
      position += 1
      while isDigit(position) { position += 1 }
    }
    return Token(kind: .number(text(start..<position)), offset: start)
  }

  private func matches(_ symbol: String) -> Bool {
    characters[position...].starts(with: symbol.unicodeScalars)
  }

  private func text(_ range: Range<Int>) -> String {
    String(scalars: characters[range])
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\n" || scalar == "\t" }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// ASCII letters, digits and underscores; and whatever Chinese uses, brackets and quotation marks included.
  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.isASCII else { return scalar != "\u{3000}" && scalar != "\u{A0}" }
    return scalar == "_" || isDigit(scalar) || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}

/// An expression that cannot be read; the message stands under `pack.syntax.<detail>`.
struct SyntaxError: Error, Hashable {
  var detail: String
  var offset: Int
  var values: [String: String] = [:]
}
