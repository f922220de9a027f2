import Documents
import Filings
import Forms

/// What the reader of sentences needs of a document and its form besides the tables, so that it can be made ready while
/// they are read.
struct Prose {
  let outline: [OutlineEntry]
  let passages: [Passage]
  let patterns: [SectionPattern]
  let departments: [DepartmentName]

  init(_ document: Document, _ reader: OutlineReader, _ form: Form) {
    outline = reader.entries()
    passages = PassageReader.read(document, contents: Set(outline.filter(\.isContents).map(\.block)))
    departments = DepartmentNames.read(PassageReader.read(document, contents: []))
    patterns = SlotCompiler.patterns(of: form)
  }
}
