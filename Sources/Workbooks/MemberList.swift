import Composing
import Forms

/// Where the names of a collection's members stand in the workbook, for the cells that choose one.
struct MemberList {
  let plan: WorkbookPlan
  let facts: LeafFacts
  let table: Int

  /// `='项目'!$A$6:$A$40`; nil where the members are not in the workbook, or not the first part of their sheet.
  var formula: String? {
    for sheet in plan.sheets {
      guard let part = sheet.parts.first, case .members(table) = part.content, part.column(.field("name")) == 0 else {
        continue
      }
      // Title, remark, blank, title of the part, heading.
      let first = 6
      let last = first + (facts.members[table]?.count ?? 0) + 9
      return "='\(sheet.title)'!$A$\(first):$A$\(last)"
    }
    return nil
  }
}
