import Testing

@testable import Publishing

@Suite("PDF files of disclosures") struct PDFFileTests {
  private static let isThere: Bool = {
    do {
      _ = try PDFFile.write(Sample.publication())
      return true
    } catch {
      return false
    }
  }()

  private static let small = """
    %PDF-1.4
    1 0 obj
    << /Type /Catalog /Pages 2 0 R >>
    endobj
    2 0 obj
    << /Type /Pages /Kids [] /Count 0 >>
    endobj
    xref
    0 3
    0000000000 65535 f\u{20}
    0000000009 00000 n\u{20}
    0000000058 00000 n\u{20}
    trailer
    << /Size 3 /Root 1 0 R >>
    startxref
    110
    %%EOF

    """

  @Test func aProofIsPutBehindTheFilesOwnBytes() throws {
    let file = Array(Self.small.utf8)
    let proof = "{\"a\":\"endstream ) 三公\"}"
    let finished = try #require(PDFAttachment.adding(proof, to: file))
    #expect(finished.starts(with: file))
    #expect(PDFAttachment.read(finished) == proof)
    let text = String(decoding: finished, as: UTF8.self)
    #expect(text.contains("/EmbeddedFiles << /Names [(mingzhang-proof.json) 4 0 R] >>"))
    #expect(text.contains("/Prev 110"))
    #expect(PDFAttachment.read(file) == nil)
  }

  @Test func namesThatAreThereStay() throws {
    let named = Self.small.replacing("/Pages 2 0 R >>", with: "/Names << /Dests 9 0 R >> >>").replacing(
      "110", with: "123")
    let finished = try #require(PDFAttachment.adding("{}", to: Array(named.utf8)))
    let text = String(decoding: finished, as: UTF8.self)
    #expect(text.contains("/Names << /EmbeddedFiles << /Names [(mingzhang-proof.json) 4 0 R] >> /Dests 9 0 R >>"))
  }

  @Test func damagedFilesAreRefused() {
    #expect(PDFAttachment.adding("{}", to: []) == nil)
    #expect(
      PDFAttachment.adding("{}", to: Array("%PDF-1.4 trailer << /Size 1 /Root 1 0 R >> startxref\n9".utf8)) == nil)
    #expect(
      PDFAttachment.read(Array("/Type /EmbeddedFile /Subtype /application#2Fjson /Length 99 >>\nstream\nabc".utf8))
        == nil)
    #expect(PDFAttachment.read([]) == nil)
  }

  @Test(.enabled(if: isThere, "pango, cairo or a Chinese font is missing")) func theFileIsTheSameEveryTime() throws {
    let publication = try Sample.publication()
    let files = try (0..<2).map { _ in try PDFFile.write(publication) }
    #expect(files[0] == files[1])
    let file = try #require(PDFAttachment.adding("{}", to: files[0]))
    let text = String(decoding: file, as: Unicode.ASCII.self)
    for word in ["/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageLabels", "/Lang (zh-CN)", "/FontFile3"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(!text.contains("/CreationDate"))
  }
}
