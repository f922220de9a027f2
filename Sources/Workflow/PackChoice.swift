import Documents
public import Forms
import Parallel
import Recognition
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
    let candidates = shelf.files.packs.compactMap { pack -> (pack: String, marks: PackMarks)? in
      guard let marks = allMarks[pack], year.map({ marks.years.contains($0) }) ?? true else { return nil }
      return (pack, marks)
    }
    let fits = Parallel.map(candidates) { outline.fit($0.marks) }
    var best: (pack: String, fit: Outline.Fit, length: Int)?
    for ((pack, marks), fit) in zip(candidates, fits) {
      // One jurisdiction's form of a budget says nothing of another's.
      if marks.kind != marks.kinds.first?.id, fit.found < fewestTitles { continue }
      // The more general form wins a tie.
      if best.map({ (fit.score, $0.length) > ($0.fit.score, marks.chainLength) }) ?? true {
        best = (pack, fit, marks.chainLength)
      }
    }
    guard let best else { throw Failure(pack: "", near: shelf.files.packs, problems: []) }
    let form = try shelf.form(best.pack, year: year)
    return PackChoice(form: form, reason: reason(best.fit, catalog))
  }

  /// A pack for another kind of document than most is chosen only where some of its titles stand there.
  private static let fewestTitles = 3

  private static func reason(_ fit: Outline.Fit, _ catalog: Catalog) -> String {
    let values = ["count": String(fit.found), "place": fit.place ?? ""]
    return catalog(fit.place == nil ? "pack.chosen.fit" : "pack.chosen.place", values)
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
  private struct Outline: Sendable {
    var keys: Set<LabelKey> = []
    var beginning = ""
    let document: Document

    struct Fit: Sendable {
      var score: Int
      /// Titles of the pack that the document has.
      var found: Int
      /// A name of a place near the beginning that speaks for the pack.
      var place: String?
    }

    init(_ document: Document) {
      self.document = document
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
          for year in ["年度", "年"] {
            if let place = key.firstPlace(of: year) { keys.insert(LabelKey(String(key[place.upperBound...]))) }
          }
        }
      }
    }

    /// Titles that the document has count for a pack, missing ones against it; so do names of places. Packs for another
    /// kind of document come last.
    func fit(_ marks: PackMarks) -> Fit {
      let found = marks.titles.count { names in names.contains { keys.contains(LabelKey(Label.key($0))) } }
      // The wording a form composes says more than one it also reads.
      let exact = marks.titles.count { keys.contains(LabelKey(Label.key($0[0]))) }
      let place = marks.places.first { beginning.has($0) }
      // What says nothing of its kind is of the first.
      let kind = Recognizer.kind(of: document, among: marks.kinds) ?? marks.kinds.first
      let isOther = kind.map { $0.id != marks.kind } ?? false
      let missing = marks.titles.count - found
      return Fit(
        score: found * 2 + exact - missing + (place == nil ? 0 : 6) - (isOther ? 1000 : 0), found: found, place: place)
    }
  }
}
