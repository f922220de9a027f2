import Foundation

/// The page on how accurate the check is, measured anew.
struct Page {
  let seed: UInt64
  let departments: Int
  /// Folder with `documents` and `gold`, beside the lists of the repository; nil where there is none.
  let gold: String?
  let tell: (String) -> Void

  func text() throws -> String {
    let full = summary(.full, [.cell], slips: [1, 2, 5])
    let lean = summary(.lean, [.cell, .sentence, .percentage], slips: [1, 2, 5])
    let domains = [Manuscript.Kind.sentence, .percentage, .score, .target].map { domain in
      (domain, summary(.full, [domain], slips: [1]))
    }
    let sound = soundRows()
    var page = Self.introduction(seed, departments)
    page += "\n## Sound disclosures\n\n" + MarkdownTable.text(["departments", "checked", "with a finding"], sound)
    page += "\n## In short\n\n" + MarkdownTable.text(Summary.shortHead, short(full, lean, domains))
    page += "\n## Cells, all nine tables, narrative and annexes\n\n\(full.text())"
    page += "\n## Lean: tables 03, 06, 09 and three sections\n\n\(lean.text())"
    for (domain, summary) in domains { page += "\n## \(Self.titles[domain] ?? "")\n\n\(summary.text())" }
    page += "\n## Published documents\n\n\(Self.publishedWords)\n\n"
    page += MarkdownTable.text(["document"] + Summary.shortHead.dropFirst(), try publishedRows())
    return page + "\n## Gold lists\n\n\(Self.goldWords)\n\n" + MarkdownTable.text(GoldList.head, try goldRows())
  }

  private static let titles: [Manuscript.Kind: String] = [
    .sentence: "Amounts in sentences", .percentage: "Percentages", .score: "Points",
    .target: "Targets and achievements",
  ]

  // MARK: Runs

  private func bench(_ regime: DisclosureWriter.Regime, isRounded: Bool = false) -> Bench {
    Bench(seed: seed, regime: regime, isRounded: isRounded)
  }

  private func summary(_ regime: DisclosureWriter.Regime, _ domains: [Manuscript.Kind], slips: [Int]) -> Summary {
    var summary = Summary()
    for count in slips {
      tell("\(regime.rawValue), \(domains.map(\.rawValue).joined(separator: " ")), \(count) a document")
      let bench = bench(regime)
      for trial in bench.trials(Array(0..<departments), slips: count, SlipKind.allCases, domains) {
        summary.add(trial, slips: count)
      }
    }
    return summary
  }

  private func soundRows() -> [[String]] {
    let runs: [(String, Bench, Int)] = [
      ("full", bench(.full), 1_000), ("full, amounts rounded when printed", bench(.full, isRounded: true), 1_000),
      ("lean", bench(.lean), 1_000),
    ]
    return runs.map { name, bench, count in
      tell("sound: \(name)")
      return [name, "\(count)", "\(bench.alarms(Array(0..<count)).count)"]
    }
  }

  private func short(
    _ full: Summary, _ lean: Summary, _ domains: [(Manuscript.Kind, Summary)]
  ) -> [[String]] {
    [full.short("cells, full"), lean.short("cells, sentences and percentages, lean")]
      + domains.map { $0.1.short(Self.titles[$0.0]?.lowercased() ?? "") }
  }

  /// Slips in documents that were not generated.
  private func publishedRows() throws -> [[String]] {
    let paths = ["Samples/archive-2024.md"] + (try goldNames().map { "\(gold ?? "")/documents/\($0).md" })
    let bench = bench(.full)
    return try paths.map { path in
      tell("slips in \(path)")
      let ground = try bench.ground(path)
      var summary = Summary()
      for count in [1, 2, 5] {
        let domains = [Manuscript.Kind.cell, .sentence, .percentage]
        for trial in bench.trials(in: ground, times: departments, slips: count, SlipKind.allCases, domains) {
          summary.add(trial, slips: count)
        }
      }
      return summary.short(URL(fileURLWithPath: path).lastPathComponent)
    }
  }

  /// Of the documents in the folder, without their endings.
  private func goldNames() throws -> [String] {
    guard let gold else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: gold + "/documents").filter { $0.hasSuffix(".md") }
      .map { String($0.dropLast(3)) }.sorted()
  }

  private func goldRows() throws -> [[String]] {
    let check = DisclosureCheck(regime: .full)
    var pairs = ["Samples/archive-2024-slips", "Tests/Fixtures/documents/hunan-variant-slips"].map {
      (list: URL(fileURLWithPath: $0 + ".json"), document: URL(fileURLWithPath: $0 + ".md"))
    }
    pairs += try goldNames().map { name in
      let folder = URL(fileURLWithPath: gold ?? "")
      return (
        folder.appendingPathComponent("gold/\(name).json"), folder.appendingPathComponent("documents/\(name).md")
      )
    }
    tell("gold lists")
    return try pairs.map { try GoldList.row(list: $0.list, document: $0.document, check) }
  }

  // MARK: Words

  private static func introduction(_ seed: UInt64, _ departments: Int) -> String {
    """
    # Accuracy

    Slips are put into sound disclosures, and the findings of the check are held against them. Regenerate this page with

        swift run -c release mutations --write

    (`--gold FOLDER` adds the documents and lists of a folder). Seed \(seed), \(departments) departments a run. Seeds
    below 100 are for tuning, 502 and 506 belong to the tests; those from 1001 on are looked at when this page is written
    and at no other time.

    ## How it is measured

    **Departments** are invented: leaf facts are drawn (items of the functional classification with basic and project
    expenditure, income of their own, what is carried over, the economic classification, “三公”经费, budgets, projects
    with indicators), everything else is derived, and a year before is drawn for comparisons. They take 5 to 60 lines in
    a table by function. The disclosure is written on the form of Hunan, and the place of every printed number is kept.
    *Full* prints all nine tables, the narrative and the annexes; *lean* prints tables 03, 06 and 09 and the sections
    支出决算, 基本支出 and “三公”经费, so that little stands twice. The rules that ask for the parts that a lean
    disclosure lacks (`nine_tables`, `parts`, `sections`) are not applied to it.

    **Slips** are drawn evenly over the kinds below, one, two or five to a document, never two in one line where one
    of them moves lines. Each has its places and, for each, the right value.

    - *visible*: the relations by which the numbers were derived show that something is wrong. Prints of one number
      differ, or an equation, share, rate of growth, order said in words or rule of scoring does not hold of what is
      printed, beyond rounding. A slip of which none of this is true leaves a document that could be sound; nobody can
      find it, and it is counted apart. The relations are the generator's own; the checker has no part in this.
    - *found*: an error or a warning accuses one of the places. A missing line is accused by its name, by its code, or,
      where no other table prints it, by the sum that lacks it. Target, achievement, weight and points of one indicator
      count as one place here.
    - *exact*: findings that assert what is wrong accuse all of the places; *repaired*: they also state the right value
      of each.
    - *tie*: found only by findings that leave open which of several numbers is wrong.
    - *decidable*: no other single number could be the wrong one instead, that is, with another value there no relation
      would be broken. Tried for slips of one place; others count as decidable.
    - *findings a slip*: errors and warnings by visible slips. *False findings* accuse no place of any slip. *Right
      cells accused*: numbers and blanks without a slip that asserted findings accuse, by documents.

    """
  }

  private static let publishedWords = """
    The sample, and documents as they were published, each repaired first by those of its own findings that state one
    value for one number; the findings that remain are set aside. The relations of their numbers are not known, so every
    slip counts as visible, also those that rounding hides and those in numbers that nothing else speaks of.
    """

  private static let goldWords = """
    What people found in whole documents. *Right values*: of the errors found, those whose finding states a value of the
    list. *Unlisted* findings of errors and warnings are on no item of the list and on nothing that only looks wrong.
    """
}
