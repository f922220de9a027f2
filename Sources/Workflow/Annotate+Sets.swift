import Checking
import Documents
import Readers
import Writers

extension Annotate {
  /// Each file of a set given back by what its format allows, and the set packed anew.
  ///
  /// - Throws: `unwritable` where nothing can be written into any of them.
  func annotateSet(
    _ file: SourceFile, _ input: ReportInput, isTinted: Bool, isRepairing: Bool
  ) throws(Failure) -> AnnotatedFile {
    let set = try orFailure { () throws(UnreadableFile) in try FileSet(file) }
    var annotated = AnnotatedFile(bytes: [], repaired: 0, commented: 0)
    var changed: [SourceFile] = []
    for part in input.report.document.parts {
      guard let source = set.files.first(where: { $0.name == part.file }) else { continue }
      guard let format = FileFormat(rawValue: part.format), format.takesComments else {
        annotated.untouched.append(part.file)
        continue
      }
      let one = try annotate(
        source, input.part(part), isTinted: isTinted, isRepairing: isRepairing && format.takesRepairs)
      changed.append(SourceFile(name: part.file, bytes: one.bytes))
      annotated.repaired += one.repaired
      annotated.commented += one.commented
    }
    guard !changed.isEmpty else { throw .unwritable(file: file.name, detail: "ZIP") }
    annotated.bytes = try orFailure { () throws(UnreadableFile) in try set.replacing(changed) }
    return annotated
  }

  private func orFailure<Value>(_ work: () throws(UnreadableFile) -> Value) throws(Failure) -> Value {
    do throws(UnreadableFile) {
      return try work()
    } catch {
      throw .check(.unreadable(error))
    }
  }
}

extension FileFormat {
  fileprivate var takesComments: Bool {
    switch self {
    case .docx, .xlsx, .pdf: true
    case .markdown, .html, .xls, .image, .set: false
    }
  }

  fileprivate var takesRepairs: Bool { self == .docx || self == .xlsx }
}
