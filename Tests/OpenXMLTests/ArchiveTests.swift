import OpenXML
import TestSupport
import Testing

@Suite struct ArchiveTests {
  private static let parts = ["a.txt": "甲", "folder/b.txt": String(repeating: "乙", count: 5000), "c.txt": ""]

  @Test func holdsWhatWasPutIn() throws {
    let archive = try Archive(try OfficeFiles.archive(Self.parts))
    #expect(archive.entries.map(\.name) == ["a.txt", "c.txt", "folder/b.txt"])
    for (name, text) in Self.parts {
      let entry = try #require(archive.entry(name.uppercased()))
      #expect(String(decoding: try archive.contents(of: entry), as: UTF8.self) == text)
    }
  }

  @Test func copiesWhatDoesNotChangeByteForByte() throws {
    let archive = try Archive(try OfficeFiles.archive(Self.parts))
    let changed = try Archive(try archive.rewriting(["a.txt": Array("丙".utf8), "d.txt": [1, 2, 3]]))
    #expect(changed.entries.map(\.name) == ["a.txt", "c.txt", "folder/b.txt", "d.txt"])
    #expect(try changed.contents(of: try #require(changed.entry("a.txt"))) == Array("丙".utf8))
    #expect(try changed.contents(of: try #require(changed.entry("d.txt"))) == [1, 2, 3])
    #expect(try Archive(archive.bytes).rewriting([:]) == archive.bytes)
  }

  @Test func takesNoLockedPart() throws {
    var bytes = try OfficeFiles.archive(["a.txt": "甲"])
    bytes[try directory(of: bytes) + 8] |= 1
    #expect(throws: OpenXMLFault.encrypted) { try Archive(bytes) }
  }

  @Test(arguments: ["../a.txt", "/a.txt", "a\\b.txt", "C:a.txt", "a/../../b", "a/./b"])
  func takesNoNameThatPointsElsewhere(name: String) throws {
    let bytes = try OfficeFiles.archive([name: "甲"])
    #expect(throws: OpenXMLFault.badName(name)) { try Archive(bytes) }
  }

  @Test func takesNoNameTwice() throws {
    let bytes = try OfficeFiles.archive(["a.txt": "甲", "A.TXT": "乙"])
    #expect(throws: OpenXMLFault.badName("a.txt")) { try Archive(bytes) }
  }

  @Test func takesNoBomb() throws {
    let bytes = try OfficeFiles.archive(["bomb.xml": String(repeating: " ", count: 4 << 20)])
    #expect(throws: OpenXMLFault.tooLarge("bomb.xml")) { try Archive(bytes) }
    var limits = OpenXMLLimits()
    limits.ratio = 2_000
    limits.totalBytes = 1 << 20
    #expect(throws: OpenXMLFault.tooLarge("bomb.xml")) { try Archive(bytes, limits: limits) }
    limits.parts = 0
    #expect(throws: OpenXMLFault.tooLarge("1")) { try Archive(bytes, limits: limits) }
  }

  @Test func takesNoPartsThatShareBytes() throws {
    var bytes = try OfficeFiles.archive(["a.txt": "甲", "b.txt": "甲"])
    let start = try directory(of: bytes)
    let second = start + 46 + 5
    bytes.replaceSubrange((second + 42)..<(second + 46), with: [0, 0, 0, 0])
    #expect(throws: OpenXMLFault.damaged("b.txt")) { try Archive(bytes) }
  }

  @Test func findsThatAPartIsNotWhatTheDirectorySays() throws {
    var bytes = try OfficeFiles.archive(["a.txt": "甲乙丙"])
    let size = try directory(of: bytes) + 24
    bytes[size] += 1
    let longer = try Archive(bytes)
    #expect(throws: OpenXMLFault.damaged("a.txt")) { try longer.contents(of: longer.entries[0]) }
    bytes[size] -= 2
    let shorter = try Archive(bytes)
    #expect(throws: OpenXMLFault.damaged("a.txt")) { try shorter.contents(of: shorter.entries[0]) }
  }

  @Test func refusesEveryTruncation() throws {
    let bytes = try OfficeFiles.archive(Self.parts)
    for length in 0..<bytes.count {
      #expect(throws: OpenXMLFault.self) { try Archive(Array(bytes.prefix(length))) }
    }
  }

  /// Where the central directory begins.
  private func directory(of bytes: [UInt8]) throws -> Int {
    let end = bytes.count - 22
    return Int(bytes[end + 16]) | Int(bytes[end + 17]) << 8
  }
}
