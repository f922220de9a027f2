/// Which tables the sentences of a section speak of, by the names in their slots.
package struct SentenceSources {
  private let form: Form
  private var names: Set<String> = []
  private var phrases: Set<String> = []

  /// Ids of tables of the form.
  package static func tables(of section: SectionForm, form: Form) -> Set<String> {
    var sources = SentenceSources(form: form)
    for sentence in section.sentences + section.parts.flatMap(\.sentences) where sentence.isComposed {
      sentence.wordings.first.map { sources.add($0) }
      sentence.condition.map { sources.add($0) }
      if let rows = sentence.each?.rows { sources.names.insert(String(rows.prefix { $0 != "[" && $0 != "." })) }
    }
    return sources.names.filter { form.table($0) != nil }
  }

  private init(form: Form) {
    self.form = form
  }

  private mutating func add(_ template: Template) {
    for slot in template.slots { add(slot.syntax) }
  }

  private mutating func add(_ syntax: Syntax) {
    switch syntax {
    case .number, .text, .selection: break
    case .address(let address): names.insert(address.base)
    case .call(let name, let arguments, _):
      arguments.forEach { add($0) }
      guard phrases.insert(name).inserted, let phrase = form.phrases.first(where: { $0.name == name }) else { return }
      phrase.definitions.forEach { add($0.value) }
      for phraseCase in phrase.cases { phraseCase.wordings.first.map { add($0) } }
    case .negate(let inner, _), .not(let inner, _): add(inner)
    case .binary(_, let left, let right, _):
      add(left)
      add(right)
    case .conditional(let condition, let then, let otherwise, _):
      [condition, then, otherwise].forEach { add($0) }
    case .forEach(_, let rows, let body, _), .comprehension(let body, _, let rows):
      add(rows)
      add(body)
    }
  }
}
