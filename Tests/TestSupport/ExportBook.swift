package import Composing
package import Documents
import Evaluation
package import Filings
package import Forms

/// Tables as the accounting software exports them, of a composition's exact figures: a sheet each, in 元, 类 款 项 in a cell
/// each, headings merged.
package struct ExportBook {
  private let filing: Filing
  private let form: Form
  private var sheets: [(name: String, rows: [[String]], merges: [String])] = []

  package init(_ composition: Composition) {
    (filing, form) = (composition.exact, composition.form)
    addBalance()
    addAccounts("Z03 收入决算表(财决03表)", "收入决算表", "财决03表", table: "T02", Self.income)
    addAccounts("Z04 支出决算表(财决04表)", "支出决算表", "财决04表", table: "T03", Self.expenditure)
    addAccounts("Z07 一般公共预算财政拨款收入支出决算表", "一般公共预算财政拨款收入支出决算表", "财决07表", table: "T05", fiscal("general"))
    addEconomy()
    addAccounts("Z09 政府性基金预算财政拨款收入支出决算表", "政府性基金预算财政拨款收入支出决算表", "财决09表", table: "T07", Self.fund)
    addAccounts("Z11 国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款收入支出决算表", "财决11表", table: "T08", fiscal("capital"))
    addRunning()
  }

  package func file() throws -> SourceFile {
    let content = sheets.map { sheet in
      let rows = sheet.rows.enumerated().map { number, cells in
        let texts = cells.enumerated().filter { !$0.element.isEmpty }.map { column, text in
          let name = CellName.make(row: number, column: column)
          // Figures are numbers; everything else, codes too, is text.
          return text.contains(".") && Double(text) != nil
            ? "<c r=\"\(name)\"><v>\(text)</v></c>"
            : "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
        return "<row r=\"\(number + 1)\">\(texts.joined())</row>"
      }
      let merges = sheet.merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
      return (
        name: sheet.name, attributes: "",
        content: "<sheetData>\(rows.joined())</sheetData>"
          + (merges.isEmpty ? "" : "<mergeCells count=\"\(sheet.merges.count)\">\(merges)</mergeCells>")
      )
    }
    return SourceFile(name: "export.xlsx", bytes: try OfficeFiles.xlsx(content))
  }

  // MARK: Figures

  /// `T04.income[general]`, `T09.outturn.receptions`
  private func amount(_ address: String) -> String {
    guard let cell = SlotResolver(form: form).cell(address) else { return "" }
    for table in filing.tables where table.form == cell.table {
      let block = table.blocks[cell.block]
      let row: Int? =
        switch cell.row {
        case .fixed(let index): block.row(form: index)
        case .code(let code): block.row(code: code)
        default: 0
        }
      return row.flatMap { block.rows[$0].cells[cell.column]?.text } ?? ""
    }
    return ""
  }

  private mutating func add(
    _ name: String, _ title: String, _ number: String, heading: [[String]], merges: [String], rows: [[String]]
  ) {
    let department = filing.department?.text ?? ""
    let above = [[title], [number], ["编制单位：\(department)", "2024年度", "金额单位：元"]]
    sheets.append((name, above + heading + rows, merges))
  }

  // MARK: Accounts in rows

  private static let income: [(String, String)] = [
    ("本年收入合计", "total"), ("财政拨款收入", "appropriation"), ("上级补助收入", "superior"), ("事业收入", "professional"),
    ("经营收入", "business"), ("附属单位上缴收入", "affiliates"), ("其他收入", "other"),
  ]
  private static let expenditure: [(String, String)] = [
    ("本年支出合计", "total"), ("基本支出", "basic"), ("项目支出", "project"), ("上缴上级支出", "remittance"),
    ("经营支出", "business"), ("对附属单位补助支出", "subsidy"),
  ]
  private static let fund: [(String, String)] = [
    ("年初结转和结余/合计", "opening"), ("本年收入/合计", "income"), ("本年支出/合计", "total"),
    ("本年支出/基本支出", "basic"), ("本年支出/项目支出", "project"), ("年末结转和结余/合计", "closing"),
  ]

  /// Income and balances stand in the row 合计 only: no table that is published has them by account.
  private func fiscal(_ budget: String) -> [(String, String)] {
    [
      ("年初结转和结余/合计", "T04.income[opening_\(budget)]"), ("本年收入/合计", "T04.income[\(budget)]"),
      ("本年支出/合计", "total"), ("本年支出/基本支出", "basic"), ("本年支出/项目支出", "project"),
      ("年末结转和结余/合计", "T04.expenditure[closing].\(budget)"),
    ]
  }

  private mutating func addAccounts(
    _ name: String, _ title: String, _ number: String, table: String, _ columns: [(heading: String, figure: String)]
  ) {
    guard let index = form.table(table), let filled = filing.tables.first(where: { $0.form == index }) else { return }
    let block = form.tables[index].blocks[0]
    func text(_ row: FilledRow, _ figure: String) -> String {
      if figure.hasPrefix("T04") { return row.code == nil ? amount(figure) : "" }
      return block.column(figure).flatMap { row.cells[$0]?.text } ?? ""
    }
    let headings = columns.map { $0.heading.split(separator: "/").map(String.init) }
    var upper = ["项目", "", "", ""] + headings.map { $0[0] }
    let lower = ["支出功能分类科目编码", "", "", "科目名称"] + headings.map { $0.count > 1 ? $0[1] : "" }
    var merges = ["A4:D4", "A5:C5"]
    // A heading over several columns is merged over them.
    var start = 4
    while start < upper.count {
      var end = start
      while end + 1 < upper.count, upper[end + 1] == upper[start] { end += 1 }
      for column in start..<end { upper[column + 1] = "" }
      let isWhole = lower[start].isEmpty
      if end > start || isWhole {
        merges.append(
          CellName.make(row: 3, column: start) + ":" + CellName.make(row: isWhole ? 4 : 3, column: end))
      }
      start = end + 1
    }
    let numbers = ["类", "款", "项", "栏次"] + columns.indices.map { String($0 + 1) }
    let rows = filled.blocks[0].rows.map { row -> [String] in
      let code = row.code ?? ""
      let parts = [code.prefix(3), code.dropFirst(3).prefix(2), code.dropFirst(5)].map(String.init)
      let names = code.isEmpty ? ["合计", "", "", ""] : parts + [row.name.text]
      return names + columns.map { text(row, $0.figure) }
    }
    add(name, title, number, heading: [upper, lower, numbers], merges: merges, rows: rows)
  }

  // MARK: Accounts in the heading

  private mutating func addEconomy() {
    guard let index = form.table("T06"), let filled = filing.tables.first(where: { $0.form == index }) else { return }
    var upper = ["项目", "", "", "", "合计"]
    var lower = ["支出功能分类科目编码", "", "", "科目名称", ""]
    var total = ["合计", "", "", "", amount("T05[total].basic")]
    for row in filled.blocks[0].rows {
      guard let code = row.code, let name = form.classifications["economy"]?[code]?.name else { continue }
      let isClass = code.utf8.count == 3
      upper.append(isClass ? name : "")
      lower.append(isClass ? "小计" : name)
      total.append(row.cells[0]?.text ?? "")
    }
    let numbers = ["类", "款", "项", "栏次"] + (4..<upper.count).map { String($0 - 3) }
    // No merges: the reader has to see from the lower headings how far the upper ones go.
    add(
      "Z08_1 一般公共预算财政拨款基本支出决算明细表", "一般公共预算财政拨款基本支出决算明细表", "财决08-1表",
      heading: [upper, lower, numbers], merges: [], rows: [total])
  }

  // MARK: Rows with names

  private mutating func addBalance() {
    let heading = [
      ["收入", "", "", "", "", "支出", "", "", "", ""],
      ["项目", "行次", "年初预算数", "全年预算数", "决算数", "项目（按功能分类）", "行次", "年初预算数", "全年预算数", "决算数"],
      ["栏次", "", "1", "2", "3", "栏次", "", "4", "5", "6"],
    ]
    let left = [
      ("一、一般公共预算财政拨款收入", "general"), ("二、政府性基金预算财政拨款收入", "fund"), ("三、国有资本经营预算财政拨款收入", "capital"),
      ("四、上级补助收入", "superior"), ("五、事业收入", "professional"), ("六、经营收入", "business"),
      ("七、附属单位上缴收入", "affiliates"), ("八、其他收入", "other"), ("本年收入合计", "total"), ("使用非财政拨款结余", "surplus"),
      ("年初结转和结余", "opening"), ("总计", "grand"),
    ].map { [$0.0, "", "", "", amount("T01.income[\($0.1)]")] }
    var right: [[String]] = []
    if let table = form.table("T01"), let filled = filing.tables.first(where: { $0.form == table }) {
      right = filled.blocks[1].rows.map { row in
        [
          row.code.flatMap { form.classifications["function"]?[$0]?.name } ?? row.name.text, "", "", "",
          row.cells[0]?.text ?? "",
        ]
      }
    }
    let blank = [String](repeating: "", count: 5)
    let rows = (0..<max(left.count, right.count)).map {
      ($0 < left.count ? left[$0] : blank) + ($0 < right.count ? right[$0] : blank)
    }
    add(
      "Z01 收入支出决算总表(财决01表)", "收入支出决算总表", "财决01表", heading: heading, merges: ["A4:E4", "F4:J4"], rows: rows)
  }

  private mutating func addRunning() {
    func line(_ label: String, _ budget: String, _ outturn: String) -> [String] {
      [label, "", budget.isEmpty ? "—" : amount(budget), amount(outturn)]
    }
    let rows =
      [
        ("1．因公出国（境）费", "overseas"), ("（1）公务用车购置费", "purchase"), ("（2）公务用车运行维护费", "running"),
        ("3．公务接待费", "receptions"),
      ].map { line($0.0, "T09.budget.\($0.1)", "T09.outturn.\($0.1)") }
      + [
        ("1．因公出国（境）团组数（个）", "quantities[groups]"), ("2．因公出国（境）人次数（人）", "quantities[travellers]"),
        ("4．公务用车保有量（辆）", "quantities[vehicles]"), ("5．国内公务接待批次（个）", "quantities[receptions]"),
        ("6．国内公务接待人次（人）", "quantities[guests]"), ("二、机关运行经费", "running[amount]"),
        ("1．政府采购货物支出", "procurement[goods]"), ("2．政府采购工程支出", "procurement[works]"),
        ("3．政府采购服务支出", "procurement[services]"), ("3．机要通信用车", "assets[courier]"), ("4．应急保障用车", "assets[emergency]"),
      ].map { line($0.0, "", $0.1) }
    add(
      "F01_1 机构运行信息表(财决附01-1表)", "机构运行信息表", "财决附01-1表",
      heading: [["项目", "行次", "全年预算数", "统计数"], ["栏次", "", "1", "2"]], merges: [], rows: rows)
  }
}
