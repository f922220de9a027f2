import Checking
import Documents

extension SampleReport {
  private static let expenditure = "公开03表\n单位"

  static var transposed: Finding {
    Finding(
      id: "a1", rule: "T03.rows.codes", severity: .error, title: "档案事务本年支出合计的两位数字颠倒",
      message: "公开03表“20126 档案事务”本年支出合计为 1126.70 万元，四个项级科目之和为 1162.70 万元，相差 36.00 万元。",
      stated: "1126.70 万元", expected: "1162.70 万元", formula: "款 ＝ 各项之和",
      basis: ["部门决算报表口径：类 ＝ Σ款 ＝ Σ项", "《预算法实施条例》第六条（已核对原文）"], suggestion: "将该格改为 1162.70。",
      cause: "相邻两位颠倒（26 ↔ 62）。改这一格，三个不成立的等式同时成立。",
      locations: [
        location(
          .culprit, "1126.70", after: expenditure, table: "公开03表", row: "20126 档案事务", column: "本年支出合计")
      ],
      evidence: [
        Evidence(
          equation: "20126 档案事务 ＝ 2012601 行政运行 ＋ 2012602 一般行政管理事务 ＋ 2012604 档案馆 ＋ 2012699 其他档案事务支出",
          left: "1126.70 万元", right: "1162.70 万元", difference: "36.00 万元",
          terms: [
            term("＋", "2012601 行政运行", "612.35", after: "1126.70\t612.35\t550.35"),
            term("＋", "2012602 一般行政管理事务", "86.40", after: expenditure),
            term("＋", "2012604 档案馆", "428.75", after: expenditure),
            term("＋", "2012699 其他档案事务支出", "35.20", after: expenditure),
          ]),
        Evidence(
          equation: "本年支出合计 ＝ 基本支出 ＋ 项目支出", left: "1126.70 万元", right: "1162.70 万元",
          difference: "36.00 万元",
          terms: [
            term("＋", "基本支出", "612.35", after: "1126.70"), term("＋", "项目支出", "550.35", after: "1126.70"),
          ]),
        Evidence(
          equation: "合计 ＝ 各类之和", left: "1417.33 万元", right: "1417.33 万元", difference: "0.00 万元"),
      ])
  }

  static var blank: Finding {
    let row = source.line("22102\t住房改革支出")
    return Finding(
      id: "a2", rule: "T02.rows.codes", severity: .error, title: "住房改革支出的财政拨款收入漏填",
      message: "本行合计为 66.92 万元，而此栏空白；唯一的下级科目“2210201 住房公积金”在此栏为 66.92 万元。",
      stated: "", expected: "66.92 万元", basis: ["部门决算报表口径"], suggestion: "填入 66.92。",
      locations: [
        Location(
          role: .culprit, quote: row.quote, span: row.span, table: "公开02表", row: "22102 住房改革支出",
          column: "财政拨款收入"),
        location(.evidence, "66.92", after: "2210201\t住房公积金\t", table: "公开02表", row: "2210201 住房公积金"),
      ],
      evidence: [
        Evidence(
          equation: "22102 住房改革支出 ＝ 2210201 住房公积金", left: "", right: "66.92 万元", difference: "",
          terms: [term("＋", "2210201 住房公积金", "66.92", after: "住房公积金\t66.92\t")])
      ])
  }

  /// Nine figures of one paragraph, one cause.
  static var stale: Finding {
    let figures = ["1336.42", "1093.18", "81.80%", "131.46", "9.84%", "48.36", "3.62%", "63.42", "4.75%"]
    return Finding(
      id: "a3", rule: "narrative.stale", severity: .error, title: "整段仍是上年的数",
      message: "本段合计 1336.42 万元，段内四类之和也等于它，而公开05表为 1398.83 万元。全段九个数字是一个原因。",
      stated: "1336.42", expected: "1398.83", suggestion: "按公开05表重写本段。", cause: "沿用上年文字，未更新。",
      locations: figures.map { location(.culprit, $0, after: "（二）结构情况", section: "第三部分 五（二）") },
      evidence: [
        Evidence(
          equation: "一般公共预算财政拨款支出 ＝ 公开05表合计", left: "1336.42 万元", right: "1398.83 万元",
          difference: "62.41 万元")
      ])
  }

  static var share: Finding {
    Finding(
      id: "a4", rule: "narrative.share", severity: .error, title: "项目支出占比算错，两项占比之和不为 100%",
      message: "项目支出 550.35 万元占本年支出 1417.33 万元的 38.83%，文中为 36.83%。", stated: "36.83%",
      expected: "38.83%", formula: "占比 ＝ 项目支出 ÷ 本年支出合计", suggestion: "改为 38.83%。",
      locations: [
        location(.culprit, "36.83%", after: "三、支出决算", section: "第三部分 三"),
        location(.evidence, "550.35", after: "其中：基本支出", section: "第三部分 三"),
        location(.evidence, "1417.33", after: "公开03表\n单位", table: "公开03表", row: "合计", column: "本年支出合计"),
      ])
  }

  /// Two rows whose figures changed places: whole rows are accused.
  static var swapped: Finding {
    let rows = [source.line("2101103"), source.line("2101101")]
    return Finding(
      id: "a5", rule: "T02.swap", severity: .error, title: "两行金额互换",
      message: "“2101103 公务员医疗补助”与“2101101 行政单位医疗”两行的金额互换：一行印 33.56，一行印 17.24，公开05表正好相反。",
      stated: "33.56 / 17.24", expected: "17.24 / 33.56", suggestion: "互换两行的金额，并按编码次序排列。",
      locations: zip(rows, ["2101103 公务员医疗补助", "2101101 行政单位医疗"]).map { row, name in
        Location(role: .culprit, quote: row.quote, span: row.span, table: "公开02表", row: name)
      })
  }

  static var score: Finding {
    Finding(
      id: "a6", rule: "PROJECT.score", severity: .error, title: "绩效总分小数点移位",
      message: "各项得分之和为 99.49 分，总分栏为 9.949。", stated: "9.949", expected: "99.49",
      cause: "小数点左移一位。",
      locations: [location(.culprit, "9.949", after: "总分", table: "绩效自评表", row: "总分", column: "得分")])
  }

  /// A second finding on the cell that the first one accuses.
  static var both: Finding {
    Finding(
      id: "a7", rule: "T03.trend", severity: .warning, title: "比上年大幅减少而未说明",
      message: "公开03表“20126 档案事务”为 1126.70 万元，说明中没有写明变动原因。这一条很长，是为了看一段较长的文字怎样排：它先说两个数，再说它们相差多少，"
        + "然后说怎样算出，最后说怎样改；读的人应当不必横向滚动，也不必放大，就能在手机上读完它。",
      locations: [
        location(.culprit, "1126.70", after: "公开03表\n单位", table: "公开03表", row: "20126 档案事务", column: "本年支出合计"),
        location(.also, "与上年持平，决算数等于年初预算数的主要原因是厉行节约", after: "（三）具体情况", section: "第三部分 五（三）1"),
      ])
  }

  static var reason: Finding {
    Finding(
      id: "a8", rule: "duties.placeholders", severity: .warning, title: "留有模板占位“XX”",
      message: "车辆数仍是模板中的“XX”。", suggestion: "填入实有车辆数；没有车辆的写 0。",
      locations: [location(.culprit, "XX", after: "本单位共有车辆", section: "第三部分 十三")])
  }

  static var gap: Finding {
    Finding(
      id: "a9", rule: "numbering.gap", severity: .info, title: "序号跳号：1 之后为 3",
      message: "各项段落齐全，只是序号缺 2。", stated: "3、", expected: "2、",
      locations: [location(.culprit, "3、", after: "厉行节约", section: "第三部分 五（三）")])
  }
}
