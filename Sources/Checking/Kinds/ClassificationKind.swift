import Documents
import Filings
import Forms

/// Codes are known and complete up to their class, and names agree with codes.
///
/// Entries of our classifications that are only remembered may be wrong themselves: they ground an info, not a warning.
struct ClassificationKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    var outcome = KindOutcome()
    var reported: Set<String> = []
    for slip in context.miscodedRows {
      let row = context.filing.row(at: slip.place)
      let values = [
        "table": context.words.table(slip.place.table), "name": row.name.text, "stated": slip.printed,
        "expected": row.code ?? "", "other": context.words.table(slip.other),
      ]
      outcome.findings.append(
        context.finding(
          rule, "kind.classification.miscoded", values, severity: .error, stated: slip.printed, expected: row.code,
          at: [
            Location(
              role: .culprit, quote: row.quote, span: row.span, table: context.words.table(slip.place.table),
              row: row.name.text)
          ]))
    }
    for (tableIndex, table) in context.filing.tables.enumerated() {
      for (blockIndex, block) in table.blocks.enumerated() {
        let form = context.form.tables[table.form].blocks[blockIndex]
        for (rowIndex, row) in block.rows.enumerated() where !row.isAbsent {
          guard let code = row.code, let group = row.form, case .coded(let id, let level) = form.rows[group].kind,
            let classification = context.form.classifications[id], !isOfAnother(row, code, than: id, context)
          else { continue }
          let place = CellPlace(table: tableIndex, block: blockIndex, row: rowIndex, column: 0)
          let found = check(row, code, classification, level, block, place, rule, context)
          if found.isEmpty { outcome.holds += 1 }
          // The same slip in several tables is one finding.
          for (key, finding) in found {
            if reported.insert(key).inserted {
              outcome.findings.append(finding)
            } else if let index = outcome.findings.firstIndex(where: {
              $0.stated == finding.stated && $0.title == finding.title
            }) {
              outcome.findings[index].locations += finding.locations.map { location in
                var location = location
                location.role = .also
                return location
              }
            }
          }
        }
      }
    }
    return outcome
  }

  /// Whether a row bears code and name of another classification: some list projects by economic classes.
  private func isOfAnother(_ row: FilledRow, _ code: String, than id: String, _ context: CheckContext) -> Bool {
    guard context.form.classifications[id]?.contains(code) == false else { return false }
    return context.form.classifications.values.contains { other in
      other[code].map { agrees(row.name.text, $0, isClass: false, nil) } ?? false
    }
  }

  private func check(
    _ row: FilledRow, _ code: String, _ classification: Classification, _ level: String?, _ block: FilledBlock,
    _ place: CellPlace, _ rule: Rule, _ context: CheckContext
  ) -> [(key: String, finding: Finding)] {
    let table = context.words.table(place.table)
    let at = [context.location(row.name.text.isEmpty ? PrintedText(code, row.span) : row.name, table: table)]
    guard let entry = classification[code] else {
      let values = ["table": table, "code": code, "name": row.name.text]
      return [("unknown/\(code)", context.finding(rule, "kind.classification.unknown", values, stated: code, at: at))]
    }
    var found: [(key: String, finding: Finding)] = []
    if level == nil, let parent = classification.parent(of: code), block.row(code: parent) == nil {
      let values = ["table": table, "code": code, "name": row.name.text, "parent": parent]
      found.append(
        (
          "parent/\(table)/\(parent)",
          context.finding(rule, "kind.classification.parent", values, stated: code, expected: parent, at: at)
        ))
    }
    if let year = context.filing.fiscalYear, let range = outOfForce(entry, year) {
      let values = ["table": table, "code": code, "name": entry.name, "years": range]
      found.append(("years/\(code)", context.finding(rule, "kind.classification.years", values, stated: code, at: at)))
    }
    if !row.name.text.isEmpty, !agrees(row.name.text, entry, isClass: level != nil, context.filing.fiscalYear) {
      let values = ["table": table, "code": code, "stated": row.name.text, "expected": entry.name]
      found.append(
        (
          "name/\(code)/\(Label.key(row.name.text))",
          context.finding(
            rule, "kind.classification.name", values, severity: entry.isVerified ? nil : .info, stated: row.name.text,
            expected: entry.name, at: at)
        ))
    }
    return found
  }

  /// Names are compared without their code, ordinal and brackets.
  private func agrees(_ printed: String, _ entry: Classification.Entry, isClass: Bool, _ year: Int?) -> Bool {
    if printed == entry.name { return true }
    var name = Label.unmarked(printed)
    if name.hasPrefix(entry.code) { name = String(name.dropFirst(entry.code.count)) }
    return entry.names(in: year).contains { other in
      let key = Label.unmarked(other)
      // Rows of classes are often printed without the final 支出.
      // A long name cut off at the edge of its cell is still the name.
      if name.unicodeScalars.count >= 8, key.hasPrefix(name) { return true }
      return name == key || (isClass && (name + "支出" == key || name == key + "支出"))
    }
  }

  private func outOfForce(_ entry: Classification.Entry, _ year: Int) -> String? {
    guard (entry.firstYear ?? .min)...(entry.lastYear ?? .max) ~= year else {
      return "\(entry.firstYear.map(String.init) ?? "")–\(entry.lastYear.map(String.init) ?? "")"
    }
    return nil
  }
}
