/// Writes the sections of the narrative.
struct NarrativeWriter {
  let facts: Facts
  let accounts: Accounts
  let classifications: Classifications

  static let titles = [
    "收入支出决算总体情况说明", "收入决算情况说明", "支出决算情况说明", "财政拨款收入支出决算总体情况说明", "一般公共预算财政拨款支出决算情况说明",
    "一般公共预算财政拨款基本支出决算情况说明", "一般公共预算财政拨款“三公”经费支出决算情况说明", "政府性基金预算收入支出决算情况说明", "国有资本经营预算支出决算情况说明",
    "机关运行经费支出说明", "一般性支出情况说明", "政府采购支出说明", "国有资产占用情况说明", "重点项目预算的绩效评价结果等情况说明",
  ]

  func write(_ manuscript: inout Manuscript, isLean: Bool) {
    manuscript.paragraphs("# 第三部分", "## \(facts.year)年度部门决算情况说明")
    let sections: [(inout Manuscript) -> Void] = [
      writeBalance, writeIncome, writeExpenditure, writeFiscal, writeGeneral, writeBasic, writeTravel, writeFunds,
      writeCapital, writeRunning, writeUse, writeProcurement, writeAssets, writeEvaluation,
    ]
    var number = 0
    for (index, section) in sections.enumerated() where !isLean || [2, 5, 6].contains(index) {
      manuscript.say("## \(DisclosureWriter.numerals[number])、\(Self.titles[index])")
      section(&manuscript)
      number += 1
    }
    if !isLean { writeGlossary(&manuscript) }
  }

  // MARK: Phrases

  private static let reasons = ["工作任务有所调整", "人员变动", "上年结转资金在本年使用", "部分采购合同跨年付款", "政策性调整", "实际工作量与预计不同"]

  /// Chosen by the place, so that nothing else moves when a sentence is added.
  private func reason(_ place: Int) -> String { Self.reasons[place % Self.reasons.count] }

  private func change(_ quantity: Quantity, reason place: Int? = nil) -> String {
    guard accounts.has("change(\(quantity))") else { return "持平" }
    let last = accounts.values["growth(\(quantity))"]
    let isUp = isUp(quantity)
    let amount = "\(isUp ? "增加" : "减少"){change(\(quantity))}万元"
    let rate = last == nil ? "" : "，\(isUp ? "增长" : "下降"){growth(\(quantity))}%"
    return amount + rate + (place.map { "，主要原因是：\(reason($0))" } ?? "")
  }

  private func isUp(_ quantity: Quantity) -> Bool {
    for case .growth("growth(\(quantity))", _, _, let isUp) in accounts.relations { return isUp }
    return true
  }

  private func completion(_ name: String, _ words: String = "完成预算的") -> String {
    accounts.values["completion(\(name))"] == nil ? "" : "，\(words){completion(\(name))}%"
  }

  private func versus(_ final: Quantity, _ budget: Quantity, reason place: Int) -> String {
    switch accounts.order(final, budget) {
    case .more: "，决算数大于年初预算数的主要原因是：\(reason(place))"
    case .less: "，决算数小于年初预算数的主要原因是：\(reason(place))"
    case .same: "，决算数与年初预算数持平"
    }
  }

  // MARK: Sections

  private func writeBalance(_ manuscript: inout Manuscript) {
    manuscript.say("\(facts.year)年度收、支总计{T01.grand}万元。与上年相比，\(change("T01.grand", reason: 0))。")
  }

  private func writeIncome(_ manuscript: inout Manuscript) {
    let names = [
      ("appropriation", "财政拨款收入"), ("superior", "上级补助收入"), ("professional", "事业收入"), ("business", "经营收入"),
      ("affiliates", "附属单位上缴收入"), ("other", "其他收入"),
    ]
    let parts = names.filter { accounts.has("T02[total].\($0.0)") }
      .map { "\($0.1){T02[total].\($0.0)}万元，占{share(T02.\($0.0))}%" }
    manuscript.say("本年收入合计{T02[total].total}万元，其中：\(parts.joined(separator: "；"))。")
  }

  private func writeExpenditure(_ manuscript: inout Manuscript) {
    let names = [("basic", "基本支出"), ("project", "项目支出"), ("business", "经营支出")]
    let parts = names.filter { accounts.has("T03[total].\($0.0)") }
      .map { "\($0.1){T03[total].\($0.0)}万元，占{share(T03.\($0.0))}%" }
    manuscript.say("本年支出合计{T03[total].total}万元，其中：\(parts.joined(separator: "；"))。")
  }

  private func writeFiscal(_ manuscript: inout Manuscript) {
    manuscript.say("\(facts.year)年度财政拨款收、支总计{T04.grand}万元。与上年相比，\(change("T04.grand", reason: 1))。")
  }

  private func writeGeneral(_ manuscript: inout Manuscript) {
    let items = facts.items.filter { $0.fund == .general }.map(\.code)
    let total = "\(facts.year)年度一般公共预算财政拨款支出{T05[total].total}万元"
    let classes = Accounts.codes(items).filter { $0.count == 3 }
      .map { "\(classifications.name($0))（类）{T05[\($0)].total}万元，占{share(T05[\($0)])}%" }
    manuscript.paragraphs(
      "### （一）一般公共预算财政拨款支出决算总体情况",
      "\(total)，占本年支出合计的{share(T05)}%。与上年相比，一般公共预算财政拨款支出\(change("T05[total].total", reason: 2))。",
      "### （二）一般公共预算财政拨款支出决算结构情况", "\(total)，主要用于以下方面：\(classes.joined(separator: "；"))。",
      "### （三）一般公共预算财政拨款支出决算具体情况",
      "\(facts.year)年度一般公共预算财政拨款支出年初预算数{budget[total]}万元，一般公共预算财政拨款支出决算数为{T05[total].total}万元\(completion("total", "完成年初预算的"))。其中："
    )
    for (index, code) in items.enumerated() {
      let (final, budget) = ("T05[\(code)].total", "budget[\(code)]")
      let names = ["类", "款", "项"].enumerated()
        .map { "\(classifications.name(String(code.prefix(3 + 2 * $0))))（\($1)）" }
      manuscript.paragraphs(
        "### \(index + 1)、\(names.joined())。",
        "年初预算为{\(budget)}万元，支出决算为{\(final)}万元\(completion(code, "完成年初预算的"))\(versus(final, budget, reason: index))。"
      )
    }
  }

  private func writeBasic(_ manuscript: inout Manuscript) {
    func list(_ classes: [String]) -> String {
      facts.economy.keys.sorted().filter { classes.contains(String($0.prefix(3))) }.map(classifications.name)
        .joined(separator: "、")
    }
    manuscript.say(
      "\(facts.year)年度一般公共预算财政拨款基本支出{T05[total].basic}万元，其中：人员经费{T06[personnel]}万元，占基本支出的{share(T06.personnel)}%，主要包括\(list(["301", "303"]))；公用经费{T06[operating]}万元，占基本支出的{share(T06.operating)}%，主要包括\(list(["302", "310"]))。"
    )
  }

  private static let travel = [("overseas", "因公出国（境）费"), ("receptions", "公务接待费"), ("vehicles", "公务用车购置费及运行维护费")]

  private func writeTravel(_ manuscript: inout Manuscript) {
    manuscript.paragraphs(
      "### （一）“三公”经费财政拨款支出决算总体情况说明",
      "\(facts.year)年度“三公”经费预算数为{T09.budget.total}万元，“三公”经费支出决算数为{T09.outturn.total}万元\(completion("T09.total"))。其中：")
    for (index, (item, name)) in Self.travel.enumerated() {
      let outturn = "T09.outturn.\(item)"
      let running =
        item == "vehicles"
        ? "其中：公务用车运行维护费决算数为{T09.outturn.running}万元，与上年相比\(change("T09.outturn.running"))。" : ""
      manuscript.say(
        "\(name)支出预算为{T09.budget.\(item)}万元，支出决算为{\(outturn)}万元\(completion("T09.\(item)"))，与上年相比\(change(outturn, reason: index + 3))。\(running)"
      )
    }
    let shares = [("receptions", "公务接待费"), ("overseas", "因公出国（境）费"), ("vehicles", "公务用车购置费及运行维护费")].map { item, name in
      "\(name)支出决算{T09.outturn.\(item)}万元，占{share(T09.\(item))}%"
    }
    manuscript.say("### （二）“三公”经费财政拨款支出决算具体情况说明")
    if accounts.has("T09.outturn.total") {
      manuscript.say("\(facts.year)年度“三公”经费财政拨款支出决算中，\(shares.joined(separator: "，"))。其中：")
    }
    manuscript.paragraphs(
      "1、因公出国（境）费支出决算为{T09.outturn.overseas}万元，全年安排因公出国（境）团组{quantities[groups]}个，累计{quantities[travellers]}人次。",
      "2、公务接待费支出决算为{T09.outturn.receptions}万元，全年共接待来访团组{quantities[receptions]}个、来宾{quantities[guests]}人次。",
      "3、公务用车购置费及运行维护费支出决算为{T09.outturn.vehicles}万元，其中：公务用车购置费{T09.outturn.purchase}万元，公务用车运行维护费{T09.outturn.running}万元。截至\(facts.year)年12月31日，我单位开支财政拨款的公务用车保有量为{quantities[vehicles]}辆。"
    )
  }

  private func writeFunds(_ manuscript: inout Manuscript) {
    let items = facts.items.filter { $0.fund == .governmentFunds }.map(\.code)
    guard !items.isEmpty else {
      manuscript.say("本单位没有政府性基金收入，也没有使用政府性基金安排的支出。")
      return
    }
    manuscript.say("政府性基金预算财政拨款收入{T07[total].income}万元，支出{T07[total].total}万元，支出具体情况如下：")
    for (index, code) in items.enumerated() {
      let names = ["类", "款", "项"].enumerated()
        .map { "\(classifications.name(String(code.prefix(3 + 2 * $0))))（\($1)）" }
      manuscript.say("\(index + 1)、\(names.joined())。支出决算为{T07[\(code)].total}万元。")
    }
  }

  private func writeCapital(_ manuscript: inout Manuscript) {
    manuscript.say(
      accounts.has("T08[total].total") ? "国有资本经营预算财政拨款支出{T08[total].total}万元。" : "本单位没有使用国有资本经营预算安排的支出。")
  }

  private func writeRunning(_ manuscript: inout Manuscript) {
    manuscript.say(
      "\(facts.year)年度机关运行经费支出{running[amount]}万元，年初预算{running[budget]}万元\(versus("running[amount]", "running[budget]", reason: 4))。"
    )
  }

  private func writeUse(_ manuscript: inout Manuscript) {
    manuscript.say(
      "\(facts.year)年度开支会议费{general_use[meetings]}万元，用于召开年度工作会，人数{general_use[attendees]}人次；\(facts.year)年本单位培训费{general_use[training]}万元，用于业务培训，人数{general_use[trainees]}人次。"
    )
  }

  private func writeProcurement(_ manuscript: inout Manuscript) {
    manuscript.say(
      "\(facts.year)年度政府采购支出总额{procurement[total]}万元，其中：政府采购货物支出{procurement[goods]}万元、政府采购工程支出{procurement[works]}万元、政府采购服务支出{procurement[services]}万元。授予中小企业合同金额{procurement[smes]}万元，占政府采购支出总额的{share(procurement.smes)}%，其中：授予小微企业合同金额{procurement[micro]}万元，占政府采购支出总额的{share(procurement.micro)}%。"
    )
  }

  private func writeAssets(_ manuscript: inout Manuscript) {
    let names = [("courier", "机要通信用车"), ("emergency", "应急保障用车"), ("enforcement", "执法执勤用车"), ("other", "其他用车")]
    let kinds = names.map { "\($0.1){assets[\($0.0)]}辆" }.joined(separator: "、")
    manuscript.say(
      "截至\(facts.year)年12月31日，本单位共有车辆{assets[vehicles]}辆，其中：\(kinds)；单位价值50万元以上通用设备{assets[general_equipment]}台（套）；单位价值100万元以上专用设备{assets[equipment]}台（套）。"
    )
  }

  private func writeEvaluation(_ manuscript: inout Manuscript) {
    manuscript.say(
      "根据预算绩效管理要求，本单位组织对\(facts.year)年度部门整体支出开展了绩效自评，自评得分{OVERALL.total}分。部门整体支出绩效自评报告和自评表见第五部分。")
  }

  private func writeGlossary(_ manuscript: inout Manuscript) {
    manuscript.paragraphs("# 第四部分", "## 名词解释")
    let terms = [
      ("财政拨款收入", "T02[total].appropriation"), ("事业收入", "T02[total].professional"), ("经营收入", "T02[total].business"),
      ("其他收入", "T02[total].other"), ("使用非财政拨款结余", "T01.surplus"), ("年初结转和结余", "T01.opening"),
      ("年末结转和结余", "T01.closing"),
      ("基本支出", "T03[total].basic"), ("项目支出", "T03[total].project"), ("经营支出", "T03[total].business"),
      ("“三公”经费", "T03[total].total"), ("机关运行经费", "T06[operating]"),
    ]
    for (index, (term, _)) in terms.filter({ accounts.has($0.1) }).enumerated() {
      manuscript.say("\(DisclosureWriter.numerals[index])、\(term)：按部门决算报表的口径填列。")
    }
  }
}
