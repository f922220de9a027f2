/// Writes the nine tables.
struct TableWriter {
  let facts: Facts
  let accounts: Accounts
  let classifications: Classifications

  static let titles = [
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表", "一般公共预算财政拨款基本支出决算明细表", "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表", "财政拨款“三公”经费支出决算表",
  ]

  func write(_ manuscript: inout Manuscript, isLean: Bool) {
    manuscript.paragraphs("# 第二部分", "## \(facts.year)年度部门决算表")
    for number in 1...9 where !isLean || [3, 6, 9].contains(number) {
      manuscript.paragraphs("# \(Self.titles[number - 1])", "公开 0\(number) 表  \n单位：万元", "部门：\(facts.department)")
      switch number {
      case 1: writeSummary(&manuscript)
      case 2: writeIncome(&manuscript)
      case 3: writeExpenditure(&manuscript)
      case 4: writeFiscal(&manuscript)
      case 5: writeGeneral(&manuscript)
      case 6: writeEconomy(&manuscript)
      case 7: writeFunds(&manuscript)
      case 8: writeCapital(&manuscript)
      default: writeTravel(&manuscript)
      }
    }
  }

  private var classes: [String] { Accounts.codes(facts.items.map(\.code)).filter { $0.count == 3 } }

  // MARK: 01 and 04

  /// Rows of two halves side by side; each half is the fields of its rows.
  private func writeHalves(
    _ table: String, _ left: [[String]], _ right: [[String]], _ manuscript: inout Manuscript
  ) {
    let widths = (left.first?.count ?? 0, right.first?.count ?? 0)
    for index in 0..<max(left.count, right.count) {
      var one = index < left.count ? left[index] : Array(repeating: "", count: widths.0)
      var other = index < right.count ? right[index] : Array(repeating: "", count: widths.1)
      one[1] = String(index + 1)
      other[1] = String(max(left.count, right.count) + index + 1)
      manuscript.line(table, one[0] + other[0], one + other)
    }
  }

  private func numbered(_ index: Int, _ text: String) -> String { "\(DisclosureWriter.numerals[index])、\(text)" }

  private func writeSummary(_ manuscript: inout Manuscript) {
    manuscript.write("收入\t\t\t支出\t\t\n项 目\t行次\t决算数\t项 目\t行次\t决算数\n栏 次\t\t1\t栏 次\t\t2\n")
    let sources = [
      ("一般公共预算财政拨款收入", "T04.general"), ("政府性基金预算财政拨款收入", "T04.fund"), ("国有资本经营预算财政拨款收入", "T04.capital"),
      ("上级补助收入", "T02[total].superior"), ("事业收入", "T02[total].professional"), ("经营收入", "T02[total].business"),
      ("附属单位上缴收入", "T02[total].affiliates"), ("其他收入", "T02[total].other"),
    ]
    let height = max(sources.count, classes.count)
    func filled(_ rows: [[String]]) -> [[String]] {
      rows + Array(repeating: ["", "", ""], count: height - rows.count)
    }
    let income = filled(sources.enumerated().map { [numbered($0, $1.0), "", "{\($1.1)|blank}"] })
    let spent = filled(
      classes.enumerated().map { [numbered($0, classifications.name($1)), "", "{T03[\($1)].total|blank}"] })
    writeHalves(
      "T01",
      income + [
        ["本年收入合计", "", "{T02[total].total}"], ["使用非财政拨款结余", "", "{T01.surplus|blank}"],
        ["年初结转和结余", "", "{T01.opening|blank}"], ["总计", "", "{T01.grand}"],
      ],
      spent + [
        ["本年支出合计", "", "{T03[total].total}"], ["结余分配", "", "{T01.distribution|blank}"],
        ["年末结转和结余", "", "{T01.closing|blank}"], ["总计", "", "{T01.grand}"],
      ], &manuscript)
    manuscript.write("\n")
    manuscript.say("注：1.本表反映部门本年度的总收支和年末结转结余情况。  \n2.本套报表金额单位转换时可能存在尾数误差。")
  }

  private func writeFiscal(_ manuscript: inout Manuscript) {
    manuscript.write(
      "收入\t\t\t支出\t\t\t\t\t\n项 目\t行次\t金额\t项 目\t行次\t合计\t一般公共预算财政拨款\t政府性基金预算财政拨款\t国有资本经营预算财政拨款\n栏 次\t\t1\t栏 次\t\t2\t3\t4\t5\n"
    )
    let funds = [("一般公共预算财政拨款", "general"), ("政府性基金预算财政拨款", "fund"), ("国有资本经营预算财政拨款", "capital")]
    let blank = Array(repeating: "", count: 6)
    let height = max(3, classes.count)
    var income = funds.enumerated().map { [numbered($0, $1.0), "", "{T04.\($1.1)|blank}"] }
    income += Array(repeating: ["", "", ""], count: height - 3)
    income += [["本年收入合计", "", "{T04.income}"], ["年初财政拨款结转和结余", "", "{T04.opening|blank}"]]
    income += funds.map { [$0.0, "", "{T04.opening_\($0.1)|blank}"] } + [["总计", "", "{T04.grand}"]]
    var spent = classes.enumerated().map { index, code in
      [numbered(index, classifications.name(code)), "", "{T04[\(code)].total|blank}"]
        + ["T05", "T07", "T08"].map {
          accounts.values["\($0)[\(code)].total"] == nil ? "" : "{\($0)[\(code)].total|blank}"
        }
    }
    spent += Array(repeating: blank, count: height - spent.count)
    spent.append(
      ["本年支出合计", "", "{T04[total].total}"] + ["T05", "T07", "T08"].map { "{\($0)[total].total|blank}" })
    spent.append(["年末财政拨款结转和结余", "", "{T04[closing].total|blank}"] + funds.map { "{T04[closing].\($0.1)|blank}" })
    spent += Array(repeating: blank, count: 3)
    spent.append(["总计", "", "{T04.grand}"] + funds.map { "{T04[grand].\($0.1)|blank}" })
    writeHalves("T04", income, spent, &manuscript)
    manuscript.write("\n")
    manuscript.say("注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。")
  }

  // MARK: By function

  private func writeTree(
    _ table: String, _ items: [Facts.Item], _ columns: [String], note: String, _ manuscript: inout Manuscript
  ) {
    manuscript.line(table, "合计", ["合计", ""] + columns.map { "{\(table)[total].\($0)|blank}" })
    for code in Accounts.codes(items.map(\.code)) {
      let name = classifications.name(code)
      let labels = code.count == 3 ? ["<b>\(code)</b>", "<b>\(name)</b>"] : [code, name]
      manuscript.line(table, name, code: code, labels + columns.map { "{\(table)[\(code)].\($0)|blank}" })
    }
    manuscript.write("\n")
    manuscript.say(note)
  }

  private func writeIncome(_ manuscript: inout Manuscript) {
    manuscript.write(
      "项 目\t\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入\n功能分类科目编码\t科目名称\t\t\t\t\t\t\t\n栏次\t\t1\t2\t3\t4\t5\t6\t7\n"
    )
    writeTree(
      "T02", facts.items, ["total", "appropriation"] + Accounts.sources, note: "注：本表反映部门本年度取得的各项收入情况。", &manuscript)
  }

  private func writeExpenditure(_ manuscript: inout Manuscript) {
    manuscript.write(
      "项 目\t\t本年支出 合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位 补助支出\n功能分类 科目编码\t科目名称\t\t\t\t\t\t\n栏次\t\t1\t2\t3\t4\t5\t6\n")
    writeTree(
      "T03", facts.items, ["total", "basic", "project", "remittance", "business", "subsidy"],
      note: "注：本表反映部门本年度各项支出情况。", &manuscript)
  }

  private func writeGeneral(_ manuscript: inout Manuscript) {
    manuscript.write("项 目\t\t本年支出\t\t\n功能分类 科目编码\t科目名称\t小计\t基本支出\t项目支出\n栏次\t\t1\t2\t3\n")
    writeTree(
      "T05", facts.items.filter { $0.fund == .general }, ["total", "basic", "project"],
      note: "注：本表反映部门本年度一般公共预算财政拨款支出情况。", &manuscript)
  }

  private func writeFunds(_ manuscript: inout Manuscript) {
    let items = facts.items.filter { $0.fund == .governmentFunds }
    manuscript.write(
      "项 目\t\t年初结转和结余\t本年收入\t本年支出\t\t\t年末结转和结余\n功能分类 科目编码\t科目名称\t\t\t小计\t基本支出\t项目支出\t\n栏次\t\t1\t2\t3\t4\t5\t6\n")
    let empty = items.isEmpty ? "  \n本单位没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。" : ""
    writeTree(
      "T07", items, ["opening", "income", "total", "basic", "project", "closing"],
      note: "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。" + empty, &manuscript)
  }

  private func writeCapital(_ manuscript: inout Manuscript) {
    let items = facts.items.filter { $0.fund == .stateCapital }
    manuscript.write("项 目\t\t本年支出\t\t\n功能分类 科目编码\t科目名称\t合计\t基本支出\t项目支出\n栏次\t\t1\t2\t3\n")
    let empty = items.isEmpty ? "  \n本单位没有使用国有资本经营预算安排的支出，故本表无数据。" : ""
    writeTree(
      "T08", items, ["total", "basic", "project"], note: "注：本表反映部门本年度国有资本经营预算财政拨款支出情况。" + empty, &manuscript)
  }

  // MARK: 06 and 09

  private static let lanes = [["301", "303"], ["302"], ["307", "310", "399"]]

  private func writeEconomy(_ manuscript: inout Manuscript) {
    let lanes = Self.lanes.map { classes in
      classes.flatMap { code in classifications.economy.map(\.code).filter { $0.hasPrefix(code) } }
    }
    let head = Array(repeating: "经济分类科目编码\t科目名称\t决算数", count: 3)
    manuscript.write(head.joined(separator: "\t") + "\n")
    for index in 0..<(lanes.map(\.count).max() ?? 0) {
      let fields = lanes.flatMap { lane -> [String] in
        guard index < lane.count else { return ["", "", ""] }
        let code = lane[index]
        let value = accounts.values["T06[\(code)]"] == nil ? "" : "{T06[\(code)]|blank}"
        return [code, classifications.name(code), value]
      }
      manuscript.line("T06", "", fields)
    }
    manuscript.line(
      "T06", "合计", ["人员经费合计", "", "{T06[personnel]|blank}", "公用经费合计", "", "", "", "", "{T06[operating]|blank}"])
    manuscript.write("\n")
    manuscript.say("注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。")
  }

  private func writeTravel(_ manuscript: inout Manuscript) {
    manuscript.write(
      "预算数\t\t\t\t\t\t决算数\t\t\t\t\t\n合计\t因公出国 （境）费\t公务用车购置及运行费\t\t\t公务 接待费\t合计\t因公出国 （境）费\t公务用车购置及运行费\t\t\t公务 接待费\n\t\t小计\t公务用车 购置费\t公务用车 运行费\t\t\t\t小计\t公务用车 购置费\t公务用车 运行费\t\n1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\t12\n"
    )
    let items = ["total", "overseas", "vehicles", "purchase", "running", "receptions"]
    manuscript.line("T09", "", ["budget", "outturn"].flatMap { stage in items.map { "{T09.\(stage).\($0)}" } })
    manuscript.write("\n")
    manuscript.say(
      "注：本表反映部门本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。")
  }
}
