package import Documents
import Foundation
import Parallel
import Processes

/// Recognises what is printed on pictures: pages of a scan, or a picture file. The Python packages rapidocr and opencv do
/// it, in processes of their own, one for every core as far as there are pages.
package struct PageRecogniser: Sendable {
  private let renderer: PageRenderer

  /// - Parameters: see `PageRenderer`.
  package init(library: String? = nil, program: String? = nil) {
    renderer = PageRenderer(library: library, program: program)
  }

  /// How to install what is needed.
  package static let installation = "pip install rapidocr onnxruntime"

  /// Dots an inch that pages are drawn with.
  static let dpi = 200
  /// Pages recognised in one process at most, which takes a second to begin.
  private static let atATime = 8
  /// Seconds for each page, and to begin with, on a busy machine.
  private static let patience: Double = 60
  /// Bytes of address space: the models are small, what runs them is not.
  private static let memory = 6 << 30

  /// - Parameter pages: counted from 1, with their sizes in points.
  /// - Returns: those that were recognised, by number.
  /// - Throws: `noOCR` where the packages are missing.
  package func recognised(
    _ pages: [(number: Int, width: Float, height: Float)], of file: SourceFile
  ) throws(UnreadableFile) -> [Int: PrintedPage] {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    // Two processes of one thread do half as much again as one of two.
    let share = min(Self.atATime, (pages.count + cores - 1) / cores)
    let batches = stride(from: 0, to: pages.count, by: share).map {
      Array(pages[$0..<min(pages.count, $0 + share)])
    }
    let threads = max(1, cores / batches.count)
    let results = Parallel.map(batches) { batch in
      Result { () throws(UnreadableFile) in try recognised(batch, of: file, threads: threads) }
    }
    var found: [Int: PrintedPage] = [:]
    for result in results { found.merge(try result.get()) { $1 } }
    return found
  }

  private func recognised(
    _ pages: [(number: Int, width: Float, height: Float)], of file: SourceFile, threads: Int
  ) throws(UnreadableFile) -> [Int: PrintedPage] {
    let images = try renderer.images(of: file, pages: pages.map(\.number), dpi: Self.dpi, shades: .withoutRed)
    let read = try run(images.map { ($0.width, $0.height, $0.grey) }, file, threads: threads)
    var found: [Int: PrintedPage] = [:]
    for (image, page) in zip(images, read) {
      let size = pages.first { $0.number == image.page }.map { ($0.width, $0.height) }
      found[image.page] = PrintedPage(page, size: size)
    }
    return found
  }

  /// - Parameter file: PNG or JPEG.
  package func recognised(_ file: SourceFile) throws(UnreadableFile) -> PrintedPages {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let pages = try run([(0, 0, file.bytes)], file, threads: cores).map { PrintedPage($0, size: nil) }
    return PrintedPages(pages: pages, fonts: [Self.font])
  }

  /// The font that recognised glyphs name; nobody knows theirs.
  package static let font = PrintedFont(name: "", weight: 0)

  private func run(
    _ pictures: [(width: Int, height: Int, bytes: [UInt8])], _ file: SourceFile, threads: Int
  ) throws(UnreadableFile) -> [RecognisedPage] {
    func refusal(_ reason: UnreadableFile.Reason, _ detail: String = "") -> UnreadableFile {
      UnreadableFile(file: file.name, reason: reason, detail: detail)
    }
    var input: [UInt8] = []
    func add(_ value: Int) { withUnsafeBytes(of: UInt32(clamping: value).littleEndian) { input += $0 } }
    add(pictures.count)
    for picture in pictures {
      for value in [picture.width, picture.height, picture.bytes.count] { add(value) }
      input += picture.bytes
    }
    let script = PythonScript(
      Self.script, patience: Self.patience * Double(1 + pictures.count), memory: Self.memory, limit: 64 << 20)
    guard let (answer, end) = script.run(input, [String(threads)]) else { throw refusal(.noOCR, Self.installation) }
    guard end == .exited(0) else { throw refusal(.stopped, "\(end)") }
    switch String(decoding: answer.prefix(9), as: UTF8.self) {
    case "!package": throw refusal(.noOCR, Self.installation)
    case "!damaged": throw refusal(.damaged, "PNG/JPEG")
    case "!large": throw refusal(.tooLarge, "40 MP")
    default: break
    }
    do {
      let pages = try JSONDecoder().decode([RecognisedPage].self, from: Data(answer))
      if pages.count == pictures.count { return pages }
    } catch {
      // Told with the other failure.
    }
    throw refusal(.stopped, "OCR")
  }

  private static let script = EmbeddedFiles.all.first { $0.path == "ocr.py" }?.text ?? ""

  private static let probe = """
    from importlib.util import find_spec
    answer(b"+" if all(map(find_spec, ["rapidocr", "onnxruntime", "cv2", "PIL"])) else b"-")
    """

  /// Whether the packages are there.
  package static var isAvailable: Bool {
    let probe = PythonScript(Self.probe, patience: 10)
    return probe.run([]).map { $0.end == .exited(0) && $0.answer == [UInt8(ascii: "+")] } ?? false
  }
}
