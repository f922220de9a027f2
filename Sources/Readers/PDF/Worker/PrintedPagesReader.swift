import Documents

/// From the bytes of a PDF file to its printed pages, by way of a worker.
struct PrintedPagesReader {
  var worker: PDFWorkerProcess

  func read(_ file: SourceFile) throws(UnreadableFile) -> PrintedPages {
    let (answer, end) = try worker.run("worker-pdf", on: file)
    do {
      if case .pages(let pages) = try AnswerDecoder.decode(answer) { return pages }
    } catch {
      // Told with the other failures.
    }
    throw PDFWorkerProcess.failure(answer, end, file.name)
  }
}
