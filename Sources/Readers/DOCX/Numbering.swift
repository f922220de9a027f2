import OpenXML

/// The lists of a Word file and how far each has counted, so that every paragraph gets the number that Word shows.
struct Numbering {
  private struct Level {
    var start = 1
    var format = "decimal"
    var text = ""
    /// "tab", "space" or "nothing" between the number and the text.
    var suffix = "tab"
    /// Counting begins anew after this level or any above it, counted from 1; 0 never.
    var restart: Int?
    /// Numbers of all levels are shown as 1, 2, 3.
    var isLegal = false
    var style: String?

    init(_ element: XMLElement) {
      start = element.child("start")?["val"].flatMap { Int($0) } ?? 1
      let simple = element.child("AlternateContent")?.child("Fallback") ?? element
      format = simple.child("numFmt")?["val"] ?? element.child("numFmt")?["val"] ?? "decimal"
      text = element.child("lvlText")?["val"] ?? ""
      suffix = element.child("suff")?["val"] ?? "tab"
      restart = element.child("lvlRestart")?["val"].flatMap { Int($0) }
      isLegal = element.child("isLgl")?.isOn ?? false
      style = element.child("pStyle")?["val"]
    }
  }

  private struct Instance {
    var definition: String
    var levels: [Int: Level] = [:]
    var starts: [Int: Int] = [:]
  }

  private static let depth = 9

  private var definitions: [String: [Int: Level]] = [:]
  private var instances: [String: Instance] = [:]
  /// By definition and level: lists of one definition go on counting where another stopped.
  private var counts: [String: [Int?]] = [:]
  /// Lists that have used their own start of a level.
  private var started: Set<String> = []

  init() {}

  init(_ tree: XMLTree, styles: WordStyles) {
    var links: [String: String] = [:]
    for element in tree.root.children where element.name == "abstractNum" {
      guard let id = element["abstractNumId"] else { continue }
      definitions[id] = Self.levels(element)
      links[id] = element.child("numStyleLink")?["val"]
    }
    for element in tree.root.children where element.name == "num" {
      guard let id = element["numId"], let definition = element.child("abstractNumId")?["val"] else { continue }
      var instance = Instance(definition: definition)
      for change in element.children where change.name == "lvlOverride" {
        guard let level = change["ilvl"].flatMap({ Int($0) }) else { continue }
        instance.levels[level] = change.child("lvl").map(Level.init)
        instance.starts[level] = change.child("startOverride")?["val"].flatMap { Int($0) }
      }
      instances[id] = instance
    }
    // A definition can refer to a style of lists, and that to a list.
    for (definition, style) in links {
      guard let list = styles.numbering(style)?.reference.list, let other = instances[list]?.definition else {
        continue
      }
      definitions[definition] = definitions[other]
    }
  }

  private static func levels(_ element: XMLElement) -> [Int: Level] {
    var levels: [Int: Level] = [:]
    for child in element.children where child.name == "lvl" {
      if let index = child["ilvl"].flatMap({ Int($0) }), (0..<depth).contains(index) { levels[index] = Level(child) }
    }
    return levels
  }

  /// Counts one paragraph.
  ///
  /// - Parameter style: the style that puts the paragraph into the list, where a style does.
  /// - Returns: what stands before the text, or an empty text for a bullet; nil where there is nothing.
  mutating func next(_ reference: NumberingReference, style: String?) -> String? {
    guard let list = reference.list, let instance = instances[list] else { return nil }
    let levels = (definitions[instance.definition] ?? [:]).merging(instance.levels) { $1 }
    let linked = style.flatMap { style in levels.first { $0.value.style == style }?.key }
    let depth = reference.level ?? linked ?? 0
    guard let level = levels[depth], (0..<Self.depth).contains(depth) else { return nil }
    count(list, instance, levels, depth)
    if level.format == "bullet" { return "" }
    let text = number(instance.definition, levels, level)
    guard !text.isEmpty else { return nil }
    return level.suffix == "nothing" ? text : text + " "
  }

  private mutating func count(_ list: String, _ instance: Instance, _ levels: [Int: Level], _ depth: Int) {
    var counts = counts[instance.definition] ?? [Int?](repeating: nil, count: Self.depth)
    let isNew = instance.starts[depth] != nil && started.insert("\(list) \(depth)").inserted
    if let count = counts[depth], !isNew {
      counts[depth] = count &+ 1
    } else {
      counts[depth] = instance.starts[depth] ?? levels[depth]?.start ?? 1
    }
    for upper in 0..<depth where counts[upper] == nil { counts[upper] = levels[upper]?.start ?? 1 }
    for deeper in (depth + 1)..<max(depth + 1, Self.depth) {
      let restart = levels[deeper]?.restart
      if restart.map({ $0 > depth }) ?? true { counts[deeper] = nil }
    }
    self.counts[instance.definition] = counts
  }

  /// `第%1章` with the counts of its levels.
  private func number(_ definition: String, _ levels: [Int: Level], _ level: Level) -> String {
    let counts = counts[definition] ?? []
    var text = ""
    var rest = Substring(level.text)
    while let mark = rest.firstIndex(of: "%") {
      text += rest[..<mark]
      rest = rest[rest.index(after: mark)...]
      guard let digit = rest.first?.wholeNumberValue, (1...Self.depth).contains(digit) else {
        text += "%"
        continue
      }
      rest.removeFirst()
      guard let count = counts[digit - 1] else { continue }
      text += NumberWords.text(count, format: level.isLegal ? "decimal" : levels[digit - 1]?.format ?? "decimal")
    }
    return text + rest
  }
}
