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

  public let files: PackFiles

  public init(files: PackFiles) {
    self.files = files
  }

  public func run(_ folder: FactFolder) throws(Failure) -> Outcome {
    let (head, problems) = folder.head()
    guard let head else { throw .facts(FactProblems(problems)) }
    let form = try form(head)
    let (tables, faults) = folder.tables()
    return try compose(tables, head, form, faults)
  }

  public func run(_ json: FactJSON) throws(Failure) -> Outcome {
    let (head, problems) = json.entries.head()
    guard let head else { throw .facts(FactProblems(problems)) }
    return try compose(json.tables, head, try form(head), [])
  }

  /// Composes from a workbook that was filled in.
  public func run(_ workbook: FilledWorkbook) throws(Failure) -> Outcome {
    let read = try tables(of: workbook)
    do throws(Failure) {
      return try compose(read.tables, read.head, read.form, read.problems)
    } catch {
      throw placed(error, read)
    }
  }

  /// The facts of a workbook, and what follows from them.
  func facts(_ workbook: FilledWorkbook) throws(Failure) -> (facts: LeafFacts, composition: Composition) {
    let read = try tables(of: workbook)
    do throws(FactProblems) {
      let (facts, faults) = LeafFactReader.read(read.tables, head: read.head, form: read.form)
      guard read.problems.isEmpty, faults.isEmpty else { throw FactProblems(read.problems + faults) }
      return (facts, try Composition(facts, form: read.form))
    } catch {
      throw placed(.facts(error), read)
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
    guard let head else { return (nil, faults + problems) }
    let (tables, found) = WorkbookReader.tables(workbook.stored, form: form, year: head.year, catalog: catalog)
    let (facts, more) = LeafFactReader.read(tables, head: head, form: form)
    let (publication, open) = Composition.draft(of: facts, form: form)
    let places = FactPlaces(tables, head: entries)
    return (publication, found + more + open.map(places.placed))
  }

  private struct ReadWorkbook {
    var tables: [FactTable]
    var head: FactHead
    var entries: HeadEntries?
    var form: Form
    var problems: [FactProblem]
  }

  private func tables(of workbook: FilledWorkbook) throws(Failure) -> ReadWorkbook {
    let (entries, faults) = WorkbookReader.head(workbook.stored)
    let (head, problems) = entries?.head() ?? (nil, [])
    guard let head else { throw .facts(FactProblems(faults + problems)) }
    let form = try form(head)
    let (tables, found) = WorkbookReader.tables(
      workbook.stored, form: form, year: head.year, catalog: files.catalog(.chinese))
    return ReadWorkbook(tables: tables, head: head, entries: entries, form: form, problems: found)
  }

  /// A failure with its problems at their places in the workbook.
  private func placed(_ failure: Failure, _ read: ReadWorkbook) -> Failure {
    guard case .facts(var problems) = failure else { return failure }
    let places = FactPlaces(read.tables, head: read.entries)
    problems.problems = problems.problems.map(places.placed)
    return .facts(problems)
  }

  private func form(_ head: FactHead) throws(Failure) -> Form {
    let form: Form
    do {
      form = try PackChoice.load(head.pack, year: head.year, packs: ParsedPacks(files))
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

  private func compose(
    _ tables: [FactTable], _ head: FactHead, _ form: Form, _ faults: [FactProblem]
  ) throws(Failure) -> Outcome {
    do throws(FactProblems) {
      let (facts, more) = LeafFactReader.read(tables, head: head, form: form)
      guard faults.isEmpty, more.isEmpty else {
        throw FactProblems((faults + more).sorted { $0.place < $1.place })
      }
      let (composition, publication) = try Composition.publication(of: facts, form: form)
      return Outcome(
        publication: publication, beyond: composition.beyond.count)
    } catch {
      throw .facts(error)
    }
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

  init(_ tables: [FactTable], head: HeadEntries?) {
    for table in tables {
      places[table.name + ".tsv"] = table.place
      guard table.name == "texts" || table.name == "prior" else { continue }
      for line in table.lines.dropFirst() where line.fields.count > 1 {
        texts[line.fields[0].text] = line.fields[1].place
      }
    }
    places[FactFolder.headName] = head?.entries.first?.place
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
