/// Reads expressions of the pack language (grammar in `Docs/packs.md`).
struct ExpressionParser {
  private var tokens: [Token]
  private var position = 0
  private var depth = 0
  private var operators = 0

  /// Deeper nesting, and more operators, than any form needs. Trees are walked recursively and lean over their
  /// operators, so both bound what a hostile pack can do.
  static let maximumDepth = 64
  private static let maximumOperators = 256

  static func parse(_ source: String) throws(SyntaxError) -> Syntax {
    var lexer = Lexer(source)
    var parser = ExpressionParser(tokens: try lexer.tokens())
    let expression = try parser.expression()
    try parser.expectEnd()
    return expression
  }

  private init(tokens: [Token]) {
    self.tokens = tokens
  }

  // MARK: Expressions, loosest binding first

  private mutating func expression() throws(SyntaxError) -> Syntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw SyntaxError(detail: "depth", offset: current.offset) }
    let start = current.offset
    if isNext("for", "each") {
      position += 2
      let variable = try name()
      try expect(word: "in")
      let rows = try primary()
      try expect(":")
      return .forEach(variable: variable, rows: rows, body: try expression(), at: start)
    }
    if accept(word: "if") {
      let condition = try expression()
      try expect(word: "then")
      let then = try expression()
      try expect(word: "else")
      return .conditional(condition, then: then, otherwise: try expression(), at: start)
    }
    let left = try disjunction()
    guard accept(word: "implies") else { return left }
    return .binary(.implies, left, try expression(), at: start)
  }

  private mutating func disjunction() throws(SyntaxError) -> Syntax {
    var left = try conjunction()
    while current.kind == .name("or") {
      let offset = try passOperator()
      left = .binary(.or, left, try conjunction(), at: offset)
    }
    return left
  }

  private mutating func conjunction() throws(SyntaxError) -> Syntax {
    var left = try negation()
    while current.kind == .name("and") {
      let offset = try passOperator()
      left = .binary(.and, left, try negation(), at: offset)
    }
    return left
  }

  private mutating func negation() throws(SyntaxError) -> Syntax {
    guard current.kind == .name("not") else { return try comparison() }
    let offset = try passOperator()
    return .not(try negation(), at: offset)
  }

  private mutating func comparison() throws(SyntaxError) -> Syntax {
    let left = try sum()
    let offset = current.offset
    if accept(word: "starts") {
      if case .name(let text) = current.kind {
        return .binary(.starts, left, .text(text, at: advance().offset), at: offset)
      }
      return .binary(.starts, left, try sum(), at: offset)
    }
    guard case .symbol(let symbol) = current.kind, let comparison = Syntax.Operator(rawValue: symbol),
      ["=", "!=", "<", "<=", ">", ">="].contains(symbol)
    else { return left }
    position += 1
    return .binary(comparison, left, try sum(), at: offset)
  }

  private mutating func sum() throws(SyntaxError) -> Syntax {
    var left = try product()
    while case .symbol(let symbol) = current.kind, symbol == "+" || symbol == "-" {
      let offset = try passOperator()
      left = .binary(symbol == "+" ? .add : .subtract, left, try product(), at: offset)
    }
    return left
  }

  private mutating func product() throws(SyntaxError) -> Syntax {
    var left = try unary()
    while case .symbol(let symbol) = current.kind, symbol == "*" || symbol == "/" {
      let offset = try passOperator()
      left = .binary(symbol == "*" ? .multiply : .divide, left, try unary(), at: offset)
    }
    return left
  }

  private mutating func unary() throws(SyntaxError) -> Syntax {
    guard current.kind == .symbol("-") else { return try primary() }
    let offset = try passOperator()
    return .negate(try unary(), at: offset)
  }

  private mutating func primary() throws(SyntaxError) -> Syntax {
    let token = current
    switch token.kind {
    case .number(let digits):
      position += 1
      return .number(digits, isPercent: accept("%"), at: token.offset)
    case .text(let text):
      position += 1
      return .text(text, at: token.offset)
    case .symbol("("):
      position += 1
      let inner = try expression()
      try expect(")")
      return inner
    case .name("level"), .name("children"), .name("under"), .name("siblings"), .name("leaves"):
      if !isNextSymbol("("), !isNextSymbol("."), !isNextSymbol("[") {
        return .selection(try selector(), at: token.offset)
      }
      return try nameOrCall()
    case .name:
      return try nameOrCall()
    case .symbol, .end:
      throw unexpected()
    }
  }

  private mutating func nameOrCall() throws(SyntaxError) -> Syntax {
    let offset = current.offset
    let base = try name()
    if accept("(") { return .call(base, try arguments(), at: offset) }
    if accept("..") { return .selection(.range(base, try rowName()), at: offset) }
    var steps: [Syntax.Step] = []
    while true {
      let at = current.offset
      if accept(".") {
        steps.append(.member(try rowName(), at: at + 1))
      } else if accept("[") {
        steps.append(.rows(try selector(), at: at + 1))
        try expect("]")
      } else {
        break
      }
    }
    return .address(Syntax.Address(base: base, steps: steps, offset: offset))
  }

  private mutating func arguments() throws(SyntaxError) -> [Syntax] {
    var arguments: [Syntax] = []
    guard !accept(")") else { return arguments }
    repeat {
      let argument = try argument()
      if accept(word: "for") {
        let variable = try name()
        try expect(word: "in")
        arguments.append(.comprehension(argument, variable: variable, rows: try primary()))
      } else {
        arguments.append(argument)
      }
    } while accept(",")
    try expect(")")
    return arguments
  }

  /// In a call a bare code is a row of this table: `sum(301, 303)`; so is a range of rows.
  private mutating func argument() throws(SyntaxError) -> Syntax {
    if case .number(let digits) = current.kind, digits.count == 3 || digits.count == 5 || digits.count == 7 {
      let offset = advance().offset
      if accept("..") { return .selection(.range(digits, try rowName()), at: offset) }
      if !isOperator { return .selection(.name(digits), at: offset) }
      position -= 1
    }
    return try expression()
  }

  private mutating func selector() throws(SyntaxError) -> Syntax.Selector {
    switch current.kind {
    case .name("level"):
      position += 1
      return .level(try name())
    case .name("children"):
      position += 1
      return .children(of: accept(word: "of") ? try name() : nil)
    case .name("siblings"):
      position += 1
      return .siblings
    case .name("leaves"):
      position += 1
      return .leaves
    case .name("under"):
      position += 1
      return .under(try rowNames())
    case .name("where"):
      position += 1
      return .condition(try expression())
    case .text(let text):
      position += 1
      return .name(text)
    case .name, .number, .symbol, .end:
      let first = try rowName()
      if accept("..") { return .range(first, try rowName()) }
      guard accept(",") else { return .name(first) }
      return .list([first] + (try rowNames()))
    }
  }

  private mutating func rowNames() throws(SyntaxError) -> [String] {
    var names = [try rowName()]
    while accept(",") { names.append(try rowName()) }
    return names
  }

  // MARK: Tokens

  private var current: Token { tokens[position] }

  private var isOperator: Bool {
    if case .symbol(let symbol) = current.kind { "+-*/=<>%".contains(symbol.prefix(1)) } else { false }
  }

  private mutating func advance() -> Token {
    defer { position += 1 }
    return tokens[position]
  }

  /// Where the operator stands that is stepped over.
  private mutating func passOperator() throws(SyntaxError) -> Int {
    operators += 1
    guard operators <= Self.maximumOperators else { throw SyntaxError(detail: "depth", offset: current.offset) }
    return advance().offset
  }

  private mutating func accept(_ symbol: String) -> Bool {
    guard current.kind == .symbol(symbol) else { return false }
    position += 1
    return true
  }

  private mutating func accept(word: String) -> Bool {
    guard current.kind == .name(word) else { return false }
    position += 1
    return true
  }

  private func isNext(_ first: String, _ second: String) -> Bool {
    current.kind == .name(first) && position + 1 < tokens.count && tokens[position + 1].kind == .name(second)
  }

  private func isNextSymbol(_ symbol: String) -> Bool {
    position + 1 < tokens.count && tokens[position + 1].kind == .symbol(symbol)
  }

  private mutating func expect(_ symbol: String) throws(SyntaxError) {
    guard accept(symbol) else { throw unexpected(wanted: symbol) }
  }

  private mutating func expect(word: String) throws(SyntaxError) {
    guard accept(word: word) else { throw unexpected(wanted: word) }
  }

  private func expectEnd() throws(SyntaxError) {
    guard current.kind == .end else { throw unexpected() }
  }

  private mutating func name() throws(SyntaxError) -> String {
    guard case .name(let name) = current.kind else { throw unexpected() }
    position += 1
    return name
  }

  private mutating func rowName() throws(SyntaxError) -> String {
    if case .number(let digits) = current.kind {
      position += 1
      return digits
    }
    return try name()
  }

  private func unexpected(wanted: String? = nil) -> SyntaxError {
    let text: String
    switch current.kind {
    case .number(let word), .text(let word), .name(let word), .symbol(let word): text = word
    case .end: text = ""
    }
    let detail = text.isEmpty ? "end" : wanted == nil ? "unexpected" : "wanted"
    return SyntaxError(detail: detail, offset: current.offset, values: ["text": text, "wanted": wanted ?? ""])
  }
}
