import Amounts
import Evaluation
import Filings
import Forms

/// The form's tables are there: those of the year, each by itself or as another table that shows as much (`or`).
struct PresentKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let ids = (parameters["of"]?.items ?? []).compactMap(\.text).filter { isDue($0, parameters["since"], context) }
    let wanted = ids.compactMap(context.form.table)
    let printed = Set(context.filing.tables.map(\.form))
    let found = ids.filter { id in
      let others = parameters["or"]?[id]?.items.compactMap(\.text) ?? []
      return ([id] + others).contains { context.form.table($0).map(printed.contains) ?? false }
    }.compactMap(context.form.table)
    guard found.count >= Self.fewestTables else { return .notApplicable("extract", ["count": String(found.count)]) }
    var outcome = KindOutcome(holds: found.count)
    for table in wanted where !found.contains(table) {
      // Something in the file was not understood: it may be this table.
      let isCertain = !context.filing.unread.contains { $0.reason == "table" }
      outcome.findings.append(
        context.finding(
          rule, "kind.present", ["table": context.form.tables[table].title],
          severity: isCertain ? nil : .warning, at: []))
    }
    return outcome
  }

  /// A file with one or two tables is an extract, not a disclosure.
  static let fewestTables = 3

  /// Whether the form had the table in the year that the document is about; where that is not known, it counts.
  private func isDue(_ table: String, _ since: PackNode?, _ context: CheckContext) -> Bool {
    guard let first = since?[table]?.text.flatMap(Int.init), let year = context.filing.fiscalYear else { return true }
    return year >= first
  }
}

/// Tables without data say so, and speak of the right budget.
struct EmptyStatementKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    let budgets = (parameters["of"]?.entries ?? []).compactMap { entry in
      entry.value.text.map { (table: entry.key, words: $0) }
    }
    for budget in budgets {
      guard let form = context.form.table(budget.table) else { continue }
      for index in context.filing.fillings(of: form) where !context.filing.tables[index].hasFigures {
        let table = context.filing.tables[index]
        let statements = table.header.notes.filter { Self.isStatement($0.text) }
        guard let statement = statements.first else {
          outcome.findings.append(
            context.finding(
              rule, "kind.empty_statement.missing", ["table": context.words.table(index)],
              severity: .warning, at: [FindingBuilder(words: context.words, sheet: context.sheet).tableLocation(index)])
          )
          continue
        }
        let others = budgets.filter { $0.table != budget.table && Label.contains(statement.text, $0.words) }
        if let other = others.first, !Label.contains(statement.text, budget.words) {
          let wanted = context.form.tables[form].empty ?? ""
          outcome.findings.append(
            context.finding(
              rule, "kind.empty_statement.wrong",
              ["table": context.words.table(index), "stated": other.words, "expected": budget.words],
              stated: statement.text, expected: wanted,
              at: [context.location(statement, table: context.words.table(index))]))
        } else {
          outcome.holds += 1
        }
      }
    }
    return outcome
  }

  /// “本单位没有…，故本表无数据” and the like.
  private static func isStatement(_ text: String) -> Bool {
    ["没有", "无数据", "未安排", "无政府性基金", "无国有资本", "无此项", "空表", "不涉及", "未发生", "无相关"].contains { Label.contains(text, $0) }
  }
}

/// Table headers name the department, and each number is used once.
struct HeaderKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    var blanks: [Location] = []
    var numbers: [String: Int] = [:]
    for (index, table) in context.filing.tables.enumerated() {
      let header = table.header
      if let department = header.department {
        if department.text.isEmpty {
          blanks.append(
            context.location(department, blanks.isEmpty ? .culprit : .also, table: context.words.table(index)))
        } else {
          outcome.holds += 1
        }
      }
      if let number = header.number {
        if let other = numbers[number.text], context.filing.tables[other].form != table.form {
          outcome.findings.append(
            context.finding(
              rule, "kind.header.number",
              [
                "number": number.text, "table": context.form.tables[table.form].title,
                "other": context.form.tables[context.filing.tables[other].form].title,
              ], at: [context.location(number)]))
        }
        numbers[number.text] = numbers[number.text] ?? index
      }
    }
    if !blanks.isEmpty {
      let name = context.filing.department?.text ?? ""
      outcome.findings.append(
        context.finding(
          rule, "kind.header.department", ["count": String(blanks.count), "department": name],
          expected: name.isEmpty ? nil : name, at: blanks))
    }
    return outcome
  }
}

/// A table, and a project's form, is printed once.
struct DuplicateKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    var seen: [String: Int] = [:]
    for (index, table) in context.filing.tables.enumerated() {
      let form = context.form.tables[table.form]
      guard form.isPrinted else { continue }
      let name = table.name.map { Label.key($0.text) } ?? ""
      if form.collection != nil, name.isEmpty { continue }
      let key = "\(form.id)/\(name)"
      guard let first = seen[key] else {
        seen[key] = index
        outcome.holds += 1
        continue
      }
      let isSame = figures(context.filing.tables[first]) == figures(table)
      outcome.findings.append(
        context.finding(
          rule, "kind.duplicate." + (name.isEmpty ? "table." : "") + (isSame ? "same" : "other"),
          ["table": form.title, "name": table.name?.text ?? ""], severity: isSame ? nil : .warning,
          at: [place(index, .culprit, context), place(first, .also, context)]))
    }
    return outcome
  }

  private func figures(_ table: FilledTable) -> [Rational?] {
    table.blocks.flatMap { $0.rows.flatMap { $0.cells.map { $0?.number?.value } } }
  }

  private func place(_ index: Int, _ role: Location.Role, _ context: CheckContext) -> Location {
    let table = context.filing.tables[index]
    if let name = table.name { return context.location(name, role, table: context.words.table(index)) }
    var location = FindingBuilder(words: context.words, sheet: context.sheet).tableLocation(index)
    location.role = role
    return location
  }
}

/// Figures are whole: `1200.` was cut off.
struct MalformedKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    for (tableIndex, table) in context.filing.tables.enumerated() {
      for (blockIndex, block) in table.blocks.enumerated() {
        for (rowIndex, row) in block.rows.enumerated() {
          for (column, cell) in row.cells.enumerated() {
            guard let number = cell?.number else { continue }
            if !number.isMalformed {
              outcome.holds += 1
              continue
            }
            let place = CellPlace(table: tableIndex, block: blockIndex, row: rowIndex, column: column)
            outcome.findings.append(finding(rule, place, context))
          }
        }
      }
    }
    return outcome
  }

  private func finding(_ rule: Rule, _ place: CellPlace, _ context: CheckContext) -> Finding {
    let value = Solver(sheet: context.sheet, form: context.form).value(of: place)
    let expected = value.map { context.words.value($0, at: place) }
    var finding = context.finding(
      rule, expected == nil ? "kind.malformed" : "kind.malformed.solved",
      [
        "table": context.words.table(place.table), "cell": context.words.cell(place),
        "stated": context.filing[place]?.text ?? "", "expected": expected ?? "",
      ],
      stated: context.filing[place]?.text, expected: expected, at: [context.words.location(place, role: .culprit)])
    if let expected { finding.suggestion = context.catalog("finding.value.suggestion", ["expected": expected]) }
    finding.repairs =
      value.flatMap { context.words.repair(Attribution.Edit(place: place, value: $0)) }.map { [$0] } ?? []
    return finding
  }
}
