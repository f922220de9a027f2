import Documents
import Foundation
import Readers
import TestSupport
import Testing
import Workflow

/// The tables of a published PDF, held against digests. Every cell behind a digest was compared by eye with the pages.
@Suite(.enabled(if: PDFReader.isAvailable, "PDFium is not there: pip install pypdfium2"))
struct PDFTableTests {
  /// Rows × columns, for every column the sum of its figures with two decimals (in hundredths), and a checksum over all
  /// cells with their extents.
  private static let digests = [
    "6×3  - - -  cefae83c",
    "30×4  - 2946526 - 2947814  ec230d9f",
    "27×9  - - 3898600 3898600 - - - - -  e17ead1b",
    "27×8  - - 3903752 2151056 1752696 - - -  cf272d92",
    "32×7  - 2923950 - 2923949 2923949 - -  3dcd01bf",
    "27×5  - - 3898600 2145900 1752696  e1b40b3e",
    "40×6  - - 1465229 - - 144196  8ca1213",
    "5×12  285 39 0 0 0 0 0 0 0 0 285 39  56ebd6c7",
    "6×8  - - - - - - - -  49ed1c2b",
    "6×8  - - - - - - - -  49ed1c2b",
  ]

  @Test func theTablesOfADisclosure() throws {
    guard let url = Repository.shared("data/documents/putuo-planning-2024.pdf") else { return }
    let reading = try FormatReader.read(try SourceFileLoader.load(url.path))
    #expect(reading.document.tables.map(digest) == Self.digests)
    // A blank cell and a figure in a sentence have places of their own.
    let cells = reading.document.tables.flatMap(\.rows).flatMap(\.cells)
    let places = cells.map { reading.map?.place(of: $0.content.span) }
    #expect(places.allSatisfy { $0 != nil })
  }

  private func digest(_ table: Table) -> String {
    var sums = [Int?](repeating: nil, count: table.columnCount)
    var checksum: UInt32 = 2_166_136_261
    for (index, row) in table.rows.enumerated() {
      for cell in row.cells {
        let text = cell.content.text
        for byte in "\(index) \(cell.column) \(cell.columnSpan) \(cell.rowSpan) \(text)\n".utf8 {
          checksum = (checksum ^ UInt32(byte)) &* 16_777_619
        }
        if let hundredths = hundredths(text) { sums[cell.column] = (sums[cell.column] ?? 0) + hundredths }
      }
    }
    let columns = sums.map { $0.map(String.init) ?? "-" }.joined(separator: " ")
    return "\(table.rows.count)×\(table.columnCount)  \(columns)  \(String(checksum, radix: 16))"
  }

  /// `1,203.45` is 120345; nil for what is no figure with two decimals.
  private func hundredths(_ text: String) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2 else { return nil }
    return Int(parts[0].filter { $0 != "," } + parts[1])
  }
}
