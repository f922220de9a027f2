package import Documents

/// From the bytes of a PDF file to its printed pages, by way of a worker.
package struct PrintedPagesReader: Sendable {
  private let worker: PDFWorkerProcess

  /// - Parameters:
  ///   - library: path of PDFium; nil to look for it where it is usually kept.
  ///   - program: program that knows the subcommand `worker-pdf`; nil for the one that runs, or the one beside it.
  package init(library: String? = nil, program: String? = nil) {
    worker = PDFWorkerProcess(library: library, program: program)
  }

  package func read(_ file: SourceFile) throws(UnreadableFile) -> PrintedPages {
    let (answer, end) = try worker.run("worker-pdf", on: file)
    do {
      if case .pages(let pages) = try AnswerDecoder.decode(answer) { return pages }
    } catch {
      // Told with the other failures.
    }
    throw PDFWorkerProcess.failure(answer, end, file.name)
  }
}
