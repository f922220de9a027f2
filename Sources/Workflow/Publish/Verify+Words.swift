import Documents
public import Forms
import Publishing
import Writers
import Texts

extension ProofDifference {
  public func rendered(_ catalog: Catalog) -> String {
    func shown(_ text: String?) -> String {
      text.map { $0.isEmpty ? catalog("report.blank") : $0 } ?? catalog("verify.none")
    }
    switch self {
    case .cell(let table, let row, let column, let stated, let proven):
      return catalog(
        "verify.cell",
        ["table": table, "row": row, "column": column, "stated": shown(stated), "proven": shown(proven)])
    case .missingTable(let table): return catalog("verify.table.missing", ["table": table])
    case .addedTable(let table): return catalog("verify.table.added", ["table": table])
    case .head(let table, let stated, let proven):
      return catalog("verify.head", ["table": table, "stated": shown(stated), "proven": shown(proven)])
    case .words(let text):
      let short = text.unicodeScalars.prefix(61)
      let quote = short.count > 60 ? String(scalars: short.prefix(60)) + "…" : text
      return catalog("verify.words", ["text": quote])
    case .lostWords(let count): return catalog("verify.words.lost", ["count": String(count)])
    }
  }
}

extension Verify.Line {
  /// One line for the file, and one for each difference.
  public func rendered(_ catalog: Catalog) -> String {
    switch outcome {
    case .proven(let numbers, let words, let isListed):
      let values = ["file": file, "numbers": String(numbers), "words": String(words)]
      return catalog(isListed ? "verify.proven.listed" : "verify.proven", values)
    case .listed: return catalog("verify.listed", ["file": file])
    case .differs(let differences):
      let head = catalog("verify.differs", ["file": file, "count": String(differences.count)])
      return ([head] + differences.map { "  " + $0.rendered(catalog) }).joined(separator: "\n")
    case .altered: return catalog("verify.altered", ["file": file])
    case .missing: return catalog("verify.missing", ["file": file])
    case .unlisted: return catalog("verify.unlisted", ["file": file])
    case .noProof: return catalog("verify.noProof", ["file": file])
    case .badProof: return catalog("verify.badProof", ["file": file])
    case .badManifest: return catalog("verify.badManifest", ["file": file])
    case .unreadable(let error):
      return catalog("unreadable.\(error.reason.rawValue)", ["file": error.file, "detail": error.detail])
    case .pack(let failure):
      return file + "：" + catalog("cli.pack", ["pack": failure.pack, "known": failure.near.joined(separator: "、")])
    }
  }
}

extension Publish.Failure {
  /// Whether only something that is not installed stands in the way.
  public var isMissingLibrary: Bool {
    switch self {
    case .sheet(.noLibrary), .pdf(.noLibrary), .pdf(.noFont): true
    case .sheet, .pdf, .notReadBack, .unwritable: false
    }
  }
}
