import Documents

/// From the bytes of a PDF file to its printed pages, by way of a worker.
struct PrintedPagesReader {
  /// Path of PDFium; nil to look for it.
  var library: String?
  /// Program that knows the subcommand `worker-pdf`; nil for the one that is running.
  var program: String?

  func read(_ file: SourceFile) throws(UnreadableFile) -> PrintedPages {
    guard file.bytes.count <= PageLimits.bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(PageLimits.bytes >> 20) MB")
    }
    guard let library = library ?? PDFiumPlace.find() else {
      throw UnreadableFile(file: file.name, reason: .noPDFium, detail: "pip install pypdfium2")
    }
    guard let program = program ?? RunningProgram.worker else {
      throw UnreadableFile(file: file.name, reason: .stopped, detail: "worker-pdf")
    }
    let worker = ChildProcess(
      program: program, arguments: ["worker-pdf", library], patience: PageLimits.patience, limit: PageLimits.answer)
    let (answer, end) = worker.run(file.bytes)
    return try pages(answer, end, file.name)
  }

  private func pages(
    _ answer: [UInt8], _ end: ChildProcess.End, _ name: String
  ) throws(UnreadableFile) -> PrintedPages {
    let decoded: WorkerAnswer
    do {
      decoded = try AnswerDecoder.decode(answer)
    } catch {
      // No whole answer: it died over the file, or was ended.
      throw UnreadableFile(file: name, reason: .stopped, detail: Self.detail(of: end))
    }
    switch decoded {
    case .pages(let pages): return pages
    case .refused(let refusal): throw Self.failure(refusal, name)
    }
  }

  private static func detail(of end: ChildProcess.End) -> String {
    switch end {
    case .exited(let status): "exit \(status)"
    case .died(let signal): "signal \(signal)"
    case .tooSlow: "\(Int(PageLimits.patience)) s"
    case .tooMuch: "\(PageLimits.answer >> 20) MB"
    case .notStarted(let number): "errno \(number)"
    }
  }

  private static func failure(_ refusal: WorkerAnswer.Refusal, _ name: String) -> UnreadableFile {
    switch refusal {
    case .noLibrary: UnreadableFile(file: name, reason: .noPDFium, detail: "pip install --force-reinstall pypdfium2")
    case .damaged: UnreadableFile(file: name, reason: .damaged, detail: "PDF")
    case .encrypted: UnreadableFile(file: name, reason: .encrypted, detail: "PDF")
    case .noPages: UnreadableFile(file: name, reason: .empty)
    case .tooManyPages: UnreadableFile(file: name, reason: .tooLarge, detail: "\(PageLimits.pages) 页 pages")
    case .tooManyGlyphs: UnreadableFile(file: name, reason: .tooLarge, detail: "\(PageLimits.glyphs) 字 characters")
    case .tooManyLines: UnreadableFile(file: name, reason: .tooLarge, detail: "\(PageLimits.lines) 线条 lines")
    case .tooManyBytes: UnreadableFile(file: name, reason: .tooLarge, detail: "\(PageLimits.bytes >> 20) MB")
    }
  }
}
