import Amounts
import Evaluation
import Filings
import Forms

/// Composes the whole disclosure: cover, contents, and the parts of the form in its order.
public struct PublicationComposer {
  private let composition: Composition
  private var sentences: SentenceComposer
  private var pieces: [Publication.Piece] = []
  private var problems: [FactProblem] = []

  private var form: Form { composition.form }
  private var facts: LeafFacts { composition.facts }

  /// - Throws: every reason, word or figure that a sentence needs and nobody gave.
  public static func publication(_ composition: Composition) throws(FactProblems) -> Publication {
    let (publication, problems) = draft(composition)
    guard problems.isEmpty else { throw FactProblems(problems.sorted { $0.place < $1.place }) }
    return publication
  }

  /// What can be said, with gaps; and every reason, word or figure that a sentence needs and nobody gave.
  package static func draft(_ composition: Composition) -> (publication: Publication, problems: [FactProblem]) {
    var composer = PublicationComposer(composition)
    for (index, part) in composer.form.outline.enumerated() { composer.add(part, number: index + 1) }
    let publication = Publication(
      form: composition.form, filing: composition.filing, department: composition.facts.head.department,
      year: composition.facts.head.year, pieces: composer.front + composer.pieces, sums: Sums.all(composition))
    return (publication, composer.problems + composer.sentences.problems + composer.unused)
  }

  private init(_ composition: Composition) {
    self.composition = composition
    sentences = SentenceComposer(composition)
  }

  /// Words that no sentence asked for: a key is mistyped, or a reason is given where nothing differs.
  private var unused: [FactProblem] {
    // Where a figure is missing, which words are wanted is not known either.
    guard composition.isWhole, sentences.problems.allSatisfy({ $0.id == "text" }) else { return [] }
    return facts.texts.keys.filter { !sentences.used.contains($0) }.sorted().map { key in
      let near = nearestNames(to: key, among: sentences.used.filter { facts.texts[$0] == nil })
      return FactProblem("unused", at: FactPlace(file: "texts.tsv"), ["key": key, "near": near])
    }
  }

  // MARK: Pieces

  private mutating func say(_ text: String) { pieces.append(.paragraph(text)) }

  /// - Parameter anchor: the end of the heading's name in links, where what it is about has one.
  private mutating func head(_ level: Int, _ text: String, _ anchor: String? = nil, isListed: Bool = false) {
    let anchor = anchor ?? "h\(pieces.count)"
    pieces.append(.heading(Publication.Section(level: level, text: text, anchor: anchor, isListed: isListed)))
  }

  private func filled(_ text: String) -> String {
    text.replacing("{year}", with: String(facts.head.year)).replacing("{department}", with: facts.head.department)
  }

  /// Cover and contents. The department's name stands on a line of its own.
  private var front: [Publication.Piece] {
    let title = (form.documentTitle ?? "").replacing("{department}", with: "\n{department}\n")
    let cover = Publication.Piece.cover(title.split(separator: "\n").map { filled(String($0)) })
    guard let title = form.contentsTitle else { return [cover] }
    let entries = pieces.compactMap { piece -> Publication.ContentsEntry? in
      guard case .heading(let section) = piece, section.isListed else { return nil }
      return Publication.ContentsEntry(text: section.text, anchor: section.anchor, isPart: section.level == 1)
    }
    return [cover, .contents(title, entries)]
  }

  // MARK: Parts

  private mutating func add(_ part: OutlinePart, number: Int) {
    let tables = part.holds.compactMap(form.table)
    let isEmpty = !part.isRequired && !tables.contains { !composition.filing.fillings(of: $0).isEmpty }
    if isEmpty { return }
    let title = "\(Ordinal.part(number)) \(filled(part.title))"
    head(1, title, part.id, isListed: true)
    if part.holds == ["glossary"] { return addGlossary() }
    let sections = part.holds.compactMap { id in form.sections.first { $0.id == id } }
    if !sections.isEmpty {
      for (index, section) in sections.enumerated() { add(section, ordinal: Ordinal.chinese(index + 1) + "、") }
    } else if tables.isEmpty {
      addWords(part)
    } else {
      // Tables with fields of their own are forms to be signed; the report on performance goes before them.
      let isAnnex = tables.contains { !form.tables[$0].fields.isEmpty }
      if isAnnex { addReport() }
      for table in tables { addTables(table, isAnnex: isAnnex) }
    }
  }

  /// A part that is words only: those of the head.
  private mutating func addWords(_ part: OutlinePart) {
    let given = facts.head.parts[part.id] ?? []
    for title in part.holds where !given.contains(where: { Label.key($0.title) == Label.key(title) }) {
      problems.append(
        FactProblem("part", at: FactPlace(file: FactFolder.headName), ["part": part.id, "title": title]))
    }
    for (index, entry) in given.enumerated() {
      let title = Ordinal.chinese(index + 1) + "、" + entry.title
      head(2, title, isListed: true)
      entry.paragraphs.forEach { say($0) }
    }
  }

  private mutating func add(_ section: SectionForm, ordinal: String, isListed: Bool = true) {
    head(isListed ? 2 : 3, ordinal + section.title, section.id, isListed: isListed)
    sentences.paragraphs(of: section, key: section.id).forEach { say($0) }
    for (index, part) in section.parts.filter(\.isComposed).enumerated() {
      head(3, "（\(Ordinal.chinese(index + 1))）\(part.title)")
      sentences.paragraphs(of: part, key: "\(section.id).\(part.id)").forEach { say($0) }
    }
  }

  /// Sections that no part of the document holds are those of the report on performance.
  private mutating func addReport() {
    guard let title = form.reportTitle else { return }
    let held = Set(form.outline.flatMap(\.holds))
    head(2, filled(title))
    for (index, section) in form.sections.filter({ $0.isComposed && !held.contains($0.id) }).enumerated() {
      add(section, ordinal: Ordinal.chinese(index + 1) + "、", isListed: false)
    }
    for entry in facts.head.parts["report"] ?? [] {
      head(3, entry.title)
      entry.paragraphs.forEach { say($0) }
    }
  }

  private mutating func addGlossary() {
    let evaluator = sentences.evaluator
    var number = 0
    for term in form.glossary {
      do throws(Unknown) {
        if let condition = term.condition, try !evaluator.truth(condition, Scope()) { continue }
      } catch {
        continue
      }
      number += 1
      say("\(Ordinal.chinese(number))、\(term.term)：\(term.definition)")
    }
  }

  // MARK: Tables

  private mutating func addTables(_ index: Int, isAnnex: Bool) {
    let tableForm = form.tables[index]
    let fillings = composition.filing.fillings(of: index)
    for (number, filling) in fillings.enumerated() {
      let table = composition.filing.tables[filling]
      let anchor = tableForm.id + (tableForm.collection == nil ? "" : ".\(number + 1)")
      let title = isAnnex ? filled(form.annexTitle.replacing("{title}", with: tableForm.title)) : tableForm.title
      head(2, title, anchor, isListed: !isAnnex)
      var notes: [String] = []
      if let note = tableForm.note { notes.append("\(form.furniture.noteWord)：\(note)") }
      if !table.hasFigures, let empty = tableForm.empty { notes.append(filled(empty)) }
      if isAnnex, !facts.head.signature.isEmpty { notes.append(facts.head.signature.joined(separator: "　")) }
      pieces.append(
        .table(
          PublishedTable(
            anchor: anchor, title: title, filling: filling, number: isAnnex ? nil : tableForm.number,
            unit: "\(form.furniture.unitWord)：\(form.unit.rawValue)",
            department: isAnnex ? nil : "\(form.furniture.departmentWord)：\(facts.head.department)",
            grid: TableLayout.grid(filling, of: composition.filing, form: form, year: facts.head.year), notes: notes,
            isAnnex: isAnnex)))
    }
  }
}
