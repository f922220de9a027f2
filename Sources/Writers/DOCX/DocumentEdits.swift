import Checking
import Documents
import OpenXML

/// Collects what is to change in the runs of a document, and writes the document with it.
struct DocumentEdits {
  private struct RunKey: Hashable {
    var paragraph: Int
    var run: Int
  }

  private let text: WordText
  private let part: String
  private let markup: WordMarkup
  private var plans: [RunKey: RunPlan] = [:]
  /// What is put at the end of paragraphs without runs.
  private var endings: [Int: [UInt8]] = [:]
  private var nextChange: Int
  /// Stretches of the text that repairs have taken.
  private var repaired: [SourceSpan] = []

  init(_ tree: XMLTree, part: String, prefix: String, author: String) {
    text = WordText(tree)
    self.part = part
    markup = WordMarkup(prefix: prefix, author: author)
    let used = tree.elements.lazy.filter { $0.namespace == .word }.compactMap { $0["id"].flatMap { Int($0) } }.max()
    nextChange = min(used ?? 0, 1 << 30) + 1
  }

  // MARK: Comments

  /// Anchors a comment at a span; where there is none, at the first words of the document.
  mutating func comment(_ id: Int, at span: SourceSpan?, _ map: SourceMap) {
    var anchors = spots(span.map { map.places(of: $0) } ?? [])
    if anchors.isEmpty { anchors = spots(map.leaves.prefix(1).map(\.place)) }
    guard let first = anchors.first, let last = anchors.last else { return }
    if first.key == last.key, first.characters.isEmpty {
      insert(markup.rangeStart(id) + markup.rangeEnd(id), at: first.key, first.characters.lowerBound, .start)
    } else {
      insert(markup.rangeStart(id), at: first.key, first.characters.lowerBound, .start)
      insert(markup.rangeEnd(id), at: last.key, last.characters.upperBound, .end)
    }
  }

  private func spots(_ places: [Place]) -> [(key: RunKey, characters: Range<Int>)] {
    places.compactMap { place in
      guard case .run(part, let paragraph, let run, let characters) = place.spot,
        text.paragraphs.indices.contains(paragraph)
      else { return nil }
      return (RunKey(paragraph: paragraph, run: run), characters)
    }
  }

  private mutating func insert(_ bytes: [UInt8], at key: RunKey, _ offset: Int, _ order: RunPlan.Order) {
    guard run(key) != nil else { return endings[key.paragraph, default: []] += bytes }
    plans[key, default: RunPlan()].marks.append(RunPlan.Mark(offset: offset, order: order, bytes: bytes))
  }

  private func run(_ key: RunKey) -> XMLElement? {
    let runs = text.runs(of: key.paragraph)
    return runs.indices.contains(key.run) ? runs[key.run] : nil
  }

  // MARK: Repairs

  /// Makes all repairs of a finding, or none.
  ///
  /// - Returns: false where some place is not in plain runs of the document, or is taken by another repair.
  mutating func repair(_ repairs: [Repair], _ map: SourceMap) -> Bool {
    var planned: [(repair: Repair, spots: [(key: RunKey, characters: Range<Int>)])] = []
    for repair in repairs {
      let spots = spots(map.places(of: repair.span))
      let length = spots.reduce(0) { $0 + $1.characters.count }
      let isTaken = repaired.contains { $0 == repair.span || $0.meets(repair.span) }
      guard !spots.isEmpty, length == repair.span.end - repair.span.start, !isTaken,
        spots.allSatisfy({ isPlain($0.key) })
      else { return false }
      planned.append((repair, spots))
    }
    for (repair, spots) in planned { make(repair, spots) }
    repaired += repairs.map(\.span)
    return true
  }

  /// Whether nobody else's insertion holds the run.
  private func isPlain(_ key: RunKey) -> Bool {
    var element = run(key) ?? text.paragraphs[key.paragraph]
    while let parent = element.parent {
      if element.namespace == .word, element.name == "ins" || element.name == "moveTo" { return false }
      element = parent
    }
    return true
  }

  private mutating func make(_ repair: Repair, _ spots: [(key: RunKey, characters: Range<Int>)]) {
    guard let first = spots.first else { return }
    let properties = markup.properties(of: run(first.key) ?? text.paragraphs[first.key.paragraph])
    let insertion = markup.insertion(repair.text, properties: properties, id: takeChange())
    if repair.span.isEmpty { return insert(insertion, at: first.key, first.characters.lowerBound, .start) }
    for (index, spot) in spots.enumerated() {
      plans[spot.key, default: RunPlan()].deletions.append(
        RunPlan.Deletion(
          characters: spot.characters, id: takeChange(), insertion: index == spots.count - 1 ? insertion : []))
    }
  }

  private mutating func takeChange() -> Int {
    defer { nextChange += 1 }
    return nextChange
  }

  // MARK: Writing

  /// The document's bytes with everything in it.
  func document() -> [UInt8] {
    var changes: [(range: Range<Int>, bytes: [UInt8])] = []
    for (key, plan) in plans {
      guard let run = run(key) else { continue }
      changes.append((run.range, RunWriter(run: run, plan: plan, markup: markup).write()))
    }
    for (paragraph, bytes) in endings {
      let element = text.paragraphs[paragraph]
      if element.close.isEmpty {
        let tag = Array(text.tree.bytes[element.tag].dropLast(2)) + Array(">".utf8)
        changes.append((element.range, tag + bytes + markup.close("p")))
      } else {
        changes.append((element.close.lowerBound..<element.close.lowerBound, bytes))
      }
    }
    // Runs stand in each other only around text boxes; what is inside is left as it is.
    return text.tree.splicing(changes)
  }
}
