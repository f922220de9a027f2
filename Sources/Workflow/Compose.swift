public import Composing
public import Documents
public import Filings
public import Forms

/// The use case “compose a disclosure”: from a folder of leaf facts to a document.
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
    let form: Form
    do {
      form = try PackChoice.load(head.pack, year: head.year, packs: ParsedPacks(files))
    } catch {
      throw .pack(error)
    }
    do throws(FactProblems) {
      let (facts, faults) = LeafFactReader.read(folder, head: head, form: form)
      guard faults.isEmpty else { throw FactProblems(faults) }
      let composition = try Composition(facts, form: form)
      return Outcome(
        publication: try PublicationComposer.publication(composition), beyond: composition.beyond.count)
    } catch {
      throw .facts(error)
    }
  }
}
