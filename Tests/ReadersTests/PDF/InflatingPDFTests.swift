import Documents
import OpenXML
import Testing

@testable import PDFPages
@testable import Readers

/// A small file whose page inflates to more than the machine may give.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct InflatingPDFTests {
  @Test func aStreamOfThreeGigabytesIsRefused() throws {
    let (packed, size) = Self.zeros(3_000_000_000)
    #expect(size >= 3_000_000_000)
    // Packed again, the same bits over and over are next to nothing.
    let twice = try #require(Deflate.zlib(packed)).map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
    var pdf = TinyPDF()
    let stream = pdf.add(
      object: pdf.stream(
        twice.joined() + ">", entries: "/Filter [/ASCIIHexDecode /FlateDecode /FlateDecode]"))
    let page = pdf.add(object: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents \(stream) 0 R >>")
    pdf.replace(2, by: "<< /Type /Pages /Count 1 /Kids [\(page) 0 R] >>")
    #expect(pdf.bytes.count < 200_000)
    let clock = ContinuousClock()
    let start = clock.now
    let error = #expect(throws: UnreadableFile.self) {
      try PDFReaderTests.reader.read(SourceFile(name: "三千兆.pdf", bytes: pdf.bytes))
    }
    #expect(error?.reason == .stopped)
    #expect(clock.now - start < .seconds(45))
  }

  /// Zeros as zlib packs them: one, and how often to repeat it, 258 at a time, in 13 bits. Eight such repetitions are
  /// thirteen whole bytes, so that all but the ends is these thirteen again and again.
  ///
  /// - Returns: the packed bytes, and how many zeros they are.
  private static func zeros(_ least: Int) -> (packed: [UInt8], size: Int) {
    let ends = bytes("1" + "10" + "00110000" + String(repeating: "1100010100000", count: 16) + "0000000")
    let count = least / (258 * 8) + 1
    var packed: [UInt8] = [0x78, 0x9C] + ends[..<2]
    for _ in 0..<count { packed += ends[2..<15] }
    packed += ends[2...]
    let size = 1 + 258 * (16 + 8 * count)
    // Adler-32 of zeros.
    let sum = UInt32(size % 65_521) << 16 | 1
    return (packed + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }, size)
  }

  /// Bits, of which the first of each byte is its lowest.
  private static func bytes(_ bits: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, bit) in bits.enumerated() {
      if index % 8 == 0 { bytes.append(0) }
      if bit == "1" { bytes[index / 8] |= 1 << (index % 8) }
    }
    return bytes
  }
}
