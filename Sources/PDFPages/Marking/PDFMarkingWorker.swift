import Documents
import Processes

/// What a process does that was started to put marks into a PDF file: as the reading worker, it binds itself, takes
/// order and file from standard input and hands the marked file back on standard output, between "MZD1" and "MZPE".
public enum PDFMarkingWorker {
  static let opening = Array("MZD1".utf8)

  /// - Parameter library: path of PDFium.
  public static func run(library path: String) {
    PDFWorker.limitItself()
    let input = WorkerSide.readInput(limit: PageLimits.bytes + PageLimits.order)
    guard let (marks, start) = MarkOrder.decode(input) else { return PDFWorker.refuse(.damaged) }
    do throws(PDFium.Missing) {
      var marker = try Marker(PDFium(path: path), PDFiumMarking(path: path))
      input[start...].withUnsafeBytes { bytes in
        do throws(Refused) {
          try marker.run(bytes, marks)
        } catch {
          PDFWorker.refuse(error.refusal)
        }
      }
    } catch {
      PDFWorker.refuse(.noLibrary)
    }
  }
}

private struct Marker {
  let library: PDFium
  let marking: PDFiumMarking

  init(_ library: PDFium, _ marking: PDFiumMarking) {
    (self.library, self.marking) = (library, marking)
  }

  mutating func run(_ file: UnsafeRawBufferPointer, _ marks: [PDFMark]) throws(Refused) {
    library.initLibrary()
    let document = try PageExtractor(library).open(file)
    let pages = Dictionary(grouping: marks, by: \.page)
    for (number, marks) in pages.sorted(by: { $0.key < $1.key }) { add(marks, toPage: number, of: document) }
    WorkerSide.write(PDFMarkingWorker.opening)
    guard save(document) else { return }
    WorkerSide.write(AnswerFormat.closing)
  }

  private func add(_ marks: [PDFMark], toPage number: Int, of document: PDFium.Handle) {
    guard number > 0, number <= library.pageCount(document), let page = library.loadPage(document, Int32(number - 1))
    else { return }
    defer { library.closePage(page) }
    guard let frame = PageExtractor(library).frame(of: page) else { return }
    for mark in marks where !mark.boxes.isEmpty { add(mark, to: page, frame) }
  }

  private func add(_ mark: PDFMark, to page: PDFium.Handle, _ frame: PageFrame) {
    guard let annotation = marking.create(page, PDFiumMarking.Code.highlight) else { return }
    defer { marking.close(annotation) }
    var whole = frame.ownBox(mark.boxes[0])
    for box in mark.boxes.map(frame.ownBox) {
      var points: [Float] = [box.left, box.top, box.right, box.top, box.left, box.bottom, box.right, box.bottom]
      _ = marking.addPoints(annotation, &points)
      (whole.left, whole.right) = (min(whole.left, box.left), max(whole.right, box.right))
      (whole.bottom, whole.top) = (min(whole.bottom, box.bottom), max(whole.top, box.top))
    }
    var bounds: [Float] = [whole.left, whole.top, whole.right, whole.bottom]
    _ = marking.setBounds(annotation, &bounds)
    _ = marking.setColour(
      annotation, PDFiumMarking.Code.colour, UInt32(mark.colour.red), UInt32(mark.colour.green),
      UInt32(mark.colour.blue), 128)
    _ = marking.setFlags(annotation, PDFiumMarking.Code.printed)
    guard !mark.note.isEmpty else { return }
    _ = marking.setText(annotation, "Contents", Array(mark.note.utf16) + [0])
    _ = marking.setText(annotation, "T", Array("明账 Mingzhang".utf16) + [0])
  }

  /// Hands the file on as PDFium writes it.
  private func save(_ document: PDFium.Handle) -> Bool {
    var writer = FileWriter()
    return withUnsafeMutablePointer(to: &writer) {
      marking.save(document, UnsafeMutableRawPointer($0), PDFiumMarking.Code.incremental) != 0
    }
  }
}

/// FPDF_FILEWRITE of fpdf_save.h.
private struct FileWriter {
  var version: Int32 = 1
  var write: @convention(c) (UnsafeMutableRawPointer?, UnsafeRawPointer?, UInt) -> Int32 = { _, bytes, count in
    WorkerSide.write(Array(UnsafeRawBufferPointer(start: bytes, count: Int(count))))
    return 1
  }
}
