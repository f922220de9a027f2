import Documents
public import Forms

/// Which form pack a document is checked against, and why.
public struct PackChoice: Sendable {
  public var form: Form
  public var reason: String

  /// No pack by that name, or one that cannot be loaded; the message stands in `problems`.
  public struct Failure: Error, Sendable {
    public var pack: String
    public var near: [String]
    public var problems: [PackProblem]
  }

  /// - Parameter pack: the user's choice; nil to go by the document itself.
  static func choose(
    _ pack: String?, year: Int?, for document: Document, files: PackFiles, catalog: Catalog
  ) throws(Failure) -> PackChoice {
    if let pack {
      return PackChoice(form: try load(pack, year: year, files: files), reason: catalog("pack.chosen.user"))
    }
    let text = Outline(document)
    var best: (form: Form, score: Int, found: Int)?
    for pack in files.packs {
      let form = try load(pack, year: year, files: files)
      if let year, !form.covers(year: year) { continue }
      let (score, found) = text.fit(form)
      // The more general form wins a tie.
      if best.map({ score > $0.score || (score == $0.score && form.chain.count < $0.form.chain.count) }) ?? true {
        best = (form, score, found)
      }
    }
    guard let best else { throw Failure(pack: "", near: files.packs, problems: []) }
    return PackChoice(form: best.form, reason: catalog("pack.chosen.fit", ["count": String(best.found)]))
  }

  static func load(_ pack: String, year: Int?, files: PackFiles) throws(Failure) -> Form {
    let loaded = FormLoader(files: files).load(pack, year: year)
    guard let form = loaded.form, loaded.problems.isEmpty else {
      throw Failure(pack: pack, near: files.packs, problems: loaded.problems)
    }
    return form
  }

  /// The short lines of a document, where titles stand.
  private struct Outline {
    var keys: Set<String> = []
    var beginning = ""

    init(_ document: Document) {
      for (index, block) in document.blocks.enumerated() {
        let text: String
        switch block {
        case .heading(let heading): text = heading.content.text
        case .paragraph(let paragraph): text = paragraph.content.text
        case .table: continue
        }
        if index < 40 { beginning += text }
        guard text.utf8.count <= 240 else { continue }
        for line in text.split(separator: "\n") {
          var key = Label.key(String(line))
          keys.insert(key)
          if let year = key.firstRange(of: "年度") { key = String(key[year.upperBound...]) }
          keys.insert(key)
        }
      }
    }

    /// Titles of the form that the document has count for it, missing ones against it; so do names of places.
    func fit(_ form: Form) -> (score: Int, found: Int) {
      let titles = form.tables.filter(\.isPrinted).map { [$0.title] + $0.otherTitles }
        + form.sections.map { [$0.title] + $0.otherTitles }
      let found = titles.count { names in names.contains { keys.contains(Label.key($0)) } }
      let places = form.marks.contains { beginning.contains($0) } ? 6 : 0
      // The wording a form composes says more than one it also reads.
      let exact = titles.count { keys.contains(Label.key($0[0])) }
      return (found * 2 + exact - (titles.count - found) + places, found)
    }
  }
}
