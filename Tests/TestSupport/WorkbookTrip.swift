package import Composing
package import Documents
import Forms
import Foundation
import Readers
import Workbooks
import Workflow
import Writers

/// A folder of leaf facts, the workbook made of it, and what is read of that.
package struct WorkbookTrip {
  /// The facts in the one way of writing them, before and after.
  package let before: FactFolder
  package let after: FactFolder
  package let file: SourceFile
  package let problems: [FactProblem]

  /// Lines that one of them has and not the other.
  package var differences: [String] {
    Set(before.texts.keys).union(after.texts.keys).sorted().flatMap { name in
      let lines = [before, after].map { ($0.texts[name] ?? "(no file)").split(separator: "\n").map(String.init) }
      return lines[1].difference(from: lines[0]).map { change in
        switch change {
        case .insert(_, let line, _): "+ \(name): \(line)"
        case .remove(_, let line, _): "- \(name): \(line)"
        }
      }
    }
  }

  package struct Failure: Error {
    package var problems: [FactProblem]
  }

  package init(_ folder: FactFolder) throws {
    let (head, faults) = folder.head()
    guard let head else { throw Failure(problems: faults) }
    guard let form = FormLoader(files: .embedded).load(head.pack, year: head.year).form else {
      throw Failure(problems: [])
    }
    let (facts, more) = LeafFactReader.read(folder.tables().tables, head: head, form: form)
    guard more.isEmpty else { throw Failure(problems: more) }
    let catalog = PackFiles.embedded.catalog(.chinese)
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    try SheetFile().write(WorkbookLayout.sheets(facts, form: form, catalog: catalog), to: url.path)
    file = SourceFile(name: "workbook.xlsx", bytes: [UInt8](try Data(contentsOf: url)))
    let stored = try StoredWorkbook.read(file)
    let (entries, unread) = WorkbookReader.head(stored)
    let (again, wrong) = entries?.head() ?? (nil, [])
    guard let again else { throw Failure(problems: unread + wrong) }
    let (tables, found) = WorkbookReader.tables(stored, form: form, year: again.year, catalog: catalog)
    let (read, bad) = LeafFactReader.read(tables, head: again, form: form)
    problems = found + bad
    before = FactFolder(facts, form: form)
    after = FactFolder(read, form: form)
  }
}
