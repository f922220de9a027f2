import Amounts
import Documents
import Filings

/// Finds where a document names its department: before 2024年度, 部门决算, 概况, 所属.
enum DepartmentNames {
  private static let year = Array("年度".unicodeScalars)
  private static let overview = Array("概况".unicodeScalars)
  /// What stands behind a name that the year goes before: 2024年度示例市档案馆机关运行经费支出.
  private static let behind = ["机关运行经费", "政府采购支出", "共有车辆", "内设"].map { Array($0.unicodeScalars) }
  private static let marks =
    [year, overview] + behind + ["部门决算", "单位决算", "所属", "本级"].map { Array($0.unicodeScalars) }
  private static let ends = Set("，。；：、！？,;:“”《》".unicodeScalars)
  private static let own = Array("本年度".unicodeScalars)

  static func read(_ passages: [Passage]) -> [DepartmentName] {
    passages.flatMap { passage in
      let scalars = passage.scalars
      let begin = Ordinal(startOf: scalars.prefix(12)).map(\.length) ?? 0
      var names: [DepartmentName] = []
      var start = begin
      for index in scalars.indices where index >= start {
        if ends.contains(scalars[index]) {
          start = index + 1
        } else if let mark = marks.first(where: { scalars[index...].starts(with: $0) }) {
          let end = nameEnd(scalars, from: start, before: index)
          if (4...40).contains(end - start), scalars[start..<end].allSatisfy(isOfName) {
            let isTitle = start == begin && isTitle(scalars[index...])
            let isSubject =
              mark == year
              ? end < index && opens(scalars, start) && isOfAccounts(scalars[(index + mark.count)...])
              : behind.contains(mark) ? follows(scalars, start) : mark == overview && isTitle
            names.append(DepartmentName(text: passage.text(start..<end), isTitle: isTitle, isSubject: isSubject))
          }
          start = index + mark.count
        }
      }
      return names
    }
  }

  /// Where a name ends that stands before 年度: without 2024 or 本.
  private static func nameEnd(_ scalars: [Unicode.Scalar], from start: Int, before mark: Int) -> Int {
    var end = mark
    while end > start, ("0"..."9").contains(scalars[end - 1]) { end -= 1 }
    if end == mark, end > start, scalars[end - 1] == own[0], scalars[mark] == own[1] { end -= 1 }
    return end
  }

  private static let titles = ["年度部门决算", "年度单位决算", "部门决算", "单位决算", "概况"].map { Array($0.unicodeScalars) }
  private static let titleEnds = ["", "表", "公开", "情况说明"].map { Array($0.unicodeScalars) }

  /// Whether what follows a name makes a title of it: 2024年度部门决算情况说明, and nothing more in its line.
  private static func isTitle(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let title = titles.first(where: { rest.starts(with: $0) }) else { return false }
    let behind = rest.dropFirst(title.count)
    return titleEnds.contains { behind.elementsEqual($0) || !$0.isEmpty && behind.starts(with: $0) }
  }

  private static let accounts = [
    "收入", "支出", "财政拨款", "一般公共预算", "政府性基金", "国有资本经营", "机关运行经费", "政府采购", "“三公”", "部门决算", "单位决算",
  ].map { Array($0.unicodeScalars) }

  private static let denials = ["没有", "未发生", "无", "未"].map { Array($0.unicodeScalars) }

  private static func isOfAccounts(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let denial = denials.first { rest.starts(with: $0) }?.count ?? 0
    return accounts.contains { rest.dropFirst(denial).starts(with: $0) }
  }

  /// Whether a sentence, or the line, begins at a place.
  private static func opens(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    start == 0 || "。：；".unicodeScalars.contains(scalars[start - 1])
      || Ordinal(startOf: scalars.prefix(12))?.length == start
  }

  /// Whether a sentence begins at a place, or the year or the date before it ends there.
  private static func follows(_ scalars: [Unicode.Scalar], _ start: Int) -> Bool {
    opens(scalars, start) || scalars[..<start].suffix(2).elementsEqual(year)
      || scalars[..<start].suffix(2).elementsEqual(
        "日，".unicodeScalars)
  }

  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || scalar == "（" || scalar == "）"
  }
}
