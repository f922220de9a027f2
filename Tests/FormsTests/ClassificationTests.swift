@testable import Forms
import Testing

@Suite("Classifications of accounts")
struct ClassificationTests {
  private let heading = "code\tname\tfund\tfrom\tto\tverified\talso\n"

  private func classification(_ texts: [String]) -> Classification {
    Classification(id: "function", levels: [("类", 3), ("款", 5), ("项", 7)], texts: texts.map { heading + $0 })
  }

  private var sample: Classification {
    classification([
      "201\t一般公共服务支出\t\t\t\tV\n20126\t档案事务\n2012601\t行政运行\t\t2020\t2023\t\t机关运行|行政管理\n"
        + "208\t社会保障和就业支出\n212\t城乡社区支出\n2120801\t征地和拆迁补偿支出\t基金\n223\t国有资本经营预算支出\t国资\n"
    ])
  }

  @Test("an entry is read from its line when asked for")
  func entries() throws {
    let entry = try #require(sample["2012601"])
    #expect(entry.name == "行政运行")
    #expect(entry.firstYear == 2020 && entry.lastYear == 2023)
    #expect(entry.otherNames == ["机关运行", "行政管理"])
    #expect(!entry.isVerified)
    #expect(try #require(sample["201"]).isVerified)
    #expect(sample["20126"]?.firstYear == nil)
    #expect(sample["209"] == nil)
    #expect(sample["code"] == nil)
  }

  @Test("a code belongs to a budget")
  func funds() {
    #expect(sample["201"]?.fund == .general)
    #expect(sample["2120801"]?.fund == .governmentFunds)
    #expect(sample["223"]?.fund == .stateCapital)
    #expect(Classification.Fund.governmentFunds.rawValue == "政府性基金")
  }

  @Test(
    "levels go by length, parents by prefix",
    arguments: [
      ("201", "类", nil), ("20126", "款", "201"), ("2012601", "项", "20126"), ("2", nil, nil), ("2012", nil, nil),
      ("", nil, nil),
      ("999", "类", nil), ("99999", "款", "999"),
    ] as [(String, String?, String?)])
  func levels(_ code: String, _ level: String?, _ parent: String?) {
    #expect(sample.level(of: code) == level)
    #expect(sample.parent(of: code) == parent)
  }

  @Test(
    "a class is found by its name, with or without the last word, or abbreviated",
    arguments: [
      ("一般公共服务支出", "201", false), ("一般公共服务", "201", false), ("一、一般公共服务支出", "201", false), ("社会保障和就业", "208", false),
      ("社会保障支出", "208", true), ("社会就业支出", "208", true),
    ] as [(String, String, Bool)])
  func classNames(_ name: String, _ code: String, _ isAbbreviated: Bool) throws {
    let found = try #require(sample.classCode(named: name))
    #expect(found.code == code)
    #expect(found.isAbbreviated == isAbbreviated)
  }

  @Test(
    "a name of a lower level, of nothing or of two classes is no class", arguments: ["档案事务", "", "支出", "外星支出", "社支出"])
  func noClass(_ name: String) {
    #expect(sample.classCode(named: name) == nil)
  }

  @Test("an abbreviation of two classes is of none")
  func ambiguous() {
    let two = classification(["201\t农林水利综合支出\n202\t农林牧渔综合支出\n"])
    #expect(two.classCode(named: "农林综合支出") == nil)
    #expect(two.classCode(named: "农林水综合支出")?.code == "201")
  }

  @Test("later files add to earlier ones and win")
  func overlays() {
    let both = classification(["201\t甲支出\n202\t乙支出\n", "202\t丙支出\n203\t丁支出\n"])
    #expect(both["201"]?.name == "甲支出")
    #expect(both["202"]?.name == "丙支出")
    #expect(both["203"]?.name == "丁支出")
    #expect(both.classCode(named: "丁支出")?.code == "203")
  }

  @Test("the packs' own lists are whole", arguments: ["function", "economy"])
  func embedded(_ id: String) throws {
    let form = try EmbeddedForms.form("national")
    let list = try #require(form.classifications[id])
    let file = id == "function" ? "functional.tsv" : "economic.tsv"
    let text = try #require(EmbeddedForms.files.texts["national/\(file)"])
    let codes = text.split(separator: "\n").dropFirst().map { String($0.prefix { $0 != "\t" }) }
    #expect(Set(codes).count == codes.count)
    for code in codes {
      let entry = try #require(list[code])
      #expect(!entry.name.isEmpty && entry.name == entry.name.filter { !$0.isWhitespace }, "\(code)")
      #expect(list.level(of: code) != nil, "\(code)")
      if let parent = list.parent(of: code) {
        #expect(list[parent] != nil, "\(code)")
      } else {
        #expect(list.classCode(named: entry.name)?.code == code)
      }
    }
  }
}
