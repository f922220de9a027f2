import Documents
public import Forms
import Texts

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
    _ pack: String?, year: Int?, for document: Document, shelf: PackShelf, catalog: Catalog
  ) throws(Failure) -> PackChoice {
    if let pack {
      return PackChoice(form: try shelf.form(pack, year: year), reason: catalog("pack.chosen.user"))
    }
    let allMarks = shelf.marks
    let outline = Outline(document)
    var best: (pack: String, score: Int, found: Int, length: Int)?
    for pack in shelf.files.packs {
      guard let marks = allMarks[pack], year.map({ marks.years.contains($0) }) ?? true else { continue }
      let (score, found) = outline.fit(marks)
      // The more general form wins a tie.
      if best.map({ (score, $0.length) > ($0.score, marks.chainLength) }) ?? true {
        best = (pack, score, found, marks.chainLength)
      }
    }
    guard let best else { throw Failure(pack: "", near: shelf.files.packs, problems: []) }
    let form = try shelf.form(best.pack, year: year)
    return PackChoice(form: form, reason: catalog("pack.chosen.fit", ["count": String(best.found)]))
  }

  static func load(
    _ pack: String, year: Int?, packs: ParsedPacks, isThorough: Bool = false
  ) throws(Failure) -> Form {
    let loaded = FormLoader(packs: packs).load(pack, year: year, isThorough: isThorough)
    guard let form = loaded.form, loaded.problems.isEmpty else {
      throw Failure(pack: pack, near: packs.files.packs, problems: loaded.problems)
    }
    return form
  }

  /// The short lines of a document, where titles stand.
  private struct Outline {
    var keys: Set<LabelKey> = []
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
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
          let key = Label.key(String(Substring(line)))
          keys.insert(LabelKey(key))
          if let year = key.firstPlace(of: "年度") { keys.insert(LabelKey(String(key[year.upperBound...]))) }
        }
      }
    }

    /// Titles that the document has count for a pack, missing ones against it; so do names of places.
    func fit(_ marks: PackMarks) -> (score: Int, found: Int) {
      let found = marks.titles.count { names in names.contains { keys.contains(LabelKey(Label.key($0))) } }
      // The wording a form composes says more than one it also reads.
      let exact = marks.titles.count { keys.contains(LabelKey(Label.key($0[0]))) }
      let places = marks.places.contains { beginning.has($0) } ? 6 : 0
      return (found * 2 + exact - (marks.titles.count - found) + places, found)
    }
  }
}
