/// Reads `functional.tsv` and `economic.tsv`: code, name, fund, first year, last year, verified, other names.
enum ClassificationFile {
  static func entries(_ text: String) -> [Classification.Entry] {
    text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count >= 2 else { return nil }
      func field(_ index: Int) -> Substring { index < fields.count ? fields[index] : "" }
      return Classification.Entry(
        code: String(fields[0]), name: String(fields[1]), fund: fund(field(2)), firstYear: Int(field(3)),
        lastYear: Int(field(4)), isVerified: field(5) == "V",
        otherNames: field(6).split(separator: "|").map(String.init))
    }
  }

  private static func fund(_ text: Substring) -> Classification.Fund {
    switch text {
    case "基金": .governmentFunds
    case "国资": .stateCapital
    default: .general
    }
  }
}
