import Amounts
public import Documents
import Evaluation
import Filings
import Forms

/// Composes the whole document of a disclosure: cover, contents, and the parts of the form in its order.
public struct DocumentComposer {
  private let composition: Composition
  private var sentences: SentenceComposer
  private var blocks: [Block] = []
  /// Titles for the contents: a part, or what it holds.
  private var contents: [(title: String, isPart: Bool)] = []
  private var problems: [FactProblem] = []

  private var form: Form { composition.form }
  private var facts: LeafFacts { composition.facts }

  /// - Throws: every reason, word or figure that a sentence needs and nobody gave.
  public static func document(_ composition: Composition) throws(FactProblems) -> Document {
    var composer = DocumentComposer(composition)
    for (index, part) in composer.form.outline.enumerated() { composer.add(part, number: index + 1) }
    let problems = composer.problems + composer.sentences.problems + composer.unused
    guard problems.isEmpty else { throw FactProblems(problems.sorted { $0.place < $1.place }) }
    return Document(blocks: composer.front + composer.blocks)
  }

  private init(_ composition: Composition) {
    self.composition = composition
    sentences = SentenceComposer(composition)
  }

  /// Words that no sentence asked for: a key is mistyped, or a reason is given where nothing differs.
  private var unused: [FactProblem] {
    // Where a figure is missing, which words are wanted is not known either.
    guard sentences.problems.allSatisfy({ $0.id == "text" }) else { return [] }
    return facts.texts.keys.filter { !sentences.used.contains($0) }.sorted().map { key in
      let near = nearestNames(to: key, among: sentences.used.filter { facts.texts[$0] == nil })
      return FactProblem("unused", at: FactPlace(file: "texts.tsv"), ["key": key, "near": near])
    }
  }

  // MARK: Blocks

  private static let nowhere = SourceSpan(start: 0, end: 0)

  private static func heading(_ level: Int, _ text: String) -> Block {
    .heading(Heading(level: level, content: TextPiece(text: text, span: nowhere)))
  }

  private static func paragraph(_ text: String, isListItem: Bool = false) -> Block {
    .paragraph(Paragraph(content: TextPiece(text: text, span: nowhere), isListItem: isListItem))
  }

  private mutating func say(_ text: String) { blocks.append(Self.paragraph(text)) }
  private mutating func head(_ level: Int, _ text: String) { blocks.append(Self.heading(level, text)) }

  private func filled(_ text: String) -> String {
    text.replacing("{year}", with: String(facts.head.year)).replacing("{department}", with: facts.head.department)
  }

  /// Cover and contents.
  private var front: [Block] {
    var blocks = [Self.heading(1, filled(form.documentTitle ?? ""))]
    guard let title = form.contentsTitle else { return blocks }
    blocks.append(Self.heading(1, title))
    blocks += contents.map { $0.isPart ? Self.heading(2, $0.title) : Self.paragraph($0.title, isListItem: true) }
    return blocks
  }

  // MARK: Parts

  private mutating func add(_ part: OutlinePart, number: Int) {
    let tables = part.holds.compactMap(form.table)
    let isEmpty = !part.isRequired && !tables.contains { !composition.filing.fillings(of: $0).isEmpty }
    if isEmpty { return }
    let title = "\(Ordinal.part(number)) \(filled(part.title))"
    contents.append((title, true))
    head(1, title)
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
      contents.append((title, false))
      head(2, title)
      entry.paragraphs.forEach { say($0) }
    }
  }

  private mutating func add(_ section: SectionForm, ordinal: String, isListed: Bool = true) {
    if isListed { contents.append((ordinal + section.title, false)) }
    head(isListed ? 2 : 3, ordinal + section.title)
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

  private mutating func addTables(_ table: Int, isAnnex: Bool) {
    let tableForm = form.tables[table]
    if !isAnnex { contents.append((tableForm.title, false)) }
    for filling in composition.filing.fillings(of: table) {
      let table = composition.filing.tables[filling]
      head(2, isAnnex ? filled(form.annexTitle.replacing("{title}", with: tableForm.title)) : tableForm.title)
      addHeader(tableForm, isAnnex: isAnnex)
      blocks.append(.table(TableLayout.table(table, form: form, year: facts.head.year)))
      var notes: [String] = []
      if let note = tableForm.note { notes.append("\(form.furniture.noteWord)：\(note)") }
      if !table.hasFigures, let empty = tableForm.empty { notes.append(filled(empty)) }
      if isAnnex, !facts.head.signature.isEmpty { notes.append(facts.head.signature.joined(separator: "　")) }
      notes.forEach { say($0) }
    }
  }

  private mutating func addHeader(_ table: TableForm, isAnnex: Bool) {
    let furniture = form.furniture
    let unit = "\(furniture.unitWord)：\(form.unit.rawValue)"
    if isAnnex { return say(unit) }
    say(table.number.map { "\($0)\n\(unit)" } ?? unit)
    say("\(furniture.departmentWord)：\(facts.head.department)")
  }
}
