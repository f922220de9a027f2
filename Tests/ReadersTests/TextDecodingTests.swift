import Documents
import Foundation
import Readers
import Testing

@Suite struct TextDecodingTests {
  private let sentence = "部门：某市示范局\n本年支出合计 120.50 万元，其中：项目支出 20.50 万元。\n"

  private func decode(_ bytes: [UInt8]) throws -> DecodedText {
    try TextDecoding.decode(SourceFile(name: "样本.txt", bytes: bytes), maximumBytes: 1 << 20)
  }

  @Test func readsUTF8() throws {
    let text = try decode(Array(sentence.utf8))
    #expect(text.encoding == .utf8)
    #expect(text.scalars == Array(sentence.unicodeScalars))
    #expect(text.notes.isEmpty)
  }

  @Test func readsSequencesOfEveryLength() throws {
    let text = "a é 中 𠀀 \u{7FF} \u{800} \u{FFFF} \u{10000} \u{10FFFF}"
    #expect(try decode(Array(text.utf8)).scalars == Array(text.unicodeScalars))
  }

  @Test func countsOffsetsAfterTheByteOrderMark() throws {
    let read = try ReadText(bytes: [0xEF, 0xBB, 0xBF] + Array("# 标题\n正文\n".utf8))
    #expect(read.scalars.count == 8)
    #expect(read.headings.map(\.content.span) == [SourceSpan(start: 0, end: 4)])
    #expect(read.paragraphs.map(\.content.span) == [SourceSpan(start: 5, end: 7)])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func countsEveryLineEndOnce(lineEnd: String) throws {
    let read = try ReadText(["甲\t乙", "1\t2", "", "注：说明", "第二行"].joined(separator: lineEnd))
    #expect(read.reading.lines?.starts == [0, 4, 8, 9, 14])
    #expect(read.tables.map(read.texts) == [[["甲", "乙"], ["1", "2"]]])
    #expect(read.paragraphs.map(\.content.text) == ["注：说明\n第二行"])
    #expect(read.paragraphs.map(\.content.span) == [SourceSpan(start: 9, end: 17)])
  }

  @Test func mixedLineEndsAreLineEnds() throws {
    #expect(try decode(Array("a\r\n\r\nb\r\rc\n\rd".utf8)).scalars == Array("a\n\nb\n\nc\n\nd".unicodeScalars))
  }

  @Test func readsGB18030() throws {
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    let text = sentence.replacingOccurrences(of: "示范", with: "喆㐂𠀀")
    let bytes = try #require(text.data(using: encoding))
    let read = try ReadText(bytes: Array(bytes))
    #expect(read.scalars == Array(text.unicodeScalars))
    #expect(read.noteIDs == ["reading.gb18030"])
    #expect(read.paragraphs.map { read.source($0.content.span) } == [String(text.dropLast())])
  }

  @Test func readsAsciiWithALittleGB18030() throws {
    let bytes = Array(String(repeating: "2013201 120.50\n", count: 400).utf8) + [0xBA, 0xCF, 0xBC, 0xC6]
    let text = try decode(bytes)
    #expect(text.encoding == .gb18030)
    #expect(text.scalars.suffix(2) == Array("合计".unicodeScalars)[...])
  }

  @Test func replacesFewBadBytes() throws {
    var bytes = Array(String(repeating: sentence, count: 40).utf8)
    bytes[30] = 0xFF
    bytes.removeLast(2)
    let text = try decode(bytes)
    #expect(text.encoding == .utf8)
    #expect(text.scalars.filter { $0 == "\u{FFFD}" }.count == text.notes.first?.values["count"].flatMap(Int.init))
    #expect(text.notes.map(\.id) == ["reading.invalidBytes"])
    let first = try #require(text.scalars.firstIndex(of: "\u{FFFD}"))
    #expect(text.notes.first?.span == SourceSpan(start: first, end: first + 1))
  }

  @Test func aFileCutInsideACharacterIsStillUTF8() throws {
    let text = try decode(Array(sentence.utf8).dropLast(2) + [])
    #expect(text.encoding == .utf8)
    #expect(text.scalars.last == "\u{FFFD}")
  }

  @Test(arguments: [
    "F0 80 80 80", "ED A0 80", "C0 AF", "F5 80 80 80", "E4 B8", "80", "FF",
  ])
  func malformedSequencesAreReplacedAsTheStandardLibraryDoes(hexadecimal: String) throws {
    let bytes = hexadecimal.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    let whole = Array(String(repeating: sentence, count: 200).utf8) + bytes + [0x2E]
    #expect(try decode(whole).scalars == Array(String(decoding: whole, as: UTF8.self).unicodeScalars))
  }

  @Test func manyBadBytesAreNoText() {
    var bytes = Array(String(repeating: sentence, count: 10).utf8)
    for index in stride(from: 0, to: bytes.count, by: 20) { bytes[index] = 0xFF }
    #expect(unreadable(bytes)?.reason == .notText)
  }

  @Test func noiseIsNoText() {
    var generator = SeededGenerator(seed: 7)
    for length in [40, 400, 40_000] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      #expect(unreadable(bytes)?.reason == .notText)
    }
    #expect(unreadable(Array(repeating: 0, count: 100))?.reason == .notText)
    #expect(unreadable(Array("合\0计\0支\0出\0".utf8))?.reason == .notText)
    // UTF-16, which Windows calls "Unicode".
    let wide = sentence.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(unreadable([0xFF, 0xFE] + wide)?.reason == .notText)
  }

  @Test func whiteSpaceAloneIsEmpty() {
    for text in ["", "\u{FEFF}", " \n\t\r\n", "\u{3000}\u{A0}\n"] {
      #expect(unreadable(Array(text.utf8))?.reason == .empty)
    }
  }

  @Test func namesKnownFormats() {
    let expected: [(bytes: [UInt8], name: String)] = [
      (Array("%PDF-1.7\n%…".utf8), "PDF"),
      ([0x50, 0x4B, 0x03, 0x04, 0x14, 0x00], "ZIP/DOCX/XLSX"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "DOC/XLS/WPS"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "PNG"),
      ([0xFF, 0xD8, 0xFF, 0xE0], "JPEG"),
      (Array("\n<!DOCTYPE html>\n<p>a</p>".utf8), "HTML"),
    ]
    for (bytes, name) in expected {
      #expect(
        unreadable(bytes) == UnreadableFile(file: "样本.md", reason: .unknownFormat, detail: name), "\(name)")
    }
  }

  @Test func refusesLargeFilesBeforeDecoding() {
    let bytes = [UInt8](repeating: 0x61, count: (64 << 20) + 1)
    let clock = ContinuousClock()
    var error: UnreadableFile?
    let time = clock.measure { error = unreadable(bytes) }
    #expect(error == UnreadableFile(file: "样本.md", reason: .tooLarge, detail: "64 MB"))
    #expect(time < .milliseconds(500))
    #expect(unreadable(Array("12345".utf8), limits: ReadingLimits(bytes: 4))?.detail == "4 B")
    #expect(unreadable(Array("1234".utf8), limits: ReadingLimits(bytes: 4)) == nil)
  }
}
