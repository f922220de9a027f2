import Forms

/// The accounts of the classifications that the packs carry, by code.
struct Classifications {
  struct Account {
    var code: String
    var name: String
    var fund: Fund
  }

  enum Fund: String {
    case general = ""
    case governmentFunds = "基金"
    case stateCapital = "国资"
  }

  let function: [Account]
  let economy: [Account]
  private let names: [String: String]

  init(_ files: PackFiles = .embedded, year: Int) {
    function = Self.accounts(files.texts["national/functional.tsv"] ?? "", year: year)
    economy = Self.accounts(files.texts["national/economic.tsv"] ?? "", year: year)
    names = Dictionary((function + economy).map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// The account's name; the code itself where there is none.
  func name(_ code: String) -> String { names[code] ?? code }

  func isKnown(_ code: String) -> Bool { names[code] != nil }

  private static func accounts(_ text: String, year: Int) -> [Account] {
    text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
      guard fields.count >= 2, Int(field(3)) ?? year <= year, Int(field(4)) ?? year >= year else { return nil }
      return Account(code: fields[0], name: fields[1], fund: Fund(rawValue: field(2)) ?? .general)
    }
  }
}
