/// Builds phrases and the sections of the narrative. Their sentences are parsed and their names checked; binding them to
/// text is the reader's work.
struct SectionBuilder {
  private static let sectionKeys: Set<String> = [
    "section", "title", "or", "about", "basis", "parts", "sentences", "after", "before", "years", "formerly",
  ]
  private static let sentenceKeys: Set<String> = [
    "say", "or", "when", "each", "join", "complete", "zeros", "paragraphs", "examples", "after", "before",
  ]

  static func phrases(_ node: PackNode?, context: inout LoadContext) -> [Phrase] {
    (node?.entries ?? []).map { entry in
      context.check(entry.value, knows: ["let", "cases"])
      let open = entry.key.firstIndex(of: "(") ?? entry.key.endIndex
      let parameters = entry.key[open...].trimmingPrefix("(").split(separator: ",").map {
        String($0.filter { $0 != ")" && $0 != " " })
      }
      let definitions = (entry.value["let"]?.entries ?? []).compactMap { item in
        context.syntax(item.value).map { (name: item.key, value: $0) }
      }
      let cases = (entry.value["cases"]?.entries ?? []).map { phraseCase($0, context: &context) }
      let phrase = Phrase(
        name: String(entry.key[..<open]), parameters: parameters, definitions: definitions, cases: cases,
        place: entry.keyPlace)
      checkDistinct(phrase, context: &context)
      return phrase
    }
  }

  private static func phraseCase(_ entry: PackNode.Entry, context: inout LoadContext) -> Phrase.Case {
    context.check(entry.value, knows: ["when", "say", "or"])
    return Phrase.Case(
      id: entry.key,
      condition: entry.value["when"].flatMap { context.syntax($0) },
      wordings: wordings(entry.value, context: &context).map(\.template), place: entry.keyPlace)
  }

  /// Composed wordings of two cases must differ, or reading could not tell which case was meant. Wordings under `or` may
  /// leave the direction open; then both conditions stay possible.
  private static func checkDistinct(_ phrase: Phrase, context: inout LoadContext) {
    for (index, one) in phrase.cases.enumerated() {
      for other in phrase.cases[(index + 1)...] {
        guard let a = one.wordings.first, let b = other.wordings.first, !a.words.isEmpty else { continue }
        if context.wording.key(a.words) == context.wording.key(b.words) {
          context.report(
            PackProblem(.alike, "cases", at: other.place, ["phrase": phrase.name, "one": one.id, "other": other.id]))
        }
      }
    }
  }

  static func section(
    id: String, node: PackNode, names: Set<String>, context: inout LoadContext
  ) -> SectionForm {
    context.check(node, knows: sectionKeys)
    let own = Set((node["sentences"]?.entries ?? []).map(\.key))
    return SectionForm(
      id: id, title: node.text("title") ?? "", otherTitles: node["or"]?.items.compactMap(\.text) ?? [],
      topics: (node["about"]?.items.compactMap(\.text) ?? []).map(Label.key),
      basis: node["basis"]?.items.compactMap(\.text) ?? [],
      parts: (node["parts"]?.entries ?? []).filter { context.isInForce($0.value) }.map {
        section(id: $0.key, node: $0.value, names: names.union(own), context: &context)
      },
      sentences: (node["sentences"]?.entries ?? []).map {
        sentence($0, names: names.union(own), context: &context)
      },
      place: node.place)
  }

  private static func sentence(
    _ entry: PackNode.Entry, names: Set<String>, context: inout LoadContext
  ) -> SentenceForm {
    let node = entry.value
    context.check(node, knows: sentenceKeys)
    let each = node.text("each").flatMap { text -> (variable: String, rows: String)? in
      guard let range = text.firstRange(of: " in ") else { return nil }
      return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }
    let wordings = wordings(node, context: &context)
    let known = names.union(each.map { [$0.variable] } ?? [])
    for (template, place) in wordings {
      for slot in template.slots {
        checkNames(slot.syntax, known: known, at: place.advanced(by: slot.offset), context: &context)
      }
    }
    return SentenceForm(
      id: entry.key, wordings: wordings.map(\.template), isComposed: node["say"] != nil,
      condition: node["when"].flatMap { context.syntax($0) },
      each: each, join: node.text("join"), isComplete: node.isYes("complete"),
      listsZeros: node.text("zeros") == "listed",
      startsParagraph: node.isYes("paragraphs"), place: entry.keyPlace)
  }

  /// The composed wording first, each with where its text begins.
  private static func wordings(
    _ node: PackNode, context: inout LoadContext
  ) -> [(template: Template, place: PackPlace)] {
    let nodes = (node["say"].map { [$0] } ?? []) + (node["or"]?.items ?? [])
    return nodes.compactMap { node in context.template(node).map { ($0, node.textPlace) } }
  }

  /// Reports addresses and phrases that do not exist.
  private static func checkNames(
    _ syntax: Syntax, known: Set<String>, at place: PackPlace, context: inout LoadContext
  ) {
    func recur(_ inner: Syntax, adding names: Set<String> = []) {
      checkNames(inner, known: known.union(names), at: place, context: &context)
    }
    switch syntax {
    case .number, .text, .selection: break
    case .negate(let inner, _), .not(let inner, _): recur(inner)
    case .binary(_, let left, let right, _):
      recur(left)
      recur(right)
    case .conditional(let condition, let then, let otherwise, _):
      [condition, then, otherwise].forEach { recur($0) }
    case .forEach(let variable, let rows, let body, _):
      recur(rows)
      recur(body, adding: [variable])
    case .comprehension(let body, let variable, let rows):
      recur(rows)
      recur(body, adding: [variable])
    case .call(let name, let arguments, let offset):
      let functions = known.union(["list", "prior", "sum", "abs", "min", "max", "count"])
      report(name, known: functions, at: place.advanced(by: offset), &context)
      arguments.forEach { recur($0) }
    case .address(let address):
      report(address.base, known: known, at: place.advanced(by: address.offset), &context)
    }
  }

  private static func report(_ name: String, known: Set<String>, at place: PackPlace, _ context: inout LoadContext) {
    guard !known.contains(name) else { return }
    let near = nearestNames(to: name, among: known)
    context.report(PackProblem(.name, "address", at: place, ["name": name, "near": near]))
  }
}
