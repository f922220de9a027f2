@testable import Forms

/// A pack of a few lines in memory.
enum TinyPack {
  /// Two sources, one of them only remembered.
  static let head = """
    pack: tiny
    title: 小格式
    sources:
      表式: { title: 表式自身的关系, verified: V }
      记忆: { title: 记忆中的规定, verified: M }
    classifications:
      function: { file: functional.tsv, levels: { 类: 3, 款: 5 } }

    """

  /// One printed table with columns of every measure, rows of every kind and no rules.
  static let table = """
    table: T
    title: 小表
    columns:
      a: 甲
      b: 乙
      share: { label: 占比, percent: yes }
      people: { label: 人数, count: 人 }
      name: { label: 名称, text: yes }
    rows:
      total: 合计
      codes: { by: function }

    """

  static func load(_ files: [String: String], pack: String = "tiny", year: Int? = nil) -> FormLoader.Loaded {
    var texts = ["tiny/pack.yaml": head]
    texts.merge(files) { _, new in new }
    return FormLoader(files: PackFiles(texts: texts)).load(pack, year: year, isThorough: true)
  }

  /// The pack with one more file.
  static func load(_ text: String, year: Int? = nil) -> FormLoader.Loaded {
    load(["tiny/more.yaml": text], year: year)
  }

  /// The table with one check, its expression unquoted.
  static func table(holding expression: String) -> String {
    table + "checks:\n  x:\n    title: 样本\n    basis: 表式\n    holds: \(expression)\n"
  }
}

/// A text whose `‸` shows a place in it.
struct MarkedText {
  var text: String
  /// 1-based.
  var line: Int
  var column: Int

  init(_ marked: String) {
    let before = marked.prefix { $0 != "‸" }
    text = String(before) + marked.dropFirst(before.count + 1)
    line = before.count { $0 == "\n" } + 1
    column = before.unicodeScalars.reversed().prefix { $0 != "\n" }.count + 1
  }

  func place(in file: String) -> PackPlace { PackPlace(file: file, line: line, column: column) }
}
