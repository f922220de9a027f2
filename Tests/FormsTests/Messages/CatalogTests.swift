import Forms
import Testing

@Suite("The message catalogue")
struct CatalogTests {
  private let files = ["id\tzh\ten\na\t甲\tA\nb\t{x}与{y}\t{y} and {x}\n", "id\tzh\ten\nc\t丙{}\tC\nbroken\t只有中文\n"]

  private func catalog(_ language: Catalog.Language) -> Catalog { Catalog(files: files, language: language) }

  @Test("a message is said in the language of the catalogue")
  func languages() {
    #expect(catalog(.chinese)("a") == "甲")
    #expect(catalog(.english)("a") == "A")
    #expect(catalog(.english).language == .english)
  }

  @Test("slots are filled by name, in whatever order the language has them")
  func slots() {
    #expect(catalog(.chinese)("b", ["x": "1", "y": "2"]) == "1与2")
    #expect(catalog(.english)("b", ["x": "1", "y": "2"]) == "2 and 1")
  }

  @Test("what fills a slot is not looked into")
  func values() {
    #expect(catalog(.chinese)("b", ["x": "{y}", "y": "{x}"]) == "{y}与{x}")
  }

  @Test("a slot without a value shows")
  func missingValues() {
    #expect(catalog(.chinese)("b", ["x": "1"]) == "1与{y}")
    #expect(catalog(.chinese)("c") == "丙{}")
  }

  @Test("an unknown or broken id yields itself")
  func unknown() {
    #expect(catalog(.chinese)("nothing") == "nothing")
    #expect(catalog(.chinese)("") == "")
    #expect(catalog(.english)("broken") == "broken")
  }

  @Test("headings are no messages, and ids are sorted")
  func ids() {
    #expect(catalog(.chinese).ids == ["a", "b", "broken", "c"])
  }

  @Test("a pack folder's messages are those under messages")
  func packFiles() {
    let files = PackFiles(texts: [
      "messages/x.tsv": "id\tzh\ten\nm\t甲\tM\n", "tiny/x.tsv": "id\tzh\ten\nn\t乙\tN\n",
      "tiny/pack.yaml": "pack: tiny\n",
    ])
    #expect(files.catalog(.chinese).ids == ["m"])
    #expect(files.packs == ["tiny"])
  }
}
