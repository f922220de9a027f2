import ArgumentParser
import PDFPages

/// Hidden: started by the program itself to read a PDF file apart from everything else.
struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "worker-pdf", shouldDisplay: false)

  @Argument(help: "libpdfium.so")
  var library: String

  func run() {
    PDFWorker.run(library: library)
  }
}

/// Hidden: started by the program itself to put marks into a PDF file.
struct MarkingWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "worker-pdf-marks", shouldDisplay: false)

  @Argument(help: "libpdfium.so")
  var library: String

  func run() {
    PDFMarkingWorker.run(library: library)
  }
}

/// Hidden: started by the program itself to draw pages of a PDF file.
struct ImageWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "worker-pdf-images", shouldDisplay: false)

  @Argument(help: "libpdfium.so")
  var library: String

  func run() {
    PDFImageWorker.run(library: library)
  }
}
