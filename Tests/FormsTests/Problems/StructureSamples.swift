@testable import Forms

extension ProblemSample {
  static let keys: [ProblemSample] = [
    ProblemSample(
      "a pack's key", in: "tiny/pack.yaml", "pack: tiny\n‸colums: 1\n", .key, "unknown", ["key": "colums", "near": ""]),
    ProblemSample(
      "a pack's key nearly right", in: "tiny/pack.yaml", "pack: tiny\n‸source: {}\n", .key, "unknown",
      ["key": "source", "near": "sources"]),
    ProblemSample("a file's key", "‸phrase: {}\n", .key, "unknown", ["key": "phrase", "near": "phrases"]),
    ProblemSample(
      "a table's key", "table: T\n‸colums: { a: 甲 }\n", .key, "unknown", ["key": "colums", "near": "columns"]),
    ProblemSample(
      "a block's key", "table: T\nblocks:\n  left: { columns: { a: 甲 }, ‸colour: 红 }\n", .key, "unknown",
      ["key": "colour", "near": ""]),
    ProblemSample(
      "a column's key", "table: T\ncolumns:\n  a: { label: 甲, ‸equal: b }\n", .key, "unknown",
      ["key": "equal", "near": "equals"]),
    ProblemSample(
      "a row's key", "table: T\ncolumns: { a: 甲 }\nrows:\n  total: { label: 合计, ‸parent: x }\n", .key, "unknown",
      ["key": "parent", "near": "parents"]),
    ProblemSample(
      "a check's key", TinyPack.table(holding: "T[total].a = 1") + "    ‸severty: info\n", .key, "unknown",
      ["key": "severty", "near": "severity"]),
    ProblemSample(
      "an example's key", TinyPack.table(holding: "T[total].a = 1") + "    examples: { ‸hold: {} }\n", .key, "unknown",
      ["key": "hold", "near": "holds"]),
    ProblemSample(
      "a check that holds nothing", TinyPack.table + "checks:\n  x: ‸{ title: 空 }\n", .key, "needed", ["key": "holds"]),
    ProblemSample(
      "a section's key", "section: S\n‸sentence: {}\n", .key, "unknown", ["key": "sentence", "near": "sentences"]),
    ProblemSample(
      "a sentence's key", "section: S\nsentences:\n  s: { ‸says: 甲 }\n", .key, "unknown",
      ["key": "says", "near": "say"]),
    ProblemSample(
      "a phrase's key", "phrases:\n  p(x): { ‸case: {} }\n", .key, "unknown", ["key": "case", "near": "cases"]),
    ProblemSample(
      "a case's key", "phrases:\n  p(x):\n    cases:\n      up: { ‸whem: x > 0, say: 甲 }\n", .key, "unknown",
      ["key": "whem", "near": "when"]),
  ]

  static let headKeys: [ProblemSample] = [
    ProblemSample(
      "a source's key", in: "tiny/pack.yaml", "pack: tiny\nsources:\n  表式: { ‸titel: 甲, verified: V }\n", .key,
      "unknown", ["key": "titel", "near": "title"]),
    ProblemSample(
      "the document's key", in: "tiny/pack.yaml", "pack: tiny\ndocument:\n  ‸part: {}\n", .key, "unknown",
      ["key": "part", "near": "parts"]),
    ProblemSample(
      "a part's key", in: "tiny/pack.yaml", "pack: tiny\ndocument:\n  parts:\n    a: { ‸hold: [T] }\n", .key, "unknown",
      ["key": "hold", "near": "holds"]),
    ProblemSample(
      "the furniture's key", in: "tiny/pack.yaml", "pack: tiny\nfurniture: { ‸lable: [项目] }\n", .key, "unknown",
      ["key": "lable", "near": "label"]),
    ProblemSample(
      "a classification's key", in: "tiny/pack.yaml",
      "pack: tiny\nclassifications:\n  f: { file: f.tsv, ‸level: {} }\n",
      .key, "unknown", ["key": "level", "near": "levels"]),
    ProblemSample(
      "a field's key", "table: T\ncolumns: { a: 甲 }\nfields:\n  name: { ‸labels: 名称 }\n", .key, "unknown",
      ["key": "labels", "near": "label"]),
    ProblemSample(
      "a kind's key", TinyPack.table + "checks:\n  x: { kind: present, ‸ofs: [T], basis: 表式 }\n", .key, "unknown",
      ["key": "ofs", "near": "of"]),
  ]

  static let values: [ProblemSample] = [
    ProblemSample(
      "a severity", TinyPack.table(holding: "T[total].a = 1") + "    severity: ‸eror\n", .value, "severity",
      ["text": "eror", "near": "error"]),
    ProblemSample(
      "a unit", in: "tiny/pack.yaml", "pack: tiny\nunit: ‸百万元\n", .value, "unit", ["text": "百万元", "near": "万元"]),
    ProblemSample(
      "a kind of document", in: "tiny/pack.yaml",
      "pack: tiny\nkinds:\n  accounts: { title: 部门决算 }\nkind: ‸account\n", .value, "kind",
      ["text": "account", "near": "accounts"]),
    ProblemSample(
      "a precision", in: "tiny/pack.yaml", "pack: tiny\nprecision: ‸2\n", .value, "precision", ["text": "2"]),
    ProblemSample(
      "the length of a level", in: "tiny/pack.yaml",
      "pack: tiny\nclassifications:\n  f: { file: f.tsv, levels: { 类: ‸三 } }\n", .value, "number", ["text": "三"]),
    ProblemSample(
      "a flag", "table: T\ncolumns: { a: { label: 甲, percent: ‸true } }\n", .value, "flag",
      ["key": "percent", "text": "true"]),
    ProblemSample(
      "a removal that says neither yes nor no",
      "table: T\ncolumns: { a: 甲, b: 乙 }\n---\ntable: T\ncolumns: { b: { remove: ‸true } }\n", .value, "flag",
      ["key": "remove", "text": "true"]),
    ProblemSample(
      "a table's removal that says neither", "table: T\ncolumns: { a: 甲 }\n---\ntable: T\nremove: ‸true\n", .value,
      "flag", ["key": "remove", "text": "true"]),
    ProblemSample("a weight", "table: T\ncolumns: { a: 甲 }\nweights: { 产出: ‸多 }\n", .value, "number", ["text": "多"]),
    ProblemSample(holds: "T[total].a = ‸1234567890123456", .value, "number", ["text": "1234567890123456"]),
    ProblemSample(
      "a rounding", "table: T\ncolumns:\n  a: { label: 甲, rounding: ‸half }\n", .value, "rounding", ["text": "half"]),
    ProblemSample(
      "a way of adding up", "workbook:\n  aggregate:\n    tables: { T: ‸add }\n", .name, "way",
      ["name": "add", "table": "", "near": "adds"], and: ["tiny/table.yaml": TinyPack.table]),
    ProblemSample(
      "how far a layout is known", "exports:\n  tables:\n    Z: { numbers: 甲, known: ‸heard }\n", .value, "known",
      ["text": "heard"]),
    ProblemSample(
      "a verification", in: "tiny/pack.yaml", "pack: tiny\nsources:\n  ‸表式: { title: 表式, verified: Z }\n", .value,
      "verified"),
    ProblemSample("a grade", "grades: { 优: ‸高 }\n", .value, "range", ["text": "高"]),
    ProblemSample(
      "a pack's years", in: "tiny/pack.yaml", "pack: tiny\nyears: ‸20x4\n", .value, "range", ["text": "20x4"]),
    ProblemSample(
      "a table's years", "table: T\nyears: ‸2025..2023\ncolumns: { a: 甲 }\n", .value, "range",
      ["text": "2025..2023"]),
    ProblemSample(
      "a check's years", TinyPack.table(holding: "T[total].a = 1") + "    years: ‸2025..2023\n", .value, "range",
      ["text": "2025..2023"]),
    ProblemSample(
      "a code's years", in: "tiny/functional.tsv", "code\tname\tfund\tfrom\tto\n201\t一般\t\t‸2025\t2023\n", .value,
      "range",
      ["text": "2025..2023"]),
  ]

  static let structure: [ProblemSample] = [
    ProblemSample("an anchor", in: "tiny/pack.yaml", "pack: tiny\ntitle: ‸&t 小格式\n", .yaml, "alias"),
    ProblemSample(
      "an error on a remembered source", TinyPack.table + "checks:\n  x: { holds: ‸\"T[total].a = 1\", basis: 记忆 }\n",
      .basis, "remembered",
      ["rule": "T.x"]),
    ProblemSample(
      "an error on no source", TinyPack.table + "checks:\n  x: { holds: ‸\"T[total].a = 1\" }\n", .basis, "remembered",
      ["rule": "T.x"]),
    ProblemSample(
      "two cases that read alike",
      """
      phrases:
        versus(final, budget):
          cases:
            more: { when: final > budget, say: "，主要原因是：{reason}" }
            ‸less: { when: final < budget, say: "，主要原因是：{reason}" }
      """, .alike, "cases", ["phrase": "versus", "one": "more", "other": "less"]),
    ProblemSample(
      "two definitions in a circle",
      """
      table: T
      columns:
        a:
          label: 甲
          equals: b
        b:
          label: 乙
          equals: ‸a
      """, .cycle, "definition", ["cycle": "T[only].a → T[only].b → T[only].a"]),
    ProblemSample(
      "a row that is its own sum",
      """
      table: T
      columns: { a: 甲 }
      rows:
        first: 甲
        total:
          label: 合计
          equals: ‸sum(first..total)
      """, .cycle, "definition", ["cycle": "T[total].a → T[total].a"]),
    ProblemSample(
      "a row that is its own sum, while a table of a longer id defines that column",
      """
      table: T1
      columns: { a: 甲 }
      rows:
        first: 甲
        total:
          label: 合计
          equals: ‸sum(first..total)
      ---
      table: T10
      columns: { a: { label: 甲, equals: b }, b: 乙 }
      """, .cycle, "definition", ["cycle": "T1[total].a → T1[total].a"]),
    ProblemSample(
      "packs that extend each other", in: "tiny/pack.yaml", "‸pack: tiny\nextends: other\n", .cycle, "extends",
      ["cycle": "tiny → other → tiny"], and: ["other/pack.yaml": "pack: other\nextends: tiny\n"]),
    ProblemSample(
      "a pack that is not there", in: "tinny/pack.yaml", "‸", .file, "missing", ["near": "tiny"],
      and: ["tiny/pack.yaml": "pack: tiny\nextends: tinny\n"]),
  ]
}
