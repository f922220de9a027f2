import Checking
import Documents
import Writers

/// How many amounts and percentages of the parts of a disclosure are verified or contradicted.
struct CoverageShares {
  enum Part: Hashable {
    /// 第二部分, 第三部分, and the tables of the parts behind them.
    case tables, narrative, scored
  }

  private(set) var shares: [Part: (decided: Int, all: Int)] = [:]

  init(_ input: ReportInput) {
    let parts = Self.parts(of: input.document)
    for token in input.report.coverage.tokens where token.kind == .amount || token.kind == .percentage {
      let isInTable = token.piece.cell != nil
      let part: Part?
      switch parts[token.piece.block] {
      case 2: part = .tables
      case 3: part = .narrative
      case 4...: part = isInTable ? .scored : nil
      default: part = nil
      }
      guard let part else { continue }
      var isDecided = true
      if case .unverifiable = token.state { isDecided = false }
      shares[part, default: (0, 0)].all += 1
      shares[part, default: (0, 0)].decided += isDecided ? 1 : 0
    }
  }

  /// By block, how many headings 第…部分 stand before it, those of the contents aside.
  private static func parts(of document: Document) -> [Int] {
    var part = 0
    var parts: [Int] = []
    for block in document.blocks {
      if case .heading(let heading) = block, heading.level == 1, heading.content.text.hasPrefix("第"),
        heading.content.text.contains("部分")
      {
        part += 1
      }
      parts.append(part)
    }
    return parts
  }

  var text: String {
    shares.sorted { "\($0.key)" < "\($1.key)" }.map { part, share in
      "\(part): \(share.decided) of \(share.all), \(share.decided * 1000 / max(1, share.all)) per mille"
    }.joined(separator: "\n")
  }
}
