import OpenXML
import Testing

@Suite struct XMLTreeTests {
  private func tree(_ text: String, limits: OpenXMLLimits = OpenXMLLimits()) throws -> XMLTree {
    try XMLTree(Array(text.utf8), part: "a.xml", limits: limits)
  }

  @Test func knowsElementsAttributesAndTexts() throws {
    let tree = try tree("<?xml version='1.0'?><!-- x --><a b='1&amp;2'>甲<c/>乙<![CDATA[<丙>]]>&lt;&#x4E01;&#52;</a>\n")
    #expect(tree.root.name == "a")
    #expect(tree.root["b"] == "1&2")
    #expect(tree.root.text == "甲乙<丙><丁4")
    #expect(tree.root.children.map(\.name) == ["c"])
  }

  @Test func knowsTheBytesOfEveryTag() throws {
    let text = "<a><b>1</b><c x='>'/></a>"
    let bytes = Array(text.utf8)
    let tree = try tree(text)
    let parts = tree.elements.map { element in
      [element.range, element.tag, element.close].map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(parts == [[text, "<a>", "</a>"], ["<b>1</b>", "<b>", "</b>"], ["<c x='>'/>", "<c x='>'/>", ""]])
  }

  @Test func tellsNamespacesByTheirNameAndNotByTheirPrefix() throws {
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    let tree = try tree("<x:p xmlns:x='\(word)' xmlns='urn:a'><p/><p xmlns='\(word)'/><x:p xmlns:x='urn:b'/></x:p>")
    #expect(tree.elements.map(\.namespace) == [.word, .other, .word, .other])
  }

  @Test(arguments: [
    "", "a", "<a>", "<a></b>", "<a></a><b/>", "</a>", "<a", "<a b>", "<a b=1/>", "<a b='1'c='2'/>", "<a b='<'/>",
    "<a><!-- </a>", "<a/>x", "<!DOCTYPE a><a/>", "<a><![CDATA[</a>", "<a></ab>", "<1/", "< a/>",
  ])
  func refusesWhatIsNotWellFormed(text: String) {
    #expect(throws: OpenXMLFault.self) { try tree(text) }
  }

  @Test func expandsNothing() throws {
    #expect(throws: OpenXMLFault.badXML("a.xml", at: 0)) {
      try tree("<!DOCTYPE a [<!ENTITY b 'bb'><!ENTITY c SYSTEM 'file:///etc/passwd'>]><a>&b;&c;</a>")
    }
    #expect(try tree("<a>&b;&#xD800;&;&</a>").root.text == "&b;&#xD800;&;&")
  }

  @Test func boundsDepthAndCount() throws {
    let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
    #expect(throws: OpenXMLFault.tooLarge("a.xml")) { try tree(deep) }
    var limits = OpenXMLLimits()
    limits.nodes = 10
    #expect(throws: OpenXMLFault.tooLarge("a.xml")) {
      try tree("<a>" + String(repeating: "<b/>", count: 10) + "</a>", limits: limits)
    }
    let crowd = (0..<600).map { " xmlns:p\($0)='u'" }.joined()
    #expect(throws: OpenXMLFault.tooLarge("a.xml")) { try tree("<a\(crowd)/>") }
  }

  @Test func writesTextThatReadsTheSame() throws {
    let text = "甲 & <乙> \"丙\"\t丁\u{1}\n"
    let written = "<a b=\"" + String(decoding: XMLText.encode(text), as: UTF8.self) + "\"/>"
    #expect(try tree(written).root["b"] == "甲 & <乙> \"丙\"\t丁\n")
  }
}
