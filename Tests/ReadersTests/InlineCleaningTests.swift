import Documents
import Testing

@Suite struct InlineCleaningTests {
  private func read(_ text: String) throws -> (read: ReadText, piece: TextPiece) {
    let read = try ReadText(text)
    let piece = try #require(read.paragraphs.first).content
    #expect(SpanRules(read).breaches.isEmpty)
    return (read, piece)
  }

  @Test(arguments: [
    ("**三、情况:**无", "三、情况:无"),
    ("有力。**精准选用。**全年 3 次", "有力。精准选用。全年 3 次"),
    ("***都是***", "都是"),
    ("*斜体* 与 2*3*4", "斜体 与 2*3*4"),
    ("**跨行\n加重**完", "跨行\n加重完"),
    ("张**、李**两人", "张**、李**两人"),
    ("证号 4302**********1234", "证号 4302**********1234"),
    ("**没有配对", "**没有配对"),
    ("\\*\\*不是\\*\\*", "**不是**"),
    ("a ** b ** c", "a ** b ** c"),
  ])
  func emphasis(source: String, text: String) throws {
    #expect(try read(source).piece.text == text)
  }

  @Test(arguments: [
    ("<b>合计</b>", "合计"),
    ("<span style=\"color:red\">红</span>色", "红色"),
    ("上<br>下<br/>完<BR />了", "上\n下\n完\n了"),
    ("上<br>\n下", "上\n下"),
    ("《关于印发<某项工作方案>的通知》", "《关于印发<某项工作方案>的通知》"),
    ("a < b > c", "a < b > c"),
    ("<b", "<b"),
    ("前<!-- 第 2 页 -->后", "前后"),
    ("前<!-- 没有完", "前<!-- 没有完"),
    ("面积（m <sup>2</sup> ）", "面积（m² ）"),
    ("<m <sup>2</sup>>", "m²"),
    ("面积<km<sup>2</sup> >内", "面积km² 内"),
    ("合计 120<sup>1</sup>", "合计 120¹"),
    ("CO<sub>2</sub>", "CO₂"),
    ("注<sup>[3]</sup>", "注[3]"),
  ])
  func tags(source: String, text: String) throws {
    #expect(try read(source).piece.text == text)
  }

  @Test(arguments: [
    ("甲&nbsp;乙", "甲\u{A0}乙"),
    ("&lt;5&gt; &amp; &ge;3", "<5> & ≥3"),
    ("m&#178; m&#xB2;", "m² m²"),
    ("A&B; R&D", "A&B; R&D"),
    ("&#10;&#0;&#xD800;", "&#10;&#0;&#xD800;"),
    ("C\\#\\_a \\\\ D:\\资料", "C#_a \\ D:\\资料"),
  ])
  func entitiesAndEscapes(source: String, text: String) throws {
    #expect(try read(source).piece.text == text)
  }

  @Test func everyWordKeepsItsPlace() throws {
    let (read, piece) = try read("起 **重点** 与 <b>合计</b>&nbsp;12.50\n万元 m <sup>2</sup> 止")
    #expect(piece.text == "起 重点 与 合计\u{A0}12.50\n万元 m² 止")
    for word in ["起", "重点", "与", "合计", "12.50", "万元", "止"] {
      #expect(try read.source(of: word, in: piece) == word)
    }
    #expect(try read.source(of: "与 合计", in: piece) == "与 <b>合计")
    #expect(try read.source(of: "m²", in: piece) == "m <sup>2")
    #expect(try read.source(of: "\u{A0}", in: piece) == "&")
    #expect(piece.span(ofScalars: 2..<4) == SourceSpan(start: 4, end: 6))
  }

  @Test func markupAtTheEndsBelongsToTheSpan() throws {
    let (read, piece) = try read("　**合计** <br>\n\n完")
    #expect(piece.text == "合计")
    #expect(read.source(piece.span) == "**合计** <br>")
    #expect(piece.span(ofScalars: 0..<2) == SourceSpan(start: 3, end: 5))
  }

  @Test func nothingButMarkupIsNoParagraph() throws {
    #expect(try ReadText("<b></b>\n\n&nbsp;\n\n正文\n").paragraphs.map(\.content.text) == ["正文"])
  }
}
