public import Composing
public import Forms
public import Foundation
import Workbooks
public import Writers

/// The use case “begin a disclosure”: the leaf facts of a form, to be filled in, as a workbook or as a folder.
public struct NewFacts: Sendable {
  public let files: PackFiles

  public init(files: PackFiles) {
    self.files = files
  }

  /// - Throws: `PackChoice.Failure` where the pack cannot be used, `FactProblems` where it is only for checking.
  public func facts(pack: String, year: Int, department: String) throws -> DraftedFacts {
    let form = try PackChoice.load(pack, year: year, packs: ParsedPacks(files))
    try form.expectComposed()
    let head = FactHead(
      department: department, year: year, pack: pack, rounding: .controlled, parts: [:], signature: [])
    return DraftedFacts(facts: BlankFacts.facts(head, form: form), form: form, catalog: files.catalog(.chinese))
  }
}

/// Leaf facts that are to be filled in, or settled, by somebody.
public struct DraftedFacts: Sendable {
  package var facts: LeafFacts
  public let form: Form
  /// What they were begun from, where that was last year's.
  package var last: LeafFacts?
  /// The words of the workbook. They are Chinese, as is the form.
  private let catalog: Catalog
  /// Sheets of a workbook beside the facts: how they came about.
  var accounts: [Sheet] = []
  /// What there is to say about where the facts came from, for the terminal.
  public internal(set) var remarks: [String] = []

  package init(facts: LeafFacts, form: Form, catalog: Catalog) {
    (self.facts, self.form, self.catalog) = (facts, form, catalog)
  }

  public func writeWorkbook(to path: String) throws(SheetFailure) {
    try SheetFile().write(WorkbookLayout.sheets(facts, form: form, catalog: catalog) + accounts, to: path)
  }

  /// How many facts somebody has to look at, and questions that belong to none.
  public var pendingCount: Int {
    let cells = facts.rows.values.joined().flatMap(\.cells.values).count { $0.remark?.isPending ?? false }
    let others = facts.priors.compactMap(\.remark) + facts.textRemarks.values + facts.headRemarks.values
    return cells + others.count { $0.isPending } + facts.questions.count
  }

  /// As `mingzhang-facts/1`.
  public func json() throws -> Data { try FactJSON(facts, form).encoded() }

  /// The files of a folder.
  public var folder: FactFolder { FactFolder(facts, form: form) }

  /// Makes the folder and its files; files of other names stay.
  public func writeFolder(to path: String) throws {
    let url = URL(fileURLWithPath: path, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in folder.texts { try Data(text.utf8).write(to: url.appendingPathComponent(name)) }
  }
}
