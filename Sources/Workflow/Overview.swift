import Forms

/// Which cells of a form a reader is shown first, from `overview.tsv` of its packs: a name for each, and its address, in
/// which `*` stands for the number of any account or open row.
struct Overview {
  private var names: [String: String] = [:]
  private var patterns: [(name: String, parts: [Substring])] = []

  /// - Parameter chain: ids of packs, from the base to the last overlay, whose lines go before those beneath.
  init(files: PackFiles, chain: [String]) {
    var addresses: [String: String] = [:]
    for pack in chain {
      for line in files.lines(of: "\(pack)/overview.tsv") where line.count == 2 { addresses[line[0]] = line[1] }
    }
    for (name, address) in addresses.sorted(by: { $0.key < $1.key }) {
      if address.contains("*") {
        patterns.append((name, address.split(separator: ".")))
      } else {
        names[address] = name
      }
    }
  }

  func name(of address: String) -> String? {
    if let name = names[address] { return name }
    let parts = address.split(separator: ".")
    return patterns.first { Self.matches(parts, $0.parts) }?.name
  }

  private static func matches(_ parts: [Substring], _ pattern: [Substring]) -> Bool {
    parts.count == pattern.count
      && zip(parts, pattern).allSatisfy { part, wanted in
        part == wanted || wanted == "*" && part.allSatisfy { $0.isASCII && $0.isNumber }
      }
  }
}
