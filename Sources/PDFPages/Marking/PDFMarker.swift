public import Documents

/// Puts highlights with notes into a copy of a PDF file; the file's own bytes stay as they are and what is new follows
/// them. A worker does it, as with reading.
public struct PDFMarker: Sendable {
  private let worker: PDFWorkerProcess

  /// - Parameters:
  ///   - library: path of PDFium; nil to look for it where it is usually kept.
  ///   - program: program that knows the subcommand `worker-pdf-marks`; nil for the one that runs.
  public init(library: String? = nil, program: String? = nil) {
    worker = PDFWorkerProcess(library: library, program: program)
  }

  /// - Returns: the marked file. Marks on pages that the file does not have are left out.
  public func marked(_ file: SourceFile, with marks: [PDFMark]) throws(UnreadableFile) -> [UInt8] {
    let (answer, end) = try worker.run(
      "worker-pdf-marks", on: file, order: MarkOrder.encode(Array(marks.prefix(MarkOrder.most))))
    let (opening, closing) = (PDFMarkingWorker.opening, AnswerFormat.closing)
    guard answer.starts(with: opening), answer.suffix(closing.count).elementsEqual(closing) else {
      throw PDFWorkerProcess.failure(answer, end, file.name)
    }
    return Array(answer[opening.count..<answer.count - closing.count])
  }
}
