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

  /// The file with its findings: comments in an office file, highlights in a PDF file. Of a set, the set of its files.
  ///
  /// - Parameters:
  ///   - outcome: of a check that is made already.
  ///   - isTinted: whether the numbers of a PDF file are coloured by how they ended.
  public func annotated(
    _ file: SourceFile, _ outcome: Check.Outcome, isTinted: Bool = false
  ) throws(Failure) -> AnnotatedFile {
    try annotate(file, outcome.input, isTinted: isTinted, isRepairing: false)
  }

  /// Certain repairs made, in Word files as tracked changes and in workbooks with the old value in the cell's note;
  /// everything else as comments. Of a set, in each of its files that can be
  /// written to.
  public func repairs(_ file: SourceFile, _ options: Check.Options = Check.Options()) throws(Failure) -> Outcome {
    let before: Check.Outcome
    do throws(Check.Failure) {
      before = try Check(files: files, catalog: catalog).run(file, options)
    } catch {
      throw .check(error)
    }
    return Outcome(annotated: try annotate(file, before.input, isTinted: false, isRepairing: true), before: before)
  }

  func annotate(
    _ file: SourceFile, _ input: ReportInput, isTinted: Bool, isRepairing: Bool
  ) throws(Failure) -> AnnotatedFile {
    switch FileFormat(rawValue: input.report.document.format) {
    case .docx:
      try office(file) { () throws(OpenXMLFault) in
        try DOCXAnnotator(catalog: catalog).annotate(file.bytes, input, isRepairing: isRepairing)
      }
    case .xlsx:
      try office(file) { () throws(OpenXMLFault) in
        try XLSXAnnotator(catalog: catalog).annotate(file.bytes, input, isRepairing: isRepairing)
      }
    case .pdf where !isRepairing: try annotatePDF(file, input, isTinted: isTinted)
    case .set: try annotateSet(file, input, isTinted: isTinted, isRepairing: isRepairing)
    default: throw .unwritable(file: file.name, detail: input.report.document.format.uppercased())
    }
  }

  private func office(
    _ file: SourceFile, _ annotate: () throws(OpenXMLFault) -> AnnotatedFile
  ) throws(Failure) -> AnnotatedFile {
    do throws(OpenXMLFault) {
      return try annotate()
    } catch {
      throw .unwritable(file: file.name, detail: error.detail)
    }
  }

  private func annotatePDF(
    _ file: SourceFile, _ input: ReportInput, isTinted: Bool
  ) throws(Failure) -> AnnotatedFile {
    do throws(UnreadableFile) {
      let bytes = try PDFAnnotator(catalog: catalog).annotate(file, input, isTinted: isTinted)
      return AnnotatedFile(bytes: bytes, repaired: 0, commented: input.report.findings.count)
    } catch {
      throw .check(.unreadable(error))
    }
  }
}
