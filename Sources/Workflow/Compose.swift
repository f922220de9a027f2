public import Composing
public import Documents
public import Filings
public import Forms
import Workbooks

/// The use case “compose a disclosure”: from leaf facts, a folder or a workbook of them, to a document.
public struct Compose: Sendable {
  public struct Outcome: Sendable {
    public var publication: Publication
    /// Cells printed more than a step away from their exact value, because the tables do not add up otherwise.
    public var beyond: Int

    public var document: Document { publication.document }
    /// The facts as printed.
    public var filing: Filing { publication.filing }
    public var form: Form { publication.form }
  }

  public enum Failure: Error, Sendable {
    case facts(FactProblems)
    case pack(PackChoice.Failure)
  }

  private let shelf: PackShelf

  public var files: PackFiles { shelf.files }

  public init(files: PackFiles) {
    self.init(shelf: PackShelf.of(files))
  }

  /// - Parameter shelf: the forms, which others may work with at the same time.
  init(shelf: PackShelf) {
    self.shelf = shelf
  }

  public func run(_ folder: FactFolder) throws(Failure) -> Outcome { try run(.folder(folder)) }

  public func run(_ json: FactJSON) throws(Failure) -> Outcome { try run(.json(json)) }

  /// Composes from a workbook that was filled in.
  public func run(_ workbook: FilledWorkbook) throws(Failure) -> Outcome { try run(.workbook(workbook)) }

  public func run(_ source: FactSource) throws(Failure) -> Outcome {
    try read(source) { facts, form throws(FactProblems) in
      let (composition, publication) = try Composition.publication(of: facts, form: form)
      return Outcome(publication: publication, beyond: composition.beyond.count)
    }
  }

  /// Takes leaf facts as they were handed in, and makes something of them.
  ///
  /// - Throws: everything that is wrong with them, each at its place; also what making throws.
  func read<Made>(
    _ source: FactSource, make: (LeafFacts, Form) throws(FactProblems) -> Made
  ) throws(Failure) -> Made {
    let handed = try handed(source)
    do throws(FactProblems) {
      let (facts, faults) = LeafFactReader.read(handed.tables, head: handed.head, form: handed.form)
      guard handed.problems.isEmpty, faults.isEmpty else {
        throw FactProblems((handed.problems + faults).sorted { $0.place < $1.place })
      }
      return try make(facts, handed.form)
    } catch {
      throw placed(.facts(error), handed)
    }
  }

  /// What would be published of a workbook that need not be whole, and everything that is wrong or missing in it.
  ///
  /// - Returns: no publication where not even the department is told.
  func draft(
    _ workbook: FilledWorkbook, form: Form, catalog: Catalog
  ) -> (publication: Publication?, problems: [FactProblem]) {
    let (entries, faults) = WorkbookReader.head(workbook.stored)
    let (head, problems) = entries?.head() ?? (nil, [])
    guard let entries, let head else { return (nil, faults + problems) }
    let (tables, found) = WorkbookReader.tables(workbook.stored, form: form, year: head.year, catalog: catalog)
    let (facts, more) = LeafFactReader.read(tables, head: head, form: form)
    let (publication, open) = Composition.draft(of: facts, form: form)
    let places = FactPlaces(tables, head: entries)
    return (publication, found + more + open.map(places.placed))
  }

  /// Leaf facts taken apart into tables, and the form they are of.
  private struct Handed {
    var tables: [FactTable]
    var head: FactHead
    var form: Form
    var problems: [FactProblem]
    /// Of a workbook, whose problems are told by sheet and cell.
    var entries: HeadEntries?
  }

  private func handed(_ source: FactSource) throws(Failure) -> Handed {
    switch source {
    case .folder(let folder):
      let (head, problems) = folder.head()
      guard let head else { throw .facts(FactProblems(problems)) }
      let form = try form(head)
      let (tables, faults) = folder.tables()
      return Handed(tables: tables, head: head, form: form, problems: faults)
    case .json(let json):
      let (head, problems) = json.entries.head()
      guard let head else { throw .facts(FactProblems(problems)) }
      return Handed(tables: json.tables, head: head, form: try form(head), problems: [])
    case .workbook(let workbook):
      let (entries, faults) = WorkbookReader.head(workbook.stored)
      let (head, problems) = entries?.head() ?? (nil, [])
      guard let head else { throw .facts(FactProblems(faults + problems)) }
      let form = try form(head)
      let (tables, found) = WorkbookReader.tables(
        workbook.stored, form: form, year: head.year, catalog: files.catalog(.chinese))
      return Handed(tables: tables, head: head, form: form, problems: found, entries: entries)
    }
  }

  /// A failure with its problems at their places in the workbook.
  private func placed(_ failure: Failure, _ handed: Handed) -> Failure {
    guard case .facts(var problems) = failure, let entries = handed.entries else { return failure }
    let places = FactPlaces(handed.tables, head: entries)
    problems.problems = problems.problems.map(places.placed)
    return .facts(problems)
  }

  private func form(_ head: FactHead) throws(Failure) -> Form {
    let form: Form
    do {
      form = try shelf.form(head.pack, year: head.year)
    } catch {
      throw .pack(error)
    }
    do throws(FactProblems) {
      try form.expectComposed()
    } catch {
      throw .facts(error)
    }
    return form
  }
}

extension Form {
  /// - Throws: where the form has no title for a document, and so is only for checking.
  func expectComposed() throws(FactProblems) {
    guard documentTitle == nil else { return }
    throw FactProblems([FactProblem("form", at: FactPlace(file: FactFolder.headName), ["form": title])])
  }
}

/// Where the tables of leaf facts stand in a workbook, for what is said of a table as a whole.
private struct FactPlaces {
  private var places: [String: FactPlace] = [:]
  private var texts: [String: FactPlace] = [:]

  init(_ tables: [FactTable], head: HeadEntries) {
    for table in tables {
      places[table.name + ".tsv"] = table.place
      guard table.name == "texts" || table.name == "prior" else { continue }
      for line in table.lines.dropFirst() where line.fields.count > 1 {
        texts[line.fields[0].text] = line.fields[1].place
      }
    }
    places[FactFolder.headName] = head.entries.first?.place
  }

  /// A problem at its place in the workbook.
  func placed(_ problem: FactProblem) -> FactProblem {
    guard !problem.place.isCell else { return problem }
    let key = problem.values["key"] ?? problem.values["address"] ?? ""
    var problem = problem
    problem.place = texts[key] ?? places[problem.place.file] ?? problem.place
    return problem
  }
}
