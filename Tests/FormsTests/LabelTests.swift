import Forms
import Testing

@Suite("Labels")
struct LabelTests {
  @Test(
    "what a person would call the same words has one key",
    arguments: [
      ("公务用车购置费", "公务用车购置费"), ("（一）其中：公务用车 购置费（万元）", "公务用车购置费"), ("其中：公务用车购置费", "公务用车购置费"),
      ("一、一般公共服务支出", "一般公共服务支出"), ("1.人员经费", "人员经费"), ("（1）因公出国（境）费", "因公出国(境)费"), ("因公出国(境)费", "因公出国(境)费"),
      ("①基本支出", "基本支出"), ("“三公”经费", "三公经费"), ("\"三公\"经费", "三公经费"), ("三公经费", "三公经费"), ("合  计", "合计"),
      ("合\u{3000}计", "合计"),
      ("合\n计", "合计"), ("小计：", "小计"), ("合计；", "合计"), ("**合计**", "合计"), ("--设备购置", "设备购置"), ("—设备购置", "设备购置"),
      ("·设备购置", "设备购置"),
      ("预算数（A）", "预算数"), ("执行率（%）", "执行率"), ("执行率（B/A）", "执行率"), ("面积（m²）", "面积"), ("人数（人）", "人数"), ("Ａ栏１", "A栏1"),
      ("〔2016〕号", "[2016]号"), ("２０２４年", "2024年"), ("一、", "一、"), ("", ""),
    ] as [(String, String)])
  func keys(_ label: String, _ key: String) {
    #expect(Label.key(label) == key)
  }

  @Test(
    "lines of a table of contents lose their page number",
    arguments: [
      ("一、概况..........（1）", "概况"), ("（一）部门职责……12", "部门职责"), ("财政拨款支出决算表(功能科目)", "财政拨款支出决算表(功能科目)"), ("概况", "概况"),
    ])
  func pages(_ line: String, _ key: String) {
    #expect(Label.withoutPage(Label.key(line)) == key)
  }

  @Test(
    "titles are compared without year, 关于 and what says nothing",
    arguments: [
      ("（三）关于2021年度收入决算情况说明", "收入决算"), ("二、2023年一般公共预算财政拨款支出决算情况", "一般公共预算财政拨款支出决算"),
      ("（一）支出决算总体情况说明", "支出决算总体"), ("总体情况", "总体"), ("情况说明", "情况说明"),
    ])
  func titles(_ title: String, _ key: String) {
    #expect(SectionPattern.titleKey(title) == key)
  }

  @Test(
    "words that begin like an ordinal keep their beginning",
    arguments: ["一般公共服务支出", "三公经费", "十四五规划", "2024年决算数", "其他支出", "其中"])
  func beginnings(_ label: String) {
    #expect(Label.key(label) == label)
  }

  @Test("a unit alone, or in the middle, is kept")
  func units() {
    #expect(Label.key("（万元）") == "(万元)")
    #expect(Label.key("（万元）合计") == "(万元)合计")
    #expect(Label.key("因公出国（境）费（元）") == "因公出国(境)费")
  }

  @Test("a key is its own key", arguments: ["（一）其中：公务用车 购置费（万元）", "一、一般公共服务支出", "“三公”经费合计："])
  func idempotent(_ label: String) {
    #expect(Label.key(Label.key(label)) == Label.key(label))
  }

  @Test("the compact text keeps ordinals and units")
  func compact() {
    #expect(Label.compact(" 一、 合 计 （万元）： ") == "一、合计(万元):")
    #expect(Label.compact("１２．５") == "12．5")
    #expect(Label.compact("") == "")
  }

  @Test(
    "words are found by their bytes",
    arguments: [
      ("一般公共预算", "公共", true), ("一般公共预算", "公用", false), ("abc", "", true), ("", "a", false), ("", "", true),
      ("ab", "abc", false),
      ("aab", "ab", true), ("预算", "预算", true), ("预算数", "算数", true),
    ] as [(String, String, Bool)])
  func containment(_ text: String, _ words: String, _ found: Bool) {
    #expect(Label.contains(text, words) == found)
  }

  @Test(
    "a short label abbreviates a long one when its characters stand in it in order",
    arguments: [
      ("社会保障支出", "社会保障和就业支出", true), ("社会保障和就业", "社会保障和就业", false), ("农林支出", "农林水支出", true), ("支出", "其他支出", false),
      ("社保支出", "社会保障和就业支出", false), ("就业社会保障支出", "社会保障和就业支出", false), ("社会保障", "社会保障和就业支出", false),
      ("文化体育支出", "文化旅游体育与传媒支出", true), ("", "社会保障和就业支出", false),
    ] as [(String, String, Bool)])
  func abbreviation(_ short: String, _ long: String, _ does: Bool) {
    #expect(Label.abbreviates(short, long) == does)
  }
}
