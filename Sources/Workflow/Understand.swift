public import Documents
public import Filings
public import Forms
import Readers
import Recognition

/// The use case “understand a document”: from a file to a filing, with the form it was read by.
public struct Understand: Sendable {
  public let files: PackFiles
  public let catalog: Catalog

  public init(files: PackFiles, catalog: Catalog) {
    self.files = files
    self.catalog = catalog
  }

  public func run(
    _ file: SourceFile, pack: String?, year: Int?
  ) throws(Check.Failure) -> (reading: Reading, choice: PackChoice, filing: Filing) {
    let reading: Reading
    do {
      reading = try FormatReader.read(file)
    } catch {
      throw .unreadable(error)
    }
    let fiscalYear = year ?? Recognizer.fiscalYear(of: reading.document)
    do {
      let choice = try PackChoice.choose(pack, year: fiscalYear, for: reading.document, files: files, catalog: catalog)
      return (reading, choice, Recognizer(form: choice.form).recognize(reading.document, year: fiscalYear))
    } catch {
      throw .pack(error)
    }
  }
}
