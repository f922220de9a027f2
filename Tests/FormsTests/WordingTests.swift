@testable import Forms
import Testing

@Suite("Wordings and years")
struct WordingTests {
  @Test("synonyms have one key")
  func synonyms() {
    var wording = Wording()
    wording.add(composed: "因公出国（境）费", others: ["因公出国（境）费用", "因公出国(境)经费"])
    wording.add(composed: "增长", others: ["上升", "增加"])
    #expect(wording.key("因公出国（境）费用") == wording.key("因公出国(境)费"))
    #expect(wording.key("1.因公出国（境）经费") == "因公出国(境)费")
    #expect(wording.key("上升") == "增长")
    #expect(wording.key("下降") == "下降")
    #expect(wording.entries.map(\.composed) == ["因公出国（境）费", "增长"])
  }

  @Test("a later entry wins")
  func laterWins() {
    var wording = Wording()
    wording.add(composed: "甲", others: ["丙"])
    wording.add(composed: "乙", others: ["丙"])
    #expect(wording.key("丙") == "乙")
  }

  @Test("a label and its synonyms are keys of one column")
  func columnKeys() throws {
    let loaded = TinyPack.load([
      "tiny/wording.tsv": "composed\talso read as\n增长\t上升|增加\n",
      "tiny/more.yaml": "table: T\ncolumns: { a: { label: 上升, or: [甲乙] } }\n",
    ])
    #expect(loaded.problems.isEmpty)
    #expect(loaded.form?.tables.first?.blocks.first?.columns.first?.keys == ["增长", "甲乙"])
  }

  @Test(
    "ranges of years",
    arguments: [
      ("2024..", 2024, nil), ("..2023", nil, 2023), ("2022..2024", 2022, 2024), ("2023", 2023, 2023), ("..", nil, nil),
    ] as [(String, Int?, Int?)])
  func years(_ text: String, _ first: Int?, _ last: Int?) throws {
    let years = try #require(Bounds(text))
    #expect(years.first == first)
    #expect(years.last == last)
  }

  @Test("what is no range of years, or runs backwards", arguments: ["", "20x4", "2025..2023", "2024 ..", "..x", "..."])
  func noYears(_ text: String) {
    #expect(Bounds(text) == nil)
  }

  @Test("a pack whose years run backwards neither covers a year nor stops the choice of a pack")
  func backwards() throws {
    let files = PackFiles(texts: ["tiny/pack.yaml": TinyPack.head + "years: 2025..2023\n"])
    let marks = try #require(ParsedPacks(files).marks(of: "tiny"))
    #expect(marks.years.contains(2024))
    let loaded = FormLoader(files: files).load("tiny", year: 2024)
    #expect(loaded.problems.map(\.detail) == ["range"])
    #expect(try #require(loaded.form).covers(year: 2024))
  }

  @Test("a pack says which years it is for")
  func packYears() throws {
    let form = try #require(TinyPack.load(["tiny/pack.yaml": TinyPack.head + "years: 2022..2024\n"]).form)
    #expect(form.firstYear == 2022 && form.lastYear == 2024)
    #expect([2021, 2022, 2024, 2025].map(form.covers) == [false, true, true, false])
    let open = try #require(TinyPack.load([:]).form)
    #expect(open.firstYear == nil && open.lastYear == nil)
    #expect(open.covers(year: 1949) && open.covers(year: 2049))
  }

  @Test(
    "the smallest place that is printed, in decimals", arguments: [("1", 0), ("0.1", 1), ("0.01", 2), ("0.0001", 4)])
  func precision(_ text: String, _ decimals: Int) throws {
    let form = try #require(TinyPack.load(["tiny/pack.yaml": TinyPack.head + "precision: \(text)\n"]).form)
    #expect(form.precision == decimals)
  }

  @Test("an overlay takes tables and sections away")
  func removedDocuments() throws {
    let text = "table: T\ncolumns: { a: 甲 }\n---\nsection: S\ntitle: 节\n---\n"
    let loaded = TinyPack.load(text + "table: T\nremove: yes\n---\nsection: S\nremove: yes\n")
    #expect(loaded.problems.isEmpty)
    #expect(loaded.form?.tables.isEmpty == true && loaded.form?.sections.isEmpty == true)
  }

  @Test("an expression written out for several columns has its mistake but once")
  func once() {
    let text = "table: T\ncolumns: { a: 甲, b: 乙 }\nrows: { x: 子, total: { label: 合计, equals: x + } }\n"
    #expect(TinyPack.load(text).problems.map(\.detail) == ["end"])
  }

  @Test("a rule without a title is called by what it defines, else by its table, else by its id")
  func ruleTitles() throws {
    let definitions =
      "table: T\ntitle: 小表\ncolumns: { a: 甲, b: { label: 乙, equals: a } }\nrows:\n"
      + "  codes: { by: function, parents: sum(children) }\n"
    let form = try #require(
      TinyPack.load(definitions + "---\nchecks:\n  x: { holds: \"sum(T[codes].a) = 0\", basis: 表式 }\n").form)
    #expect(form.rules.map(\.title) == ["乙", "小表", "x"])
  }

  @Test("a section or part that is not in force is left out, and kept when no year is asked for")
  func sectionsInForce() throws {
    let text =
      "section: S\ntitle: 节\nparts:\n  old: { title: 旧, years: ..2023 }\n  new: { title: 新, years: 2024.. }\n"
      + "---\nsection: OLD\ntitle: 旧节\nyears: ..2023\n"
    func sections(_ year: Int?) throws -> [[String]] {
      let loaded = TinyPack.load(text, year: year)
      #expect(loaded.problems.isEmpty)
      return try #require(loaded.form).sections.map { [$0.id] + $0.parts.map(\.id) }
    }
    #expect(try sections(2023) == [["S", "old"], ["OLD"]])
    #expect(try sections(2024) == [["S", "new"]])
    #expect(try sections(nil) == [["S", "old", "new"], ["OLD"]])
  }

  @Test("a table or rule that is not in force is left out, and kept when no year is asked for")
  func entriesInForce() throws {
    let text =
      TinyPack.table(holding: "T[total].a = T[total].b")
      + "    years: 2024..\n---\ntable: OLD\nyears: ..2023\ncolumns: { a: 甲 }\n"
    func loaded(_ year: Int?) throws -> Form {
      let loaded = TinyPack.load(text, year: year)
      #expect(loaded.problems.isEmpty)
      return try #require(loaded.form)
    }
    #expect(try loaded(2023).tables.map(\.id) == ["T", "OLD"])
    #expect(try loaded(2023).rules.isEmpty)
    #expect(try loaded(2024).tables.map(\.id) == ["T"])
    #expect(try loaded(2024).rules.map(\.id) == ["T.x"])
    #expect(try loaded(nil).tables.map(\.id) == ["T", "OLD"])
    #expect(try loaded(nil).rules.map(\.id) == ["T.x"])
  }
}
