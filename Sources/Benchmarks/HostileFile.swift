import Foundation

/// A hostile file, made when it is wanted.
struct HostileFile: Sendable {
  var name: String
  /// - Throws: what the file system says.
  var write: @Sendable (_ path: String) throws -> Void

  static let all: [HostileFile] = [
    HostileFile(name: "200 MB, sparse") { path in
      try Data().write(to: URL(fileURLWithPath: path))
      guard truncate(path, 200 << 20) == 0 else { throw CocoaError(.fileWriteUnknown) }
    },
    HostileFile(name: "2 MB of noise") { path in
      var state: UInt64 = 7
      let bytes = (0..<2 << 20).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    },
    text("a row of 1,000,000 columns") { Array(repeating: "1", count: 1_000_000).joined(separator: "\t") },
    text("4,096 columns above 90,000 rows") {
      Array(repeating: "1", count: 4_096).joined(separator: "\t") + "\n" + String(repeating: "2\t3\n", count: 90_000)
    },
    text("100,000 list items, one inside the other") { String(repeating: "- ", count: 100_000) + "深处" },
    text("100,000 list items, one below the other") {
      (0..<100_000).map { "\(String(repeating: " ", count: $0 % 40))- 第\($0)项" }.joined(separator: "\n")
    },
    text("10,000 headings of one number") { (0..<10_000).map { "# 一、标题\($0)\n" }.joined(separator: "\n") },
    text("10,211 rows of codes that add up") { CodedTable(figure: "10.00").text },
    text("10,211 rows of codes, no item adds up") { CodedTable(figure: "9.00").text },
    text("10,000 rows of two codes") { CodedTable.repeatedCodes(rows: 10_000) },
    text("10,000 rows of 15 to 40 digits") { CodedTable.longNumbers(rows: 10_000) },
    text("10,000 indicators") { ProjectTable(name: "示例经费", indicators: 10_000).text },
    text("2,000 tables of projects") {
      (1...2_000).map { ProjectTable(name: "示例经费\($0)", indicators: 6).text }.joined(separator: "\n\n")
    },
    text("2,000 copies of one table") { Array(repeating: CodedTable.small, count: 2_000).joined(separator: "\n\n") },
    text("20,000 sentences in one paragraph") {
      "# 第三部分 情况说明\n\n" + String(repeating: "本年支出合计310.00万元，其中：基本支出200.00万元，占64.52%。", count: 20_000)
    },
  ]

  private static func text(_ name: String, _ make: @escaping @Sendable () -> String) -> HostileFile {
    HostileFile(name: name) { path in try Data(make().utf8).write(to: URL(fileURLWithPath: path)) }
  }
}

/// 支出决算表 with made-up codes: 10 classes of 20 sections of 50 items.
struct CodedTable {
  /// The total that each item prints; its only part is 10.00.
  var figure: String

  private static let heading = """
    支出决算表

    单位：万元

    项 目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出
    功能分类科目编码\t科目名称
    """

  static let small = heading + "\n合计\t\t10.00\t4.00\t5.00\n201\t一般公共服务支出\t10.00\t4.00\t5.00\n"

  var text: String {
    var lines = [Self.heading, Self.row("", "合计", 10_000)]
    for code in 201...210 {
      lines.append(Self.row("\(code)", "类\(code)", 1_000))
      for section in 1...20 {
        let section = "\(code)\(section < 10 ? "0" : "")\(section)"
        lines.append(Self.row(section, "款\(section)", 50))
        lines += (10...59).map { "\(section)\($0)\t项\($0)\t\(figure)\t10.00\t\t\t\t" }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ code: String, _ name: String, _ items: Int) -> String {
    "\(code)\t\(name)\t\(items * 10).00\t\(items * 10).00\t\t\t\t"
  }

  static func repeatedCodes(rows: Int) -> String {
    heading + "\n合计\t\t1.00\t1.00\n201\t类\t1.00\t1.00\n"
      + String(repeating: "20101\t款\t1.00\t1.00\n2010101\t项\t1.00\t1.00\n", count: rows / 2)
  }

  static func longNumbers(rows: Int) -> String {
    heading + "\n"
      + (0..<rows).map { row in
        let numbers = (0..<6).map { String(repeating: "9", count: 15 + (row + $0) % 26) }
        return "\(2_010_100 + row % 100)\t项\t\(numbers.joined(separator: "\t"))"
      }.joined(separator: "\n")
  }
}

/// 项目支出绩效自评表 with any number of indicators.
struct ProjectTable {
  var name: String
  var indicators: Int

  var text: String {
    let rows = (1...indicators).map { "\t\t\t指标\($0)\t≥\($0)次\t\($0)次\t1\t1\t" }
    return """
      2024年度项目支出绩效自评表

      项目支出名称\t\(name)\t\t\t\t\t\t\t
      项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
      \t年度资金总额\t60.00\t65.00\t60.00\t10\t92.31%\t9.23\t
      绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
      \t产出指标\t数量指标\t总次数\t≥4次\t4次\t1\t1\t
      \(rows.joined(separator: "\n"))
      总分\t\t\t\t\t\t100\t99.23\t
      """
  }
}
