import Processes

/// What a process does that was started to read one PDF file for another: it binds itself to little memory and time,
/// takes the file from standard input, and leaves its answer on standard output.
///
/// Files come from strangers and PDFium is a large program. What goes wrong in it must not reach the check.
public enum PDFWorker {
  /// - Parameter library: path of PDFium.
  public static func run(library path: String) {
    limitItself()
    let file = WorkerSide.readInput(limit: PageLimits.bytes)
    guard file.count <= PageLimits.bytes else { return refuse(.tooManyBytes) }
    let library: PDFium
    do {
      library = try PDFium(path: path)
    } catch {
      return refuse(.noLibrary)
    }
    library.initLibrary()
    file.withUnsafeBytes { bytes in
      var extractor = PageExtractor(library)
      extractor.run(bytes) { WorkerSide.write($0) }
    }
  }

  static func refuse(_ refusal: WorkerAnswer.Refusal) {
    var encoder = AnswerEncoder()
    encoder.refuse(refusal)
    WorkerSide.write(encoder.take())
  }

  static func limitItself() {
    // No file may be written; standard output is a socket.
    WorkerSide.limit(memory: PageLimits.memory, seconds: PageLimits.seconds, fileSize: 0)
  }
}
