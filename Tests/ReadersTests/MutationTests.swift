import Documents
import Readers
import Testing

/// Damaged files are read or refused; nothing traps, and every place lies in the file.
@Suite struct MutationTests {
  private static let document = """
    # 示范局 **部门决算**

    ## 一、职责

    - 一、甲
    - 二、乙

    公开 01 表\u{20}\u{20}
    单位：万元

    收入\t\t支出\t
    <b>201</b>\t一般公共服务\t10.00\t
    \t
    续行

    \t&nbsp;\t1.00\tm <sup>2</sup>

    注：1.示例。
    | 科目 | 金额 |
    |---|---:|
    | 甲\\|乙 | **3** |
    ```
    a\tb
    ```
    本年支出 9.50 万元，**增长。**增长 3.33%<br>完<!-- 页 -->。
    """

  private static func mutate(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
    case 1:
      guard let index = bytes.indices.randomElement(using: &generator) else { return }
      bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2:
      let marks: [UInt8] = Array("\t\n\r|*<>&;#-`~\\! ".utf8) + [0x00, 0xE4, 0xFF]
      guard let mark = marks.randomElement(using: &generator) else { return }
      bytes.insert(mark, at: Int.random(in: 0...bytes.count, using: &generator))
    case 3:
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      lines.shuffle(using: &generator)
      bytes = Array(lines.joined(separator: [0x0A]))
    case 4:
      let start = Int.random(in: 0...bytes.count, using: &generator)
      bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 0...20, using: &generator)))
    default:
      let start = Int.random(in: 0...bytes.count, using: &generator)
      let piece = Array(bytes[start..<min(bytes.count, start + 40)])
      bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &generator))
    }
  }

  @Test func damagedDocumentsAreReadOrRefused() throws {
    var generator = SeededGenerator(seed: 20_240_601)
    let original = Array(Self.document.utf8)
    var refused = 0
    for round in 0..<3_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.mutate(&bytes, using: &generator) }
      guard unreadable(bytes) == nil else {
        refused += 1
        continue
      }
      let breaches = SpanRules(try ReadText(bytes: bytes)).breaches
      #expect(breaches.isEmpty, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
      if !breaches.isEmpty { return }
    }
    // Most damage must leave something to read, or the loop tests nothing.
    #expect(refused < 1_500)
  }

  @Test func theDocumentItselfIsSound() throws {
    let read = try ReadText(Self.document)
    #expect(SpanRules(read).breaches.isEmpty)
    #expect(read.tables.map(\.rows.count) == [3, 1, 2])
  }
}
