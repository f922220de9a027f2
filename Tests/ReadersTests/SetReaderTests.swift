import Documents
import OpenXML
import Readers
import TestSupport
import Testing

/// Several files as one disclosure.
@Suite struct SetReaderTests {
  private func text(_ name: String, _ text: String) -> SourceFile { SourceFile(name: name, bytes: Array(text.utf8)) }

  private func packed(_ files: [SourceFile]) throws -> SourceFile { try FileSet.packed(files, as: "a.zip") }

  private func refusal(_ file: SourceFile) -> UnreadableFile? {
    do throws(UnreadableFile) {
      _ = try FormatReader.read(file)
      return nil
    } catch {
      return error
    }
  }

  private static func sheet(_ text: String) throws -> [UInt8] {
    try OfficeFiles.xlsx([
      ("表", "", "<sheetData><row r=\"1\"><c r=\"B1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row></sheetData>")
    ])
  }

  @Test func partsStandInTheOrderOfTheirNamesAndWorkbooksLast() throws {
    let file = try packed([
      text("附件10.md", "十"), SourceFile(name: "0 表.xlsx", bytes: try Self.sheet("表")), text("附件2.md", "二"),
      text("子/附件1.md", "一"), text("a.txt", "零"),
    ])
    let reading = try FormatReader.read(file)
    #expect(reading.format == .set)
    #expect(reading.parts.map(\.file) == ["a.txt", "子/附件1.md", "附件2.md", "附件10.md", "0 表.xlsx"])
    #expect(reading.parts.map(\.format) == [.markdown, .markdown, .markdown, .markdown, .xlsx])
    #expect(!reading.document.isWorkbook)
  }

  @Test func everyPlaceLeadsToItsFile() throws {
    let reading = try FormatReader.read(
      packed([
        text("1.md", "# 标题\n\n甲乙丙\n"),
        SourceFile(name: "2.docx", bytes: try OfficeFiles.docx("<w:p><w:r><w:t>丁戊</w:t></w:r></w:p>")),
        SourceFile(name: "3.xlsx", bytes: try Self.sheet("己")), text("4.txt", "末行\n201\t合计\t1.00\n202\t其他\t2.00\n"),
      ]))
    let map = try #require(reading.map)
    func place(_ words: String) throws -> Place? {
      for block in reading.document.blocks {
        let pieces: [TextPiece] =
          switch block {
          case .heading(let heading): [heading.content]
          case .paragraph(let paragraph): [paragraph.content]
          case .table(let table): table.rows.flatMap { $0.cells.map(\.content) }
          }
        for piece in pieces {
          let scalars = Array(piece.text.unicodeScalars)
          let wanted = Array(words.unicodeScalars)
          guard let at = scalars.indices.first(where: { scalars[$0...].starts(with: wanted) }) else { continue }
          return map.place(of: piece.span(ofScalars: at..<at + wanted.count))
        }
      }
      return nil
    }
    #expect(try place("标题") == Place(file: "1.md", .line(number: 1, column: 3)))
    #expect(try place("丙") == Place(file: "1.md", .line(number: 3, column: 3)))
    #expect(
      try place("戊") == Place(file: "2.docx", .run(part: "word/document.xml", paragraph: 0, run: 0, characters: 1..<2)))
    #expect(try place("己") == Place(file: "3.xlsx", .cell(sheet: "表", name: "B1")))
    #expect(try place("其他") == Place(file: "4.txt", .line(number: 3, column: 5)))
  }

  @Test func namesInGB18030AreRead() throws {
    // 决算.md in GB18030, put in the place of a name as long.
    let name: [UInt8] = [0xBE, 0xF6, 0xCB, 0xE3] + Array(".md".utf8)
    let bytes = try packed([text("abcd.md", "甲")]).bytes
    let file = SourceFile(name: "a.zip", bytes: bytes.replacing(Array("abcd.md".utf8), with: name))
    #expect(try FormatReader.read(file).parts.map(\.file) == ["决算.md"])
  }

  @Test(arguments: ["../a.md", "/a.md", "甲/../../a.md", "c:a.md"])
  func namesThatLeadOutOfTheSetAreRefused(name: String) throws {
    let refused = refusal(try packed([text(name, "甲")]))
    #expect(refused == UnreadableFile(file: "a.zip", reason: .badName, detail: name))
  }

  @Test func oneNameTwiceIsRefused() throws {
    #expect(refusal(try packed([text("a.md", "甲"), text("A.md", "乙")]))?.reason == .badName)
  }

  @Test func aSetInASetIsRefused() throws {
    let inner = SourceFile(name: "里.zip", bytes: try packed([text("a.md", "甲")]).bytes)
    let refused = refusal(try packed([text("1.md", "甲"), inner]))
    #expect(refused == UnreadableFile(file: "a.zip", reason: .nested, detail: "里.zip"))
  }

  @Test func aFileThatCannotBeReadRefusesTheWhole() throws {
    let refused = refusal(
      try packed([text("1.md", "甲"), SourceFile(name: "表.doc", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0])]))
    #expect(refused?.reason == .unknownFormat)
    #expect(refused?.file == "a.zip: 表.doc")
  }

  @Test func whatUnpacksToTooMuchIsRefused() throws {
    let blank = SourceFile(name: "1.md", bytes: [UInt8](repeating: 0x20, count: 30 << 20))
    #expect(refusal(try packed([blank]))?.reason == .overblown)
    let many = (0..<501).map { text("\($0).md", "甲") }
    #expect(refusal(try packed(many))?.reason == .overblown)
  }

  @Test func dataIsToldAndFilesOfSystemsAreNot() throws {
    let reading = try FormatReader.read(
      packed([
        text("1.md", "甲"), text("gold.json", "{}"), text("__MACOSX/._1.md", "x"), text(".DS_Store", "x"),
        text("~$1.docx", "x"), text("Thumbs.db", "x"),
      ]))
    #expect(reading.notes == [ReadingNote(id: "reading.passedOver", values: ["file": "gold.json"])])
  }

  @Test func otherFormatsThatAreArchivesAreNoSets() throws {
    for name in ["OFD.xml", "mimetype"] {
      let refused = refusal(try packed([text(name, "x"), text("a.md", "甲")]))
      #expect(refused?.reason == .unknownFormat)
    }
    #expect(refusal(try packed([text("gold.json", "{}")]))?.reason == .unknownFormat)
  }

  @Test func notesNameTheirFile() throws {
    var reading = Reading(format: .docx, document: Document(blocks: []), notes: [ReadingNote(id: "reading.pictures")])
    reading.notes.append(ReadingNote(id: "reading.x", span: SourceSpan(2..<3)))
    let moved = reading.moved(by: 10, in: "1.docx")
    #expect(moved.notes[0].file == "1.docx")
    #expect(moved.notes[1] == ReadingNote(id: "reading.x", span: SourceSpan(12..<13)))
  }
}
