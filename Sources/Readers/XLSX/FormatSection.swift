/// One of the parts of a format code that `;` divides: for positive numbers, negative ones, zero, text.
struct FormatSection: Hashable {
  struct Condition: Hashable {
    var sign: String
    var limit: StoredNumber

    func holds(for number: StoredNumber) -> Bool {
      let order = Self.order(number, limit)
      switch sign {
      case ">": return order > 0
      case ">=": return order >= 0
      case "<": return order < 0
      case "<=": return order <= 0
      case "<>": return order != 0
      default: return order == 0
      }
    }

    private static func order(_ a: StoredNumber, _ b: StoredNumber) -> Int {
      if a == b || a.isZero && b.isZero { return 0 }
      let (x, y) = (key(a), key(b))
      if x.0 != y.0 { return x.0 < y.0 ? -1 : 1 }
      let isLess = x.1 != y.1 ? x.1 < y.1 : a.digits.lexicographicallyPrecedes(b.digits)
      return isLess == (x.0 > 0) ? -1 : 1
    }

    private static func key(_ number: StoredNumber) -> (sign: Int, point: Int) {
      (number.isZero ? 0 : number.isNegative ? -1 : 1, number.point)
    }
  }

  enum Token: Hashable {
    case literal(String)
    /// `0`, `#` or `?`.
    case digit(Character)
    case point, comma, percent, general
    /// A run of one of y, m, d, h, s, or AM/PM.
    case date(String)
  }

  private(set) var tokens: [Token] = []
  private(set) var condition: Condition?

  /// The sections of a code, without the `;` between them.
  static func split(_ code: String) -> [String] {
    var sections = [""]
    var (isQuoted, isEscaped) = (false, false)
    for character in code {
      if character == ";", !isQuoted, !isEscaped {
        sections.append("")
        continue
      }
      sections[sections.count - 1].append(character)
      if character == "\"", !isEscaped { isQuoted.toggle() }
      isEscaped = character == "\\" && !isEscaped && !isQuoted
    }
    return sections
  }

  init(_ code: String) {
    var rest = Array(code)[...]
    while let character = rest.popFirst() { read(character, &rest) }
  }

  private mutating func read(_ character: Character, _ rest: inout ArraySlice<Character>) {
    switch character {
    case "\"":
      let end = rest.firstIndex(of: "\"") ?? rest.endIndex
      tokens.append(.literal(String(rest[..<end])))
      rest = rest[end...].dropFirst()
    case "\\": if let next = rest.popFirst() { tokens.append(.literal(String(next))) }
    // Room as wide as a character, and a character that fills the cell.
    case "_", "*": _ = rest.popFirst()
    case "[": readBrackets(&rest)
    case "0", "#", "?": tokens.append(.digit(character))
    case ".": tokens.append(.point)
    case ",": tokens.append(.comma)
    case "%": tokens.append(.percent)
    case "@": tokens.append(.general)
    case "G", "g": readGeneral(character, &rest)
    case "E", "e":
      // Scientific notation; its digits say nothing about decimals.
      guard let sign = rest.first, sign == "+" || sign == "-" else { return tokens.append(.date("yyyy")) }
      rest = rest.dropFirst().drop { $0 == "0" || $0 == "#" }
    case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S":
      var run = character.lowercased()
      while let next = rest.first, next.lowercased() == character.lowercased() {
        run += next.lowercased()
        rest.removeFirst()
      }
      tokens.append(.date(run))
    case "A", "a":
      let isHalfDay = String(rest.prefix(4)).lowercased() == "m/pm"
      if isHalfDay { rest = rest.dropFirst(4) }
      tokens.append(isHalfDay ? .date("am/pm") : .literal(String(character)))
    default: tokens.append(.literal(String(character)))
    }
  }

  /// `General` and what the Chinese Excel writes for it.
  private mutating func readGeneral(_ first: Character, _ rest: inout ArraySlice<Character>) {
    for name in ["General", "G/通用格式"] where (String(first) + String(rest.prefix(name.count - 1))) == name {
      rest = rest.dropFirst(name.count - 1)
      return tokens.append(.general)
    }
    tokens.append(.literal(String(first)))
  }

  /// Colours, languages, currencies, conditions, and hours beyond a day.
  private mutating func readBrackets(_ rest: inout ArraySlice<Character>) {
    let end = rest.firstIndex(of: "]") ?? rest.endIndex
    let word = String(rest[..<end])
    rest = rest[end...].dropFirst()
    if word.hasPrefix("$") {
      let currency = word.dropFirst().prefix { $0 != "-" }
      if !currency.isEmpty { tokens.append(.literal(String(currency))) }
    } else if let first = word.first, "<>=".contains(first) {
      let sign = word.prefix { "<>=".contains($0) }
      condition = StoredNumber(String(word.dropFirst(sign.count))).map { Condition(sign: String(sign), limit: $0) }
    } else if ["h", "m", "s"].contains(word.lowercased().prefix(1)), Set(word.lowercased()).count == 1 {
      tokens.append(.date(word.lowercased()))
    }
  }

  var isPercent: Bool { tokens.contains(.percent) }

  var isDate: Bool {
    tokens.contains { if case .date = $0 { true } else { false } }
  }
}
