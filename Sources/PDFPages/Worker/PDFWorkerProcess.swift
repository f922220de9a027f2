import Documents
import Processes

/// Has a worker do something with a PDF file.
struct PDFWorkerProcess: Sendable {
  /// Path of PDFium; nil to look for it.
  var library: String?
  /// Program that knows the workers' subcommands; nil for the one that is running.
  var program: String?

  /// - Parameters:
  ///   - subcommand: of the program.
  ///   - order: what the worker is given before the file.
  ///   - limit: bytes of its answer.
  func run(
    _ subcommand: String, on file: SourceFile, order: [UInt8] = [], limit: Int = PageLimits.answer
  ) throws(UnreadableFile) -> (answer: [UInt8], end: ChildProcess.End) {
    guard file.bytes.count <= PageLimits.bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(PageLimits.bytes >> 20) MB")
    }
    guard let library = library ?? PDFiumPlace.find() else {
      throw UnreadableFile(file: file.name, reason: .noPDFium, detail: "pip install pypdfium2")
    }
    guard let program = program ?? RunningProgram.worker else {
      throw UnreadableFile(file: file.name, reason: .stopped, detail: subcommand)
    }
    let worker = ChildProcess(
      program: program, arguments: [subcommand, library], patience: PageLimits.patience, limit: limit)
    return worker.run(order.isEmpty ? file.bytes : order + file.bytes)
  }

  /// Why there is no answer of use.
  static func failure(_ answer: [UInt8], _ end: ChildProcess.End, _ name: String) -> UnreadableFile {
    do {
      if case .refused(let refusal) = try AnswerDecoder.decode(answer) { return failure(refusal, name) }
    } catch {
      // No whole answer: it died over the file, or was ended.
    }
    return UnreadableFile(file: name, reason: .stopped, detail: detail(of: end))
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
