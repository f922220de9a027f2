/// Writes a disclosure on the form of Hunan: cover, tables, narrative, annexes.
struct DisclosureWriter {
  /// How much is printed, and with it how often each fact.
  enum Regime: String, CaseIterable {
    /// All nine tables, the narrative and the annexes.
    case full
    /// Tables 03, 06 and 09, and three sections of the narrative: 支出决算, 基本支出, “三公”经费.
    case lean
  }

  let facts: Facts
  let accounts: Accounts
  let classifications: Classifications
  let regime: Regime

  func manuscript() -> Manuscript {
    var manuscript = Manuscript(accounts)
    manuscript.write("\(facts.year)年度  \n\(facts.department)  \n部门决算\n\n")
    if regime == .full { writeFront(&manuscript) }
    let tables = TableWriter(facts: facts, accounts: accounts, classifications: classifications)
    tables.write(&manuscript, isLean: regime == .lean)
    let narrative = NarrativeWriter(facts: facts, accounts: accounts, classifications: classifications)
    narrative.write(&manuscript, isLean: regime == .lean)
    if regime == .full { PerformanceWriter(facts: facts, accounts: accounts).write(&manuscript) }
    return manuscript
  }

  private func writeFront(_ manuscript: inout Manuscript) {
    manuscript.paragraphs(
      "# 目 录", "## 第一部分 部门概况", "- 一、部门职责\n- 二、机构设置", "## 第二部分 \(facts.year)年度部门决算表",
      Self.list(TableWriter.titles), "## 第三部分 \(facts.year)年度部门决算情况说明", Self.list(NarrativeWriter.titles),
      "## 第四部分 名词解释", "## 第五部分 附件", "# 第一部分", "## \(facts.department) 部门概况", "## 一、部门职责",
      "（1）承担本地有关公共事务的组织、服务和日常管理。", "（2）编制并执行年度工作计划和部门预算。", "## 二、机构设置", "（一）内设机构设置。",
      "\(facts.department)核定内设机构3个：综合科、业务科、保障科。", "（二）决算单位构成。", "\(facts.year)年度部门决算公开的范围只包括\(facts.department)本级。")
  }

  static let numerals = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十",
  ]

  private static func list(_ titles: [String]) -> String {
    titles.enumerated().map { "- \(numerals[$0])、\($1)" }.joined(separator: "\n")
  }
}
