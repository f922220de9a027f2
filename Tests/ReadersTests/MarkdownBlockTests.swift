import Documents
import Testing

@Suite struct MarkdownBlockTests {
  @Test func headings() throws {
    let read = try ReadText("# 一级\n### **三级 标题**  \n## 带尾号 ##\n#紧挨着\n#### 四 # 五\n")
    #expect(read.headings.map(\.level) == [1, 3, 2, 1, 4])
    #expect(read.headings.map(\.content.text) == ["一级", "三级 标题", "带尾号", "紧挨着", "四 # 五"])
    #expect(
      read.headings.map { read.source($0.content.span) } == [
        "# 一级", "### **三级 标题**", "## 带尾号 ##", "#紧挨着", "#### 四 # 五",
      ])
    #expect(try read.source(of: "三级 标题", in: read.headings[1].content) == "三级 标题")
    #expect(read.headings[1].content.span(ofScalars: 0..<2) == SourceSpan(start: 11, end: 13))
  }

  @Test func whatOnlyLooksLikeAHeadingIsText() throws {
    let read = try ReadText("#1 楼\n\n####### 七级\n\n#\n")
    #expect(read.headings.isEmpty)
    #expect(read.paragraphs.map(\.content.text) == ["#1 楼", "####### 七级"])
  }

  @Test func consecutiveLinesAreOneParagraph() throws {
    let read = try ReadText("\n\n甲部门  \n  乙部门\n　　丙部门\n\n丁\n")
    #expect(read.paragraphs.map(\.content.text) == ["甲部门\n乙部门\n丙部门", "丁"])
    let piece = read.paragraphs[0].content
    #expect(read.source(piece.span) == "甲部门  \n  乙部门\n　　丙部门")
    for word in ["甲部门", "乙部门", "丙部门"] {
      #expect(try read.source(of: word, in: piece) == word)
    }
    #expect(try read.source(of: "门\n乙", in: piece) == "门  \n  乙")
    #expect(read.source(piece.span(ofScalars: 3..<4)) == "\n")
    #expect(piece.span(ofScalars: 4..<7) == SourceSpan(start: 10, end: 13))
  }

  @Test func listItems() throws {
    let read = try ReadText("- 一、职责\n- 二、机构\n接着写\n\n* 丙\n- - - 丁\n-5.2 不是\n")
    #expect(read.paragraphs.map(\.isListItem) == [true, true, true, true])
    #expect(read.paragraphs.map(\.content.text) == ["一、职责", "二、机构\n接着写", "丙", "丁\n-5.2 不是"])
    #expect(read.source(read.paragraphs[0].content.span) == "- 一、职责")
    #expect(read.paragraphs[0].content.anchors == [TextPiece.Anchor(text: 0, file: 2)])
  }

  @Test func numbersOfOrderedItemsAreText() throws {
    let read = try ReadText("1. 甲\n\n2.乙\n")
    #expect(read.paragraphs.map(\.content.text) == ["1. 甲", "2.乙"])
    #expect(read.paragraphs.allSatisfy { !$0.isListItem })
  }

  @Test func separatorsAndCommentsPartParagraphs() throws {
    let read = try ReadText("甲\n---\n乙\n* * *\n丙\n<!-- 第 3 页 -->\n丁\n")
    #expect(read.paragraphs.map(\.content.text) == ["甲", "乙", "丙", "丁"])
  }

  @Test func fencedLinesAreText() throws {
    let read = try ReadText("```text\n# 不是标题\na\tb\n\n- 不是列表\n```\n正文\n")
    #expect(read.headings.isEmpty && read.tables.isEmpty)
    #expect(read.paragraphs.map(\.content.text) == ["# 不是标题\na\tb", "- 不是列表", "正文"])
    #expect(read.noteIDs == ["reading.fencedTable"])
    #expect(read.source(read.reading.notes[0].span) == "a\tb")
  }

  @Test func aFenceThatNothingClosesHidesNothing() throws {
    let read = try ReadText("```\n# 标题\n甲\t乙\n~~~\n")
    #expect(read.headings.map(\.content.text) == ["标题"])
    #expect(read.tables.count == 1)
  }

  @Test func notesTablesInHTML() throws {
    let read = try ReadText("甲\n<table><tr><td>1</td></tr></table>\n")
    #expect(read.noteIDs == ["reading.webTable"])
    #expect(read.source(read.reading.notes[0].span) == "<table><tr><td>1</td></tr></table>")
  }

  @Test func linesAreIndexed() throws {
    let read = try ReadText("甲\n\n乙乙\n丙")
    #expect(read.reading.lines?.starts == [0, 2, 3, 6])
    #expect(read.reading.lines.map { $0.position(ofScalar: 4) == (line: 3, column: 2) } == true)
  }

  @Test func aSmallDisclosure() throws {
    let read = try ReadText(
      """
      # 收入支出决算总表

      公开 01 表\u{20}\u{20}
      单位：万元

      收入\t\t支出\t
      项 目\t决算数\t项 目\t决算数
      一、财政拨款收入\t10.00\t一、一般公共服务支出\t9.50

      本年收入合计\t10.00\t本年支出合计\t
      注：本表为示例。

      ## **一、情况说明**

      本年支出 9.50 万元。
      """)
    let outline = read.blocks.map { block in
      switch block {
      case .heading(let heading): "h\(heading.level) \(heading.content.text)"
      case .paragraph(let paragraph): "p \(paragraph.content.text)"
      case .table(let table): "t \(table.rows.count)×\(table.columnCount)"
      }
    }
    #expect(
      outline == [
        "h1 收入支出决算总表", "p 公开 01 表\n单位：万元", "t 4×4", "p 注：本表为示例。", "h2 一、情况说明", "p 本年支出 9.50 万元。",
      ])
    #expect(SpanRules(read).breaches.isEmpty)
  }
}
