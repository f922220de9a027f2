/// A classification of accounts (政府收支分类科目): codes in levels told apart by length.
public struct Classification: Sendable {
  public struct Entry: Sendable {
    public var code: String
    public var name: String
    public var fund: Fund
    public var firstYear: Int?
    public var lastYear: Int?
    /// Seen in official text or published files, not only remembered: its name may ground a warning.
    public var isVerified: Bool
    public var otherNames: [String]
    /// Names that the account had up to a year, with that year.
    public var formerNames: [(name: String, lastYear: Int)]

    /// The names that a document of a year may call the account by.
    public func names(in year: Int?) -> [String] {
      [name] + otherNames + formerNames.filter { former in year.map { $0 <= former.lastYear } ?? false }.map(\.name)
    }
  }

  /// The budget a function code belongs to.
  public enum Fund: String, Sendable, Hashable {
    case general = "一般公共预算"
    case governmentFunds = "政府性基金"
    case stateCapital = "国有资本经营预算"
  }

  public var id: String
  /// Level names with the length of their codes, outermost first: 类 3, 款 5, 项 7.
  public var levels: [(name: String, length: Int)]
  /// Heading over its codes, where it is not the furniture's: 经济分类科目编码.
  public var heading: String?
  /// The lines of `functional.tsv` or `economic.tsv` by code; a document uses a few of them, so they are read when asked.
  private var lines: [String: ArraySlice<UInt8>] = [:]
  /// Keys of outermost names → code, for rows that print names only.
  private var classKeys: [LabelKey: String] = [:]

  /// - Parameter texts: TSV files with the columns code, name, fund, first year, last year, verified, other names,
  ///   former names; later files add to earlier ones.
  public init(id: String, levels: [(name: String, length: Int)], texts: [String]) {
    self.id = id
    self.levels = levels
    for text in texts {
      let entries = TabbedText(text).lines
      lines.reserveCapacity(lines.count + entries.count)
      for line in entries {
        let code = TabbedText.firstField(of: line)
        lines[code] = line
        if code.utf8.count == levels.first?.length, let entry = Self.entry(line) {
          classKeys[LabelKey(Label.key(entry.name))] = entry.code
        }
      }
    }
  }

  /// Whether there is an account with a code, without reading its line.
  public func contains(_ code: String) -> Bool { lines[code] != nil }

  /// The account with a code. Reads its line each time it is asked.
  public subscript(code: String) -> Entry? {
    lines[code].flatMap(Self.entry)
  }

  /// The codes one level below a code, in order.
  public func children(of code: String) -> [String] {
    guard let level = levels.firstIndex(where: { $0.length == code.utf8.count }), level + 1 < levels.count else {
      return []
    }
    let length = levels[level + 1].length
    return lines.keys.filter { $0.utf8.count == length && $0.hasPrefix(code) }.sorted()
  }

  /// How many codes there are.
  public var count: Int { lines.count }

  /// All codes, in order.
  public var codes: [String] { lines.keys.sorted() }

  /// Known codes that look like an unknown one, with their names, for messages.
  package func nearestCodes(to code: String) -> String {
    let outermost = code.prefix(levels.first?.length ?? 0)
    let candidates = lines.keys.filter { $0.utf8.count == code.utf8.count && $0.hasPrefix(outermost) }
    return nearestNames(to: code, among: candidates).split(separator: "、").map { near in
      "\(near) \(self[String(near)]?.name ?? "")"
    }.joined(separator: "、")
  }

  private static func entry(_ line: ArraySlice<UInt8>) -> Entry? {
    let fields = TabbedText.fields(of: line).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count >= 2 else { return nil }
    func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
    return Entry(
      code: fields[0], name: fields[1], fund: fund(field(2)), firstYear: Int(field(3)), lastYear: Int(field(4)),
      isVerified: field(5) == "V",
      otherNames: field(6).split(separator: "|").map(String.init),
      formerNames: field(7).split(separator: "|").compactMap(former))
  }

  /// 文化体育与传媒支出..2018
  private static func former(_ text: Substring) -> (name: String, lastYear: Int)? {
    guard let dots = text.firstRange(of: ".."), let year = Int(text[dots.upperBound...]) else { return nil }
    return (String(text[..<dots.lowerBound]), year)
  }

  private static func fund(_ text: String) -> Fund {
    switch text {
    case "基金": .governmentFunds
    case "国资": .stateCapital
    default: .general
    }
  }

  public func level(of code: String) -> String? {
    levels.first { $0.length == code.utf8.count }?.name
  }

  /// The code one level up; nil for the outermost and for codes of unknown length.
  public func parent(of code: String) -> String? {
    guard let index = levels.firstIndex(where: { $0.length == code.utf8.count }), index > 0 else { return nil }
    return String(code.prefix(levels[index - 1].length))
  }

  /// The outermost code of a name, also of an abbreviated one when only one fits.
  public func classCode(named name: String) -> (code: String, isAbbreviated: Bool)? {
    let key = Label.key(name)
    if let code = classKeys[LabelKey(key)] { return (code, false) }
    // Documents write the class with or without the final 支出.
    let twin = key.hasSuffix("支出") ? String(key.dropLast(2)) : key + "支出"
    if let code = classKeys[LabelKey(twin)] { return (code, false) }
    let matches = classKeys.filter { Label.abbreviates(key, $0.key.text) }
    guard matches.count == 1, let match = matches.first else { return nil }
    return (match.value, true)
  }
}
