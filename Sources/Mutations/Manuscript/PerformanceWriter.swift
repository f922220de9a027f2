/// Writes the annexes: report, base data and the forms of self-evaluation.
struct PerformanceWriter {
  let facts: Facts
  let accounts: Accounts

  func write(_ manuscript: inout Manuscript) {
    manuscript.paragraphs("# 第五部分", "## 附件")
    writeReport(&manuscript)
    writeBase(&manuscript)
    manuscript.paragraphs("附件 2", "## \(facts.year)年度部门（单位）整体支出绩效自评表")
    writeOverall(&manuscript)
    manuscript.paragraphs("附件 3")
    for index in facts.projects.indices { writeProject(index, &manuscript) }
  }

  private func sign(_ manuscript: inout Manuscript) {
    manuscript.write("\n")
    manuscript.say(
      "填表人：林示远    填报日期：\(facts.year + 1)年3月18日    联系电话：0000-2300618    单位负责人签字：周例明")
  }

  // MARK: Report

  private func writeReport(_ manuscript: inout Manuscript) {
    manuscript.paragraphs(
      "# \(facts.year)年度部门（单位）整体支出绩效自评报告", "## 一、部门（单位）基本情况", "\(facts.department)承担本地有关公共事务的组织和服务。",
      "## 二、一般公共预算支出情况", "（一）基本支出情况。",
      "\(facts.year)年度一般公共预算财政拨款基本支出{T05[total].basic}万元，占一般公共预算财政拨款支出的{share(T05.basic)}%，其中：人员经费{T06[personnel]}万元，公用经费{T06[operating]}万元。",
      "（二）项目支出情况。",
      "\(facts.year)年度一般公共预算财政拨款项目支出{T05[total].project}万元，占一般公共预算财政拨款支出的{share(T05.project)}%。", "## 三、政府性基金预算支出情况",
      accounts.has("T07[total].total") ? "\(facts.year)年度政府性基金预算支出{T07[total].total}万元。" : "无。", "## 四、国有资本经营预算支出情况",
      accounts.has("T08[total].total") ? "\(facts.year)年度国有资本经营预算支出{T08[total].total}万元。" : "无。", "## 五、社会保险基金预算支出情况",
      "无。",
      "## 六、资金使用及绩效情况", "（一）整体支出绩效情况",
      "\(facts.year)年，部门年初预算{budget[total]}万元，全年预算{OVERALL.revised}万元，实际支出{T03[total].total}万元，执行率{OVERALL.rate}%。整体支出绩效自评得分{OVERALL.total}分。",
      "（二）项目支出绩效情况")
    for (index, project) in facts.projects.enumerated() {
      let own = "PROJECT\(index)"
      manuscript.paragraphs(
        "\(index + 1).\(project.name)",
        "\(project.name)年初预算{\(own).original}万元，全年预算{\(own).revised}万元，实际支出{\(own).executed}万元，执行率{\(own).rate}%。")
    }
    manuscript.paragraphs(
      "## 七、存在的问题及原因分析", "部分项目的实施进度不够均衡。", "## 八、下一步改进措施", "按季度核对进度，及时调整安排。", "## 九、部门整体支出绩效自评结果拟应用和公开情况",
      "自评结果随\(facts.year)年度部门决算一并公开。",
      "附件：1.\(facts.year)年度部门整体支出绩效评价基础数据表", "2.\(facts.year)年度部门整体支出绩效自评表", "3.\(facts.year)年度项目支出绩效自评表")
  }

  // MARK: Base data

  private func writeBase(_ manuscript: inout Manuscript) {
    manuscript.paragraphs("附件 1", "## \(facts.year)年度部门（单位）整体支出绩效评价基础数据表")
    manuscript.write("财政供养人员情况（人）\t编制数\t\t\(facts.year)年实际在职人数\t\t控制率\t\n")
    manuscript.line("BASE", "财政供养人员情况", ["", "{BASE.posts}", "", "{BASE.staff}", "", "{BASE.control}%", ""])
    manuscript.write("经费控制情况（万元）\t\(facts.year - 1)年决算数\t\t\(facts.year)年预算数\t\t\(facts.year)年决算数\t\n")
    let travel = [
      ("三公经费", "total"), ("1、公务用车购置和维护经费", "vehicles"), ("其中：公车购置", "purchase"), ("公车运行维护", "running"),
      ("2、出国经费", "overseas"), ("3、公务接待", "receptions"),
    ]
    for (label, item) in travel {
      costs(label, ["BASE.last.\(item)", "T09.budget.\(item)", "T09.outturn.\(item)"], &manuscript)
    }
    costs("项目支出：", ["BASE.last.project", "BASE.budget.project", "T03[total].project"], &manuscript)
    for (label, key) in [("1、业务经费", "operations"), ("2、运行维护经费", "maintenance"), ("3、市级专项资金", "special")] {
      costs(label, ["last", "budget", "outturn"].map { "BASE.\($0).\(key)" }, &manuscript)
    }
    costs("公用经费", ["BASE.last.operating", "BASE.budget.operating", "T06[operating]"], &manuscript)
    for (label, key) in [("其中：办公经费", "office"), ("水费、电费、差旅费", "utilities"), ("会议费、培训费", "events")] {
      costs(label, ["last", "budget", "outturn"].map { "BASE.\($0).\(key)" }, &manuscript)
    }
    costs("政府采购金额", ["BASE.last.procurement", "BASE.budget.procurement", "procurement[total]"], &manuscript)
    manuscript.line("BASE", "部门基本支出预算调整", ["部门基本支出预算调整", "——", "", "——", "", "{BASE.adjustment}", ""])
    manuscript.write(
      "楼堂馆所控制情况 （\(facts.year)年完工项目）\t批复规模 （m <sup>2</sup> ）\t实际规模 （m <sup>2</sup> ）\t规模控制 率\t预算投资 （万元）\t实际投资 （万元）\t投资概 算控制 率\n\t0\t0\t0\t0\t0\t0\n厉行节约保障措施\t印发经费管理办法，实行开支事前申请。\t\t\t\t\t\n"
    )
    sign(&manuscript)
  }

  private func costs(_ label: String, _ quantities: [Quantity], _ manuscript: inout Manuscript) {
    manuscript.line("BASE", label, [label] + quantities.flatMap { ["{\($0)}", ""] })
  }

  // MARK: Self-evaluation

  private func writeOverall(_ manuscript: inout Manuscript) {
    manuscript.write("市级预算部门（单位）名称\t\t\t\(facts.department)\t\t\t\t\t\n")
    manuscript.write("年度预算申请（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t\n")
    funds("年度资金总额", "OVERALL", ["budget[total]", "OVERALL.revised", "T03[total].total"], &manuscript)
    writeIndicators("OVERALL", facts.overall, &manuscript)
  }

  private func writeProject(_ index: Int, _ manuscript: inout Manuscript) {
    let own = "PROJECT\(index)"
    manuscript.say("\(facts.year)年度项目支出绩效自评表")
    manuscript.write("项目支出名称\t\(facts.projects[index].name)\t\t\t\t\t\t\t\n")
    manuscript.write("主管部门\t\(facts.department)\t\t\t\t实施单位\t业务科\t\t\n")
    manuscript.write("项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t\n")
    let amounts = ["original", "revised", "executed"].map { "\(own).\($0)" }
    manuscript.line(own, "其中：当年财政拨款", ["", "其中：当年财政拨款"] + amounts.map { "{\($0)}" } + ["", "", "", ""])
    manuscript.line(own, "上年结转资金", ["", "上年结转资金", "", "", "", "", "", "", ""])
    manuscript.line(own, "其他资金", ["", "其他资金", "", "", "", "", "", "", ""])
    funds("年度资金总额", own, amounts, &manuscript)
    writeIndicators(own, facts.projects[index], &manuscript)
    manuscript.say("备注：一个一级项目支出一张表。")
  }

  private func funds(_ label: String, _ own: String, _ amounts: [Quantity], _ manuscript: inout Manuscript) {
    manuscript.line(
      own, label,
      ["", label] + amounts.map { "{\($0)}" } + ["{\(own).weight}", "{\(own).rate}%", "{\(own).points}", ""])
  }

  private func writeIndicators(_ own: String, _ programme: Facts.Programme, _ manuscript: inout Manuscript) {
    manuscript.write("年度总体目标\t预期目标\t\t\t\t实际完成情况\t\t\t\n\t按计划完成年度任务，保障设施正常使用。\t\t\t\t年度任务已完成，设施使用正常。\t\t\t\n")
    manuscript.write("绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n")
    var before = ("", "")
    for (index, indicator) in programme.indicators.enumerated() {
      let weight = ProgrammeDraw.levels[indicator.level1] ?? 0
      let level1 = indicator.level1 == before.0 ? "" : "\(indicator.level1)（\(weight)分）"
      let level2 = indicator.level2 == before.1 ? "" : indicator.level2
      let name = "\(own).\(index)"
      let goal = accounts.values["ceiling \(name)"] == nil ? "\(name).target" : "ceiling \(name)"
      manuscript.line(
        own, indicator.name,
        [
          "", level1, level2, indicator.name, field(indicator.target, goal), field(indicator.actual, "\(name).actual"),
          "{\(name).weight}", "{\(name).score}", indicator.reason,
        ])
      before = (indicator.level1, indicator.level2)
    }
    manuscript.line(own, "总分", ["总分", "", "", "", "", "", "{\(own).weights}", "{\(own).total}", ""])
    sign(&manuscript)
  }

  private func field(_ measure: Facts.Measure, _ quantity: Quantity) -> String {
    switch measure {
    case .words(let words): words
    case .number(_, let before, let after): "\(before){\(quantity)}\(after)"
    }
  }
}
