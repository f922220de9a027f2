public import Composing
import Documents
import Filings
public import Forms
import Foundation
import OpenXML
import Parallel
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
    case .docx, .xlsx, .html, .pdf, .md:
      return [File(name: "\(Self.stem).\(format.rawValue)", bytes: try proven(format, publication))]
    }
  }

  /// Several formats at once, in their order.
  public func files(_ formats: [PublicationFormat], of publication: Publication) -> [Result<[File], Failure>] {
    Parallel.map(formats) { format in
      do throws(Failure) {
        return .success(try files(format, of: publication))
      } catch {
        return .failure(error)
      }
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
    let plain = try rethrowing(format) { try write(format, publication) }
    let proof = try proof(of: plain, format, publication)
    let json = String(decoding: try json(proof, format, isCompact: true), as: UTF8.self)
    return try rethrowing(format) { try adding(json, to: plain, format) }
  }

  private func write(_ format: PublicationFormat, _ publication: Publication) throws -> [UInt8] {
    switch format {
    case .docx: try WordFile.write(publication)
    case .xlsx: try TableWorkbook.write(publication)
    case .html: Array(try PublishedPage(catalog: catalog).write(publication).utf8)
    case .pdf: try PDFFile.write(publication)
    case .md: Array(MarkdownWriter.write(publication.document).utf8)
    case .data: []
    }
  }

  private func adding(_ proof: String, to file: [UInt8], _ format: PublicationFormat) throws -> [UInt8] {
    switch format {
    case .docx, .xlsx: return try ProofPart.adding(proof, to: file)
    case .html: return Array(PageProof.adding(proof, to: String(decoding: file, as: UTF8.self)).utf8)
    case .pdf:
      guard let file = PDFAttachment.adding(proof, to: file) else { throw PDFFailure.notWritten(code: -1) }
      return file
    case .md, .data: return file
    }
  }

  private func rethrowing<Value>(_ format: PublicationFormat, _ body: () throws -> Value) throws(Failure) -> Value {
    do {
      return try body()
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
      publication.facts, .untold, form: publication.form, packReason: "",
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
    let proof = try proof(of: Array(MarkdownWriter.write(publication.document).utf8), .md, publication)
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
  /// The printed tables.
  fileprivate var facts: Filing {
    var filing = filing
    filing.tables = tables.map { self.filing.tables[$0.filling] }
    return filing
  }
}
