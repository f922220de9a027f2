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
  private var entries: [String: Entry] = [:]
  /// Keys of outermost names → code, for rows that print names only.
  private var classKeys: [String: String] = [:]

  public init(id: String, levels: [(name: String, length: Int)], entries: [Entry]) {
    self.id = id
    self.levels = levels
    for entry in entries {
      self.entries[entry.code] = entry
      if entry.code.utf8.count == levels.first?.length { classKeys[Label.key(entry.name)] = entry.code }
    }
  }

  public subscript(code: String) -> Entry? { entries[code] }

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
    if let code = classKeys[key] { return (code, false) }
    // Documents write the class with or without the final 支出.
    let twin = key.hasSuffix("支出") ? String(key.dropLast(2)) : key + "支出"
    if let code = classKeys[twin] { return (code, false) }
    let matches = classKeys.filter { Label.abbreviates(key, $0.key) }
    guard matches.count == 1, let match = matches.first else { return nil }
    return (match.value, true)
  }
}
