extension PackNode {
  /// This entry with an overlay's entry laid over it: maps merge, texts and lists replace.
  ///
  /// In the overlay, `remove: yes` drops an entry, `replace: yes` replaces a map whole, `after: id` and `before: id`
  /// place a new entry. An overlay's `say`, `label` or `title` replaces what is composed while the earlier wording stays
  /// readable: it moves to the front of `or`.
  func merged(with overlay: PackNode) -> PackNode {
    guard case .map(let base) = content, case .map(let additions) = overlay.content else {
      return widened(by: overlay)
    }
    guard !overlay.isYes("replace") else {
      return PackNode(content: .map(additions.filter { $0.key != "replace" }), place: overlay.place)
    }
    var entries = base
    // The title of a rule says what its equation says; it does not outlive it.
    if additions.contains(where: { Self.equations.contains($0.key) }) { entries.removeAll { $0.key == "title" } }
    for addition in additions where !Self.wordings.contains(addition.key) {
      Self.merge(addition, into: &entries)
    }
    for wording in additions where Self.wordings.contains(wording.key) {
      Self.replace(wording, in: &entries)
    }
    return PackNode(content: .map(entries), place: place)
  }

  /// `x: 基本支出` is short for `x: { label: 基本支出 }`, so a short entry and a map still merge.
  private func widened(by overlay: PackNode) -> PackNode {
    switch (content, overlay.content) {
    case (.text(let label), .map(let additions)) where !additions.contains { $0.key == "replace" }:
      let entry = Entry(key: "label", keyPlace: place, value: PackNode(content: .text(label), place: place))
      return PackNode(content: .map([entry]), place: place).merged(with: overlay)
    case (.map, .text(let label)):
      let entry = Entry(
        key: "label", keyPlace: overlay.place, value: PackNode(content: .text(label), place: overlay.place))
      return merged(with: PackNode(content: .map([entry]), place: overlay.place))
    case (.text, _), (.list, _), (.map, _):
      return overlay
    }
  }

  private static func merge(_ addition: Entry, into entries: inout [Entry]) {
    if let index = entries.firstIndex(where: { $0.key == addition.key }) {
      if addition.value.isYes("remove") {
        entries.remove(at: index)
      } else {
        // A text under a plain attribute (title, note …) replaces; only a short row or column widens.
        entries[index].value = entries[index].value.merged(with: addition.value)
      }
      return
    }
    guard !addition.value.isYes("remove") else { return }
    var index = entries.endIndex
    if let after = addition.value.text("after"), let found = entries.firstIndex(where: { $0.key == after }) {
      index = found + 1
    } else if let before = addition.value.text("before"), let found = entries.firstIndex(where: { $0.key == before }) {
      index = found
    }
    entries.insert(addition, at: index)
  }

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
