import Dispatch
import Documents
import Forms
import Foundation
import Hummingbird
import NIOCore
import Store
import Testing
import Workflow

@testable import Portal

@Suite struct FigureTests {
  @Test(arguments: [
    (0, "0.00"), (1_336_810_000, "1,336.81"), (5_000, "0.01"), (4_999, "0.00"), (-5_000, "−0.01"), (-4_999, "0.00"),
    (1_234_567_890_000, "1,234,567.89"), (99_995_000, "100.00"),
  ])
  func amountsAreRoundedOnce(fen: Int64, expected: String) {
    #expect(Figure.tenThousands(fen) == expected)
  }

  @Test func sharesAndGrowthAreExact() {
    #expect(Figure.percent(1, of: 3) == "33.33%")
    #expect(Figure.percent(2, of: 3) == "66.67%")
    #expect(Figure.percent(5, of: 0) == nil)
    #expect(Figure.growth(from: 100, to: 105) == "+5.00%")
    #expect(Figure.growth(from: 100, to: 95) == "−5.00%")
    #expect(Figure.wholePercent(615, of: 1000) == "62")
    #expect(Figure.percent(.max, of: 1) == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (57_599, "1970-01-01"), (57_600, "1970-01-02"), (951_782_400, "2000-02-29"),
    (1_790_000_000, "2026-09-21"), (4_107_513_600, "2100-03-01"), (-86_400 * 366, "1968-12-31"),
  ])
  func daysAreThoseOfChina(seconds: Int, expected: String) {
    #expect(Wording.isoDay(Date(timeIntervalSince1970: Double(seconds))) == expected)
  }

  /// Areas in proportion, inside the frame, none over another.
  @Test func theTreemapIsExact() {
    let values: [Int64] = [564_40, 402_25, 72_18, 66_92, 60_40, 48_50, 36_09, 0, 3_86]
    let cells = Treemap(values, width: 560, height: 470).cells
    #expect(cells.count == 8)
    let total = Double(values.reduce(0, +))
    for cell in cells {
      let share = Double(values[cell.index]) / total
      #expect(abs(cell.width * cell.height / (560 * 470) - share) < 1e-9)
      #expect(
        cell.x >= -1e-9 && cell.y >= -1e-9 && cell.x + cell.width <= 560 + 1e-6 && cell.y + cell.height <= 470 + 1e-6)
      for other in cells where other.index != cell.index {
        let isApart =
          cell.x + cell.width <= other.x + 1e-6 || other.x + other.width <= cell.x + 1e-6
          || cell.y + cell.height <= other.y + 1e-6 || other.y + other.height <= cell.y + 1e-6
        #expect(isApart)
      }
    }
    #expect(Treemap([], width: 10, height: 10).cells.isEmpty)
    #expect(Treemap([0, 0], width: 10, height: 10).cells.isEmpty)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("-1,234.50", "\"-1,234.50\""), ("+86", "+86"), ("@x", "'@x"), ("a\"b", "\"a\"\"b\""),
    ("甲,乙", "\"甲,乙\""),
    ("＝1", "'＝1"), ("12.5%", "12.5%"), ("-cmd", "'-cmd"), ("\t=1", "'\t=1"),
  ])
  func noCellIsAFormula(text: String, expected: String) {
    #expect(CSV.write([[text]]) == "\u{FEFF}\(expected)\r\n")
  }
}

@Suite struct FormBodyTests {
  private func parts(_ text: String) throws -> FormBody {
    try FormBody(Array(text.utf8), type: "multipart/form-data; boundary=\"B\"")
  }

  @Test func fieldsAndAFileAreTaken() throws {
    let form = try parts(
      "--B\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\n一处\r\n二处 \r\n--B\r\n"
        + "content-disposition: form-data; name=\"file\"; filename=\"决算; 2024.docx\"\r\nContent-Type: x/y\r\n\r\n"
        + "\r\n--A\r\n\r\n--B--\r\n")
    #expect(form["reason"] == "一处\r\n二处")
    #expect(form.file?.name == "决算; 2024.docx")
    #expect(form.file?.bytes == Array("\r\n--A\r\n".utf8))
  }

  @Test(arguments: [
    "", "--", "--B", "--B\r\n", "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n", "--X\r\n\r\n\r\n--X--",
    "--B\r\n\r\n\r\n\r\nno end",
  ])
  func brokenFormsAreRefused(text: String) {
    #expect(throws: PortalFailure.self) { try parts(text) }
  }

  @Test func onlyFormsAreForms() {
    for type in ["application/json", "text/plain", "", "multipart/form-data", "multipart/form-data; boundary="] {
      #expect(throws: PortalFailure.self) { try FormBody([], type: type) }
    }
  }

  @Test func pairsAreDecoded() throws {
    let form = try FormBody(
      Array("a=%E5%86%B3+%E7%AE%97&b=&c&d=1=2&e=%zz".utf8), type: "application/x-www-form-urlencoded")
    #expect(form["a"] == "决 算" && form["b"] == "" && form["c"] == "" && form["d"] == "1=2" && form["e"] == "%zz")
  }

  @Test(arguments: [
    ("../../etc/passwd", "passwd"), ("C:\\用户\\决算.docx", "决算.docx"), ("a\u{0}\r\nb.md", "ab.md"), ("..", "file"),
    ("", "file"),
    ("x\u{202E}fdp.exe", "xfdp.exe"),
  ])
  func namesArePlain(given: String, expected: String) {
    #expect(FormBody.plainName(given) == expected)
  }
}

@Suite struct ReportPageTests {
  @Test func slotsAreFilledAndTheRestIsLeft() {
    let page = "<main id=\"main\">\n<p>a</p><!--finding x--><p>b</p><!--finding y--></main>"
    let text = ReportPage.main(page, lead: "<i/>", slots: ["x": "<b/>"])
    #expect(text == "<main id=\"main\"><i/>\n<p>a</p><b/><p>b</p></main>")
  }
}

@Suite struct WorkDeskTests {
  @Test func aRushIsAnsweredAndNotCollected() async throws {
    let gate = DispatchSemaphore(value: 0)
    let desk = WorkDesk(places: 1, mostWaiting: 1) { _, _, _, _ in
      gate.wait()
      return []
    }
    let say = PackFiles.embedded.catalog(.chinese)
    let file = SourceFile(name: "a", bytes: [])
    let first = Task { try await desk.run(.page, on: file, catalog: say) }
    let second = Task { try await desk.run(.page, on: file, catalog: say) }
    while await desk.places.load != .init(taken: 1, waiting: 1) { await Task.yield() }
    await #expect(throws: PortalFailure.busy) { try await desk.run(.page, on: file, catalog: say) }
    for _ in 0..<2 { gate.signal() }
    _ = try await (first.value, second.value)
    #expect(await desk.places.load == .init(taken: 0, waiting: 0))
  }
}

@Suite struct UploadTests {
  @Test func onlySoManyUploadsAreHeld() async throws {
    let places = Places(8, mostWaiting: 1)
    let (started, go) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
    let held = (0..<8).map { _ in
      Task {
        try await places.keep {
          started.continuation.yield()
          for await _ in go.stream { break }
        }
      }
    }
    var count = 0
    for await _ in started.stream {
      count += 1
      if count == 8 { break }
    }
    let waiting = Task { try await places.keep {} }
    while await places.load != .init(taken: 8, waiting: 1) { await Task.yield() }
    await #expect(throws: PortalFailure.busy) { try await places.keep {} }
    go.continuation.finish()
    for task in held { try await task.value }
    try await waiting.value
    try await places.keep {}
    #expect(await places.load == .init(taken: 0, waiting: 0))
  }

  @Test func aBodyBeyondTheLimitIsNotTaken() async throws {
    let body = RequestBody(buffer: ByteBuffer(repeating: 0x61, count: 11))
    await #expect(throws: PortalFailure.tooLarge) { try await UploadBody.collect(body, upTo: 10) }
    #expect(try await UploadBody.collect(body, upTo: 11).readableBytes == 11)
  }
}

@Suite struct FileBundleTests {
  @Test func whatIsBundledComesOutAsItWas() throws {
    let files = [
      SourceFile(name: "甲/决算.docx", bytes: [0, 255, 13]), SourceFile(name: "", bytes: []),
      SourceFile(name: "乙", bytes: Array(repeating: 7, count: 70_000)),
    ]
    let read = try #require(FileBundle(bytes: FileBundle(files, passedOver: ["丙.exe"]).bytes))
    #expect(read.files.map(\.name) == files.map(\.name) && read.files.map(\.bytes) == files.map(\.bytes))
    #expect(read.passedOver == ["丙.exe"])
    let bytes = FileBundle(files).bytes
    #expect(FileBundle(bytes: Array(bytes.dropLast())) == nil)
    #expect(FileBundle(bytes: Array(repeating: 255, count: 20)) == nil)
  }
}
