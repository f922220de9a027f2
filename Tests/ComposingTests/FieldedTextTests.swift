import Testing

@testable import Composing

@Suite struct FieldedTextTests {
  @Test func linesKeepTheirNumbers() {
    let text = FieldedText("\u{FEFF}编码\t数\r\n\r\n# 说明\n201\t 1.00 \n", separator: UInt8(ascii: "\t"))
    #expect(text.lines.map(\.number) == [1, 4])
    #expect(text.lines.map(\.fields) == [["编码", "数"], ["201", "1.00"]])
  }

  @Test func quotationMarksOfCSVHoldSeparatorsAndLines() {
    let text = FieldedText("a,\"b,\"\"c\"\"\",d\n\"x\ny\",2\n3,4", separator: UInt8(ascii: ","))
    #expect(text.lines.map(\.fields) == [["a", "b,\"c\"", "d"], ["x\ny", "2"], ["3", "4"]])
    #expect(text.lines.map(\.number) == [1, 2, 4])
  }

  @Test(arguments: ["", "\"", "\"a", "\"a\"\"", ",,\n\"", "\t\n\t"]) func whatIsCutOffEnds(_ text: String) {
    #expect(FieldedText(text, separator: UInt8(ascii: ",")).lines.count <= 2)
  }
}
