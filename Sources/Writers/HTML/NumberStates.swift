import Checking
import Documents
import Forms
import Texts

/// How the numbers of a document are drawn: verified, unverifiable, or contradicted by a finding that is not shown.
struct NumberStates {
  struct Number {
    /// In scalars of its piece.
    var range: Range<Int>
    /// The inside of its start tag as far as all numbers of its state share it.
    var tag: String
    var id: String?
    /// What confirms it, or why nothing does; a browser shows it when asked, and a script in the bar of proofs.
    var title: String
    var isContradicted = false
  }

  private var numbers: [Number] = []
  private var places: [PieceAddress: Range<Int>] = [:]

  init(_ coverage: Report.Coverage, catalog: Catalog) {
    let words = NumberWords(coverage.proofs, catalog)
    for (index, token) in coverage.tokens.enumerated() {
      let number: Number
      switch token.state {
      case .setApart: continue
      case .verified(let proofs, let count):
        number = Number(range: token.range, tag: "span class=\"n v\"", title: words.verified(proofs, count))
      case .contradicted:
        // A mark of its finding covers it, unless the finding was suppressed.
        number = Number(range: token.range, tag: "span class=\"n x\"", title: words.hidden, isContradicted: true)
      case .unverifiable(let reason):
        number = Number(
          range: token.range, tag: "span class=\"n u\"", id: Self.id(of: index), title: words.unverifiable(reason))
      }
      let start = places[token.piece]?.lowerBound ?? numbers.count
      numbers.append(number)
      places[token.piece] = start..<numbers.count
    }
  }

  /// The id of the number that is the nth of the document; only unverifiable ones bear theirs.
  static func id(of number: Int) -> String { "n\(number)" }

  func numbers(in piece: PieceAddress) -> ArraySlice<Number> { numbers[places[piece] ?? 0..<0] }
}

extension NumberStates {
  /// What is said of numbers; each equation is put into words once.
  private final class NumberWords {
    let hidden: String
    private let catalog: Catalog
    private let proofs: Proofs
    private var equations: [Int: String] = [:]
    private let reasons: [NumericToken.Reason: String]

    init(_ proofs: Proofs, _ catalog: Catalog) {
      self.proofs = proofs
      self.catalog = catalog
      hidden = catalog("html.number.hidden")
      reasons = Dictionary(
        uniqueKeysWithValues: NumericToken.Reason.allCases.map {
          ($0, catalog("html.number.unverifiable", ["reason": catalog("coverage.\($0.rawValue)")]))
        })
    }

    func unverifiable(_ reason: NumericToken.Reason) -> String { reasons[reason] ?? "" }

    func verified(_ proofs: [Int], _ count: Int) -> String {
      let shown = proofs.prefix(NumberStates.fewEquations)
      var lines = [catalog("html.number.verified")] + shown.map(equation)
      if count > shown.count { lines.append(catalog("html.moreEvidence", ["count": String(count - shown.count)])) }
      return lines.joined(separator: "\n")
    }

    private func equation(_ proof: Int) -> String {
      if let known = equations[proof] { return known }
      let evidence = proofs.evidence(proof)
      var text = evidence.equation
      if text.unicodeScalars.count > NumberStates.longestEquation {
        text = String(scalars: text.unicodeScalars.prefix(NumberStates.longestEquation)) + "…"
      }
      let relation = catalog.relation(of: evidence)
      if !relation.isEmpty { text = catalog("html.number.equation", ["equation": text, "relation": relation]) }
      equations[proof] = text
      return text
    }
  }

  private static let fewEquations = 2
  /// Scalars; a class may have dozens of sections.
  private static let longestEquation = 120
}
