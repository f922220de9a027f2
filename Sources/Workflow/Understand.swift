public import Documents
public import Filings
public import Forms
import Parallel
import Readers
import Recognition

/// The use case “understand a document”: from a file to a filing, with the form it was read by.
public struct Understand: Sendable {
  public let catalog: Catalog
  private let shelf: PackShelf

  public init(files: PackFiles, catalog: Catalog) {
    shelf = PackShelf.of(files)
    self.catalog = catalog
  }

  /// - Throws: `pack` where the pack cannot be used, before any document is read.
  func validate(pack: String, year: Int?) throws(Check.Failure) {
    do {
      _ = try shelf.form(pack, year: year)
    } catch {
      throw .pack(error)
    }
  }

  public func run(
    _ file: SourceFile, pack: String?, year: Int?
  ) throws(Check.Failure) -> (reading: Reading, choice: PackChoice, filing: Filing) {
    // What tells the packs apart is made out while the file is read.
    let (read, _) = Parallel.both(
      { () -> Result<Reading, UnreadableFile> in
        do throws(UnreadableFile) { return .success(try FormatReader.read(file)) } catch { return .failure(error) }
      },
      { pack == nil ? shelf.marks : [:] })
    let reading: Reading
    switch read {
    case .success(let whole): reading = whole
    case .failure(let error): throw .unreadable(error)
    }
    let fiscalYear = year ?? Recognizer.fiscalYear(of: reading.document)
    do {
      let choice = try PackChoice.choose(pack, year: fiscalYear, for: reading.document, shelf: shelf, catalog: catalog)
      let filing = Recognizer(form: choice.form).recognize(reading.document, year: fiscalYear)
      return (reading, choice, UnreadParts(reading)?.marked(filing, of: reading.document) ?? filing)
    } catch {
      throw .pack(error)
    }
  }
}
