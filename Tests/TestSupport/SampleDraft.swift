package import Composing
package import Forms
import Foundation
package import Workbooks
package import Workflow

/// The facts of a folder as the draft that somebody would have filled in.
package enum SampleDraft {
  package static func load(_ path: String) throws -> (draft: DraftedWorkbook, form: Form, folder: FactFolder) {
    let folder = try FactFolderLoader.load(Repository.file(path).path)
    guard let head = folder.head().head else { throw CocoaError(.fileReadCorruptFile) }
    let form = try Drafting(files: .embedded).form(head.pack, year: head.year)
    let facts = LeafFactReader.read(folder.tables().tables, head: head, form: form).facts
    let catalog = PackFiles.embedded.catalog(.chinese)
    return (DraftedWorkbook(facts, form: form, catalog: catalog), form, folder)
  }
}
