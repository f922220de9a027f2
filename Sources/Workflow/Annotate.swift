import Checking
public import Documents
public import Forms
import OpenXML
public import Writers

/// The use cases “give a file back”: with findings in their places, or, of a Word file, with what is certain put right.
public struct Annotate: Sendable {
  public enum Failure: Error, Sendable {
    case check(Check.Failure)
    /// The file is of another format, or cannot be written to; the detail says which or why.
    case unwritable(file: String, detail: String)
  }

  public struct Outcome: Sendable {
    public var annotated: AnnotatedFile
    /// The check of the file as it came.
    public var before: Check.Outcome
  }

  public let files: PackFiles
  public let catalog: Catalog

  public init(files: PackFiles, catalog: Catalog) {
    self.files = files
    self.catalog = catalog
  }

  /// The file with its findings: comments in an office file, highlights in a PDF file.
  ///
  /// - Parameters:
  ///   - outcome: of a check that is made already.
  ///   - isTinted: whether the numbers of a PDF file are coloured by how they ended.
  public func annotated(
    _ file: SourceFile, _ outcome: Check.Outcome, isTinted: Bool = false
  ) throws(Failure) -> [UInt8] {
    guard outcome.input.report.document.format == FileFormat.pdf.rawValue else {
      return try annotate(file, outcome, isRepairing: false).bytes
    }
    do throws(UnreadableFile) {
      return try PDFAnnotator(catalog: catalog).annotate(file, outcome.input, isTinted: isTinted)
    } catch {
      throw .check(.unreadable(error))
    }
  }

  /// Certain repairs as tracked changes, everything else as comments.
  public func repairs(_ file: SourceFile, _ options: Check.Options = Check.Options()) throws(Failure) -> Outcome {
    let before: Check.Outcome
    do throws(Check.Failure) {
      before = try Check(files: files, catalog: catalog).run(file, options)
    } catch {
      throw .check(error)
    }
    return Outcome(annotated: try annotate(file, before, isRepairing: true), before: before)
  }

  private func annotate(
    _ file: SourceFile, _ outcome: Check.Outcome, isRepairing: Bool
  ) throws(Failure) -> AnnotatedFile {
    let (input, format) = (outcome.input, outcome.input.report.document.format)
    do throws(OpenXMLFault) {
      switch FileFormat(rawValue: format) {
      case .docx:
        return try DOCXAnnotator(catalog: catalog).annotate(file.bytes, input, isRepairing: isRepairing)
      case .xlsx where !isRepairing: return try XLSXAnnotator(catalog: catalog).annotate(file.bytes, input)
      default: throw .unsupported(format.uppercased())
      }
    } catch {
      throw .unwritable(file: file.name, detail: error.detail)
    }
  }
}
