public import Composing
import Documents
import Filings
public import Forms
import Foundation
import OpenXML
public import Publishing
import Readers
import Recognition
public import Writers

/// The use case “publish a disclosure”: from what was composed to the bytes of its files, each read back and held
/// against the facts before it is handed out.
public struct Publish: Sendable {
  public enum Failure: Error, Sendable {
    case sheet(SheetFailure)
    case pdf(PDFFailure)
    /// A format's own reader does not find the facts in what was written: a defect of this program. The first
    /// differences are given.
    case notReadBack(format: PublicationFormat, differences: [ProofDifference])
    case unwritable(format: PublicationFormat, detail: String)
  }

  /// A file of a publication; its name is a path inside the folder.
  public struct File: Sendable {
    public var name: String
    public var bytes: [UInt8]
  }

  public let catalog: Catalog

  public init(catalog: Catalog) {
    self.catalog = catalog
  }

  /// One format as files: of open data there are several.
  public func files(_ format: PublicationFormat, of publication: Publication) throws(Failure) -> [File] {
    switch format {
    case .data: return try openData(publication)
    case .md: return [File(name: Self.stem + ".md", bytes: Array(MarkdownWriter.write(publication.document).utf8))]
    case .docx, .xlsx, .html, .pdf:
      return [File(name: "\(Self.stem).\(format.rawValue)", bytes: try proven(format, publication))]
    }
  }

  /// The list of all files, to be written last.
  public func manifest(_ files: [File], of publication: Publication) throws(Failure) -> File {
    let manifest = Manifest(
      title: publication.title, department: publication.department, year: publication.year,
      pack: publication.form.pack,
      files: files.map { Manifest.File(name: $0.name, contents: $0.bytes) }.sorted { $0.name < $1.name })
    return File(name: Manifest.name, bytes: try json(manifest, .data))
  }

  private static let stem = "disclosure"

  // MARK: Proven files

  private func proven(_ format: PublicationFormat, _ publication: Publication) throws(Failure) -> [UInt8] {
    let plain = try write(format, publication, proof: nil)
    let proof = try proof(of: plain, format, publication)
    return try write(
      format, publication, proof: String(decoding: try json(proof, format, isCompact: true), as: UTF8.self))
  }

  private func write(
    _ format: PublicationFormat, _ publication: Publication, proof: String?
  ) throws(Failure) -> [UInt8] {
    do {
      switch format {
      case .docx: return try WordFile.write(publication, proof: proof)
      case .xlsx: return try TableWorkbook.write(publication, proof: proof)
      case .html: return Array(try PublishedPage(catalog: catalog).write(publication, proof: proof).utf8)
      case .pdf: return try PDFFile.write(publication, proof: proof)
      case .md, .data: throw Failure.unwritable(format: format, detail: "")
      }
    } catch let failure as Failure {
      throw failure
    } catch let failure as SheetFailure {
      throw .sheet(failure)
    } catch let failure as PDFFailure {
      throw .pdf(failure)
    } catch let fault as OpenXMLFault {
      throw .unwritable(format: format, detail: fault.detail)
    } catch {
      throw .unwritable(format: format, detail: "\(error)")
    }
  }

  /// - Throws: `notReadBack` unless the file, read by our own reader, holds the facts to the last figure.
  private func proof(
    of bytes: [UInt8], _ format: PublicationFormat, _ publication: Publication
  ) throws(Failure) -> Proof {
    let reading: Reading
    do {
      reading = try FormatReader.read(SourceFile(name: "\(Self.stem).\(format.rawValue)", bytes: bytes))
    } catch {
      // Without PDFium no PDF file can be read here; its facts are held against what was composed wherever one can.
      if error.reason == .noPDFium {
        var proof = try proof(of: Array(MarkdownWriter.write(publication.document).utf8), .md, publication)
        (proof.format, proof.words) = (format.rawValue, nil)
        return proof
      }
      throw .unwritable(format: format, detail: error.detail.isEmpty ? error.reason.rawValue : error.detail)
    }
    let filing = Recognizer(form: publication.form).recognize(reading.document, year: publication.year)
    let proof = Proof(reading, filing, form: publication.form, catalog: catalog)
    let composed = FilingShape(
      publication.facts(isWorkbook: reading.document.isWorkbook), .untold, form: publication.form, packReason: "",
      catalog: catalog)
    let comparison = ProofComparison(
      stated: proof.filing, proven: composed, form: publication.form, isOnlyFigures: true)
    guard comparison.differences.isEmpty else {
      throw .notReadBack(format: format, differences: Array(comparison.differences.prefix(8)))
    }
    return proof
  }

  private func json(
    _ value: some Encodable, _ format: PublicationFormat, isCompact: Bool = false
  ) throws(Failure) -> [UInt8] {
    do {
      return Array(try FilingJSON.text(value, isCompact: isCompact).utf8)
    } catch {
      throw .unwritable(format: format, detail: error.localizedDescription)
    }
  }

  // MARK: Open data

  private func openData(_ publication: Publication) throws(Failure) -> [File] {
    let text = MarkdownWriter.write(publication.document)
    let proof = try proof(of: Array(text.utf8), .md, publication)
    do {
      let tables = try OpenData.files(publication).map { File(name: "data/" + $0.name, bytes: $0.bytes) }
      return tables + [File(name: "filing.json", bytes: try json(proof.filing, .data))]
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unwritable(format: .data, detail: error.localizedDescription)
    }
  }
}

extension Publication {
  /// The printed tables; in a workbook, those that are not forms of the annex.
  fileprivate func facts(isWorkbook: Bool) -> Filing {
    var filing = filing
    filing.tables = tables.filter { !isWorkbook || !$0.isAnnex }.map { self.filing.tables[$0.filling] }
    return filing
  }
}
