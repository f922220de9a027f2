extension PackNode {
  /// This entry with an overlay's entry laid over it: maps merge, texts and lists replace.
  ///
  /// In the overlay, `remove: yes` drops an entry, `replace: yes` replaces a map whole, `after: id` and `before: id`
  /// place a new entry. An overlay's `say`, `label` or `title` replaces what is composed while the earlier wording stays
  /// readable: it moves to the front of `or`.
  ///
  /// - Parameter areLabels: whether the texts of these maps are labels, as they are below `columns`, `rows` and `fields`.
  func merged(with overlay: PackNode, areLabels: Bool = false, problems: inout [PackProblem]) -> PackNode {
    guard case .map(let base) = content, case .map(let additions) = overlay.content else {
      return widened(by: overlay, &problems)
    }
    guard !overlay.says("replace", &problems) else { return overlay.withoutDirectives }
    var entries = base
    // The title of a rule says what its equation says; it does not outlive it. What a part of the document holds is a list.
    if additions.contains(where: { Self.equations.contains($0.key) && !$0.value.isList }) {
      entries.removeAll { $0.key == "title" }
    }
    for addition in additions where !Self.wordings.contains(addition.key) && !Self.directives.contains(addition.key) {
      Self.merge(addition, areLabels: areLabels, into: &entries, &problems)
    }
    for wording in additions where Self.wordings.contains(wording.key) {
      Self.replace(wording, in: &entries)
    }
    return PackNode(content: .map(entries), place: place)
  }

  /// Where `after` or `before` places a new entry among those that there are; without them, at the end.
  func position(among ids: [String], _ problems: inout [PackProblem]) -> Int {
    // A kind may have parameters of these names.
    guard self["kind"] == nil, let anchor = self["after"] ?? self["before"], let name = anchor.text else {
      return ids.endIndex
    }
    guard let index = ids.firstIndex(of: name) else {
      problems.append(.entry(name, at: anchor.place, among: ids))
      return ids.endIndex
    }
    return self["after"] == nil ? index : index + 1
  }

  /// Whether an overlay's entry says `remove: yes` or `replace: yes`; reports what is neither yes nor no.
  func says(_ directive: String, _ problems: inout [PackProblem]) -> Bool {
    guard let entry = entries.first(where: { $0.key == directive }) else { return false }
    if let problem = entry.flagProblem { problems.append(problem) }
    return entry.value.text == "yes"
  }

  /// `x: 基本支出` is short for `x: { label: 基本支出 }`, so a short entry and a map still merge.
  private func widened(by overlay: PackNode, _ problems: inout [PackProblem]) -> PackNode {
    switch (content, overlay.content) {
    case (.text, .map):
      if overlay.says("replace", &problems) { return overlay.withoutDirectives }
      return labelled.merged(with: overlay, problems: &problems)
    case (.map, .text) where self["label"] != nil || self["or"] != nil:
      return merged(with: overlay.labelled, problems: &problems)
    case (.text, _), (.list, _), (.map, _):
      return overlay
    }
  }

  private var labelled: PackNode {
    PackNode(content: .map([Entry(key: "label", keyPlace: place, value: self)]), place: place)
  }

  private var withoutDirectives: PackNode {
    PackNode(content: .map(entries.filter { !Self.directives.contains($0.key) }), place: place)
  }

  private static func merge(
    _ addition: Entry, areLabels: Bool, into entries: inout [Entry], _ problems: inout [PackProblem]
  ) {
    var addition = addition
    let isRemoved = addition.value.says("remove", &problems)
    guard let index = entries.firstIndex(where: { $0.key == addition.key }) else {
      let ids = entries.map(\.key)
      guard !isRemoved else {
        problems.append(.entry(addition.key, at: addition.keyPlace, among: ids))
        return
      }
      let index = addition.value.position(among: ids, &problems)
      if case .map = addition.value.content { addition.value = addition.value.withoutDirectives }
      entries.insert(addition, at: index)
      return
    }
    guard !isRemoved else {
      entries.remove(at: index)
      return
    }
    var base = entries[index].value
    if areLabels, let label = base.text, let other = addition.value.text, label != other {
      base = base.labelled
      addition.value = addition.value.labelled
    }
    entries[index].value = base.merged(
      with: addition.value, areLabels: labelled.contains(addition.key), problems: &problems)
  }

  private var isList: Bool {
    if case .list = content { true } else { false }
  }

  private static let labelled: Set<String> = ["columns", "rows", "fields"]
  private static let directives: Set<String> = ["remove", "replace"]
  private static let equations: Set<String> = ["equals", "parents", "holds"]
  private static let wordings: Set<String> = ["say", "label", "title"]

  private static func replace(_ wording: Entry, in entries: inout [Entry]) {
    guard let index = entries.firstIndex(where: { $0.key == wording.key }) else {
      entries.append(wording)
      return
    }
    let earlier = entries[index].value
    entries[index] = wording
    guard earlier.text != wording.value.text else { return }
    // A title beside a label names a rule, and a pack's own title is printed nowhere.
    if wording.key == "title", entries.contains(where: { ["label", "holds", "kind", "pack"].contains($0.key) }) {
      return
    }
    if let other = entries.firstIndex(where: { $0.key == "or" }) {
      entries[other].value.content = .list([earlier] + entries[other].value.items)
    } else {
      let list = PackNode(content: .list([earlier]), place: earlier.place)
      entries.append(Entry(key: "or", keyPlace: earlier.place, value: list))
    }
  }
}

extension PackProblem {
  /// An overlay speaks of an entry that there is not.
  static func entry(_ id: String, at place: PackPlace, among ids: [String]) -> PackProblem {
    PackProblem(.name, "entry", at: place, ["name": id, "near": nearestNames(to: id, among: ids)])
  }
}
