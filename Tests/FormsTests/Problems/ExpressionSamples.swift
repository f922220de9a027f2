@testable import Forms

extension ProblemSample {
  static let syntax: [ProblemSample] = [
    ProblemSample(holds: "T[total].a ‸; 1", .syntax, "character", ["text": ";"]),
    ProblemSample(holds: "T[total].name = ‸\"甲", .syntax, "quote"),
    ProblemSample(holds: "T[total].a = ‸) 1", .syntax, "unexpected", ["text": ")", "wanted": ""]),
    ProblemSample(holds: "T[total ‸= 1", .syntax, "wanted", ["text": "=", "wanted": "]"]),
    ProblemSample(holds: "T[total].a =‸", .syntax, "end", ["text": "", "wanted": ""]),
    ProblemSample(holds: String(repeating: "(", count: 64) + "‸" + String(repeating: "(", count: 9), .syntax, "depth"),
    ProblemSample(
      "a sentence's bracket", "section: S\nsentences:\n  s:\n    say: 甲‸[乙|丙\n", .syntax, "bracket"),
    ProblemSample(
      "a sentence's slot", "section: S\nsentences:\n  s:\n    say: 支出{year +‸}万元\n", .syntax, "end",
      ["text": "", "wanted": ""]),
    ProblemSample(
      "a condition", TinyPack.table(holding: "T[total].a = 1") + "    when: T[total].a = ‸= 1\n", .syntax,
      "unexpected", ["text": "=", "wanted": ""]),
    ProblemSample(
      "a definition", "table: T\ncolumns:\n  a: 甲\n  b:\n    label: 乙\n    equals: a +‸\n", .syntax, "end",
      ["text": "", "wanted": ""]),
  ]

  static let names: [ProblemSample] = [
    ProblemSample(
      holds: "T[total].a = T[total].‸shre", .name, "column", ["table": "T", "name": "shre", "near": "share"]),
    ProblemSample(holds: "T[total].a = T[total].‸zzzz", .name, "column", ["table": "T", "name": "zzzz", "near": ""]),
    ProblemSample(holds: "T[total].a = T[‸totl].a", .name, "row", ["table": "T", "name": "totl", "near": "total"]),
    ProblemSample(holds: "sum(T[‸total..code].a) = 0", .name, "row", ["table": "T", "name": "code", "near": "codes"]),
    ProblemSample(holds: "T[total].a = ‸U[total].a", .name, "address", ["name": "U", "near": "T"]),
    ProblemSample(holds: "T[total].a = ‸totals", .name, "address", ["name": "totals", "near": ""]),
    ProblemSample(holds: "T[total].a = ‸sun(T[codes].a)", .name, "function", ["name": "sun", "near": "sum"]),
    ProblemSample(holds: "sum(T[‸level 项].a) = 0", .name, "level", ["name": "项", "near": "款、类"]),
    ProblemSample(holds: "any(T[‸children of q].a)", .name, "variable", ["name": "q", "near": ""]),
    ProblemSample(holds: "sum(T[‸children of q].a) = 0", .name, "variable", ["name": "q", "near": ""]),
    ProblemSample(holds: "‸T.a = 0", .name, "norow", ["table": "T"]),
    ProblemSample(
      "a block left out",
      """
      table: T
      blocks:
        left: { columns: { a: 甲 }, rows: { total: 合计 } }
        right: { columns: { a: 甲 }, rows: { total: 合计 } }
      checks:
        x:
          basis: 表式
          holds: T[‸total] = 0
      """, .name, "block", ["table": "T", "near": "left、right"]),
    ProblemSample(
      "a row of a column that there is not",
      "table: T\ncolumns: { a: 甲, bb: 乙 }\nrows: { total: { label: 合计, columns: [a, ‸b] } }\n", .name,
      "column", ["table": "", "name": "b", "near": "a、bb"]),
    ProblemSample(
      "a likeness of nothing", "table: T1\ncolumns: { a: 甲 }\n---\ntable: T2\nlike: ‸T3\n", .name, "table",
      ["name": "T3", "near": "T1、T2"]),
    ProblemSample(
      "a name in quotation marks", TinyPack.table + "checks:\n  x: { holds: \"T[total].a = ‸U\", basis: 表式 }\n", .name,
      "address", ["name": "U", "near": "T"]),
    ProblemSample(
      "a name after a value that was filled in",
      TinyPack.table(holding: "T[total].{c} = T[total].{c} + ‸U[total]") + "    for: { c: [people, people] }\n", .name,
      "address", ["name": "U", "near": "T"]),
    ProblemSample(
      "a value that is no column",
      TinyPack.table(holding: "T[total].a = T[total].‸{c}") + "    for: { c: [a, shre] }\n",
      .name, "column", ["table": "T", "name": "shre", "near": "share"]),
    ProblemSample(
      "a condition with a value filled in",
      TinyPack.table(holding: "T[total].a = 1") + "    when: T[total].{c} = ‸) 1\n    for: { c: [a, people] }\n",
      .syntax,
      "unexpected", ["text": ")", "wanted": ""]),
    ProblemSample(
      "a slot of another wording", "section: S\nsentences:\n  s:\n    say: 甲\n    or: [乙, \"丙{1 + ‸yaer}\"]\n", .name,
      "address", ["name": "yaer", "near": "year"]),
    ProblemSample(
      "a classification",
      "table: T\ncolumns: { a: 甲 }\nrows: { total: { label: 计, equals: sum(level 类) }, codes: { by: ‸functoin } }\n",
      .name, "classification",
      ["name": "functoin", "near": "function"]),
    ProblemSample(
      "a level", "table: T\ncolumns: { a: 甲 }\nrows: { codes: { by: ‸function 科 } }\n", .name, "level",
      ["name": "科", "near": "款、类"]),
    ProblemSample(
      "a place after nothing", "table: T\ncolumns: { a: 甲 }\n---\ntable: T\ncolumns:\n  b: { label: 乙, after: ‸aa }\n",
      .name, "entry", ["name": "aa", "near": "a"]),
    ProblemSample(
      "a section's place before nothing", "section: S1\ntitle: 甲\n---\nsection: S2\ntitle: 乙\nbefore: ‸S3\n", .name,
      "entry", ["name": "S3", "near": "S1"]),
    ProblemSample(
      "a removal of nothing", "table: T\ncolumns: { a: 甲 }\n---\ntable: T\ncolumns: { ‸b: { remove: yes } }\n", .name,
      "entry", ["name": "b", "near": "a"]),
    ProblemSample(
      "a removal of no table", "table: T\ncolumns: { a: 甲 }\n---\n‸table: T1\nremove: yes\n", .name, "entry",
      ["name": "T1", "near": "T"]),
    ProblemSample(
      "a source", TinyPack.table + "checks:\n  x: { holds: \"T[total].a = 1\", basis: ‸表试 }\n", .name, "source",
      ["name": "表试", "near": "表式"]),
    ProblemSample(
      "a kind", TinyPack.table + "checks:\n  x: { kind: ‸presnt, basis: 表式 }\n", .name, "kind",
      ["name": "presnt", "near": "present"]),
    ProblemSample(
      "an example of no rule",
      TinyPack.table(holding: "T[total].a = 1") + "examples:\n  breaks: { ‸xx: { total: { a: \"2\" } } }\n", .name,
      "rule",
      ["name": "xx", "near": "x"]),
    ProblemSample(
      "an example of no column",
      TinyPack.table(holding: "T[total].a = 1") + "examples:\n  breaks: { x: { total: { ‸c: \"2\" } } }\n", .name,
      "column", ["table": "T", "name": "c", "near": "a、b"]),
    ProblemSample(
      "an example of no table",
      "checks:\n  x: { kind: year, basis: 表式, examples: { holds: { ‸T: { total: \"1\" } } } }\n", .name, "table",
      ["name": "T", "near": ""]),
    ProblemSample(
      "a slot of nothing", "section: S\nsentences:\n  s:\n    say: 支出{‸yaer}年\n", .name, "address",
      ["name": "yaer", "near": "year"]),
    ProblemSample(
      "a glossary condition", in: "tiny/glossary.tsv", "term\twhen\tdefinition\n基金\t‸U[total].a > 0\t一种预算\n", .name,
      "address",
      ["name": "U", "near": "T"], and: ["tiny/more.yaml": TinyPack.table]),
  ]

  static let types: [ProblemSample] = [
    ProblemSample(holds: "T[total].a ‸+ T[total].share = 0", .type, "add"),
    ProblemSample(holds: "T[total].a ‸- T[total].people = 0", .type, "add"),
    ProblemSample(holds: "T[total].name ‸+ T[total].name = 0", .type, "add"),
    ProblemSample(holds: "T[total].a ‸* T[total].b = 0", .type, "multiply"),
    ProblemSample(holds: "T[total].a ‸/ T[total].name = 0", .type, "divide"),
    ProblemSample(holds: "T[total].a ‸= T[total].share", .type, "compare"),
    ProblemSample(holds: "T[total].people ‸<= T[total].a", .type, "compare"),
    ProblemSample(holds: "T[total].name ‸> 1", .type, "compare"),
    ProblemSample(holds: "‸max(T[total].a, T[total].share) = 0", .type, "compare"),
    ProblemSample(holds: "‸near(T[total].a, T[total].b, 5)", .type, "compare"),
    ProblemSample(holds: "‸T[total].a + T[total].b", .type, "truth"),
    ProblemSample(holds: "T[total].a = 1 and not ‸T[total].b", .type, "truth"),
    ProblemSample(holds: "T[total].a ‸starts 甲", .type, "text"),
    ProblemSample(holds: "‸T[codes].a = 0", .type, "rows"),
    ProblemSample(holds: "‸level 类", .type, "rows"),
    ProblemSample(holds: "‸count(T[codes].a, T[codes].b) = 0", .type, "arguments", ["name": "count"]),
    ProblemSample(holds: "‸near(T[total].a, T[total].b)", .type, "arguments", ["name": "near"]),
    ProblemSample(holds: "present(‸1)", .type, "cell"),
    ProblemSample(holds: "‸empty(1)", .type, "table"),
    ProblemSample(holds: "‸if T[total].a = 1 then T[total].a else T[total].name", .type, "compare"),
    ProblemSample(holds: "count(‸-T[total].a) = 0", .type, "rows"),
    ProblemSample(
      "a definition of another measure",
      "table: T\ncolumns:\n  a: 甲\n  b: 乙\n  share:\n    label: 占比\n    percent: yes\n    equals: ‸a + b\n", .type,
      "compare"),
  ]
}
