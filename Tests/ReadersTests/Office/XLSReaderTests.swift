import Documents
import Foundation
import Readers
import TestSupport
import Testing

/// Workbooks of Excel 97 to 2003.
@Suite(.enabled(if: XLSReader.isAvailable, "xlrd is not there: pip install xlrd"))
struct XLSReaderTests {
  private func file(_ name: String) throws -> SourceFile {
    let url = TestSupport.Repository.file("Tests/Fixtures/office/\(name)")
    return SourceFile(name: name, bytes: [UInt8](try Data(contentsOf: url)))
  }

  private func refusal(_ file: SourceFile, _ reader: XLSReader = XLSReader()) -> UnreadableFile? {
    do throws(UnreadableFile) {
      _ = try reader.read(file)
      return nil
    } catch {
      return error
    }
  }

  @Test func itReadsAsTheSameWorkbookOfToday() throws {
    let old = try FormatReader.read(try file("archive-2024-slips.xls"))
    let new = try FormatReader.read(try file("archive-2024-slips.xlsx"))
    #expect(old.format == .xls)
    #expect(old.document == new.document)
    #expect(old.map == new.map)
    #expect(old.document.isWorkbook)
    #expect(old.document.tables.count == 16)
  }

  @Test func damagedFilesAreReadOrRefused() throws {
    let whole = try file("archive-2024-slips.xls")
    for step in 0..<20 {
      var bytes = whole.bytes
      for index in stride(from: 700 + step * 17, to: bytes.count, by: 4_099) { bytes[index] ^= 0x5A }
      let refused = refusal(SourceFile(name: "a.xls", bytes: bytes))
      #expect(refused == nil || [.damaged, .encrypted, .stopped, .empty, .tooLarge].contains(refused?.reason))
    }
    #expect(refusal(SourceFile(name: "a.xls", bytes: Array(whole.bytes.prefix(5_000))))?.reason == .damaged)
  }
}

/// What is said where nothing can be read.
@Suite struct CompoundFileTests {
  private func compound(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 1_528)
    for (index, unit) in name.utf16.enumerated() { bytes[512 + 128 + 2 * index] = UInt8(unit) }
    return bytes
  }

  @Test(arguments: [
    ("Workbook", "XLS"), ("Book", "XLS"), ("WordDocument", "DOC"), ("PowerPoint Document", "PPT"),
    ("EncryptedPackage", "EncryptedPackage"), ("Contents", "DOC/XLS/WPS"), ("Workbooks", "DOC/XLS/WPS"),
  ])
  func theirKindIsToldByWhatIsInThem(name: String, kind: String) {
    #expect(FileSignature.name(of: compound(name)) == kind)
  }

  @Test func aFileWithAPasswordIsCalledSo() {
    #expect(throws: UnreadableFile(file: "a", reason: .encrypted)) {
      try FormatReader.read(SourceFile(name: "a", bytes: compound("EncryptedPackage")))
    }
  }

  @Test func withoutPythonTheMessageSaysWhatToInstall() {
    #expect(throws: UnreadableFile(file: "a", reason: .noXLRD, detail: "pip install xlrd")) {
      try XLSReader(python: "/nowhere/python3").read(SourceFile(name: "a", bytes: compound("Workbook")))
    }
  }
}
