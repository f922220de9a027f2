/// The elements of a web page, as browsers nest them where tags are missing: `<li>`, `<p>`, `<tr>` and `<td>` end where
/// the next begins, an end without a beginning says nothing.
struct HTMLTree {
  struct Node {
    var kind: Kind
    /// Where the tag or text stands; of an element up to the end of its last descendant.
    var range: Range<Int>
    var children: [Int] = []
  }

  enum Kind {
    case element(HTMLTag)
    /// Entities not yet resolved.
    case text
  }

  /// The first is the page itself.
  private(set) var nodes: [Node] = [Node(kind: .element(HTMLTag(name: "#page")), range: 0..<0)]
  /// Whether the page nests deeper or holds more than is kept.
  private(set) var isCut = false
  private var open: [Int] = [0]

  /// Deeper elements are taken for their ancestor's.
  static let deepest = 200
  static let most = 4_000_000

  init(_ scalars: [Unicode.Scalar]) {
    var scanner = HTMLScanner(scalars)
    while let token = scanner.next() {
      guard nodes.count < Self.most else {
        isCut = true
        break
      }
      switch token {
      case .text(let range): append(Node(kind: .text, range: range))
      case .open(let tag): begin(tag)
      case .close(let name, let range): end(name, at: range.upperBound)
      }
    }
    nodes[0].range = 0..<scalars.count
    close(downTo: 1, at: scalars.count)
  }

  func name(_ node: Int) -> String? {
    if case .element(let tag) = nodes[node].kind { tag.name } else { nil }
  }

  private mutating func append(_ node: Node) {
    nodes[open[open.count - 1]].children.append(nodes.count)
    nodes.append(node)
  }

  private mutating func begin(_ tag: HTMLTag) {
    for rule in Self.ends where rule.by.contains(tag.name) {
      end(rule.of, within: rule.within, at: tag.range.lowerBound)
    }
    append(Node(kind: .element(tag), range: tag.range))
    let isEmpty = Self.void.contains(tag.name) || tag.isClosed && tag.name.contains(":")
    guard !isEmpty else { return }
    if open.count < Self.deepest { open.append(nodes.count - 1) } else { isCut = true }
  }

  /// Ends the last open element of a name; inline elements do not end blocks, and nothing ends the cell it stands in.
  private mutating func end(_ name: String, at place: Int) {
    let isInline = !Self.blocks.contains(name)
    for index in open.indices.dropFirst().reversed() {
      guard let other = self.name(open[index]) else { return }
      if other == name { return close(downTo: index, at: place) }
      if isInline && Self.blocks.contains(other) || Self.cells.contains(other) && !Self.table.contains(name) { return }
      if other == "table" { return }
    }
  }

  /// Ends what a new element cannot stand in.
  private mutating func end(_ names: Set<String>, within borders: Set<String>, at place: Int) {
    for index in open.indices.dropFirst().reversed() {
      guard let other = name(open[index]), !borders.contains(other) else { return }
      if names.contains(other) { close(downTo: index, at: place) }
    }
  }

  private mutating func close(downTo depth: Int, at place: Int) {
    while open.count > max(1, depth) {
      let node = open.removeLast()
      nodes[node].range = nodes[node].range.lowerBound..<max(nodes[node].range.upperBound, place)
    }
  }

  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]
  private static let cells: Set<String> = ["td", "th", "caption"]
  private static let table: Set<String> = ["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"]

  static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

  /// Elements whose text is apart from the text before and after.
  static let blocks: Set<String> = table.union(headings).union([
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav",
    "ol", "p", "pre", "section", "select", "summary", "ul", "#page",
  ])

  private struct Rule {
    /// Elements that end others when they begin.
    var by: Set<String>
    var of: Set<String>
    /// Elements that they do not look beyond.
    var within: Set<String>
  }

  private static let ends: [Rule] = [
    Rule(by: blocks.subtracting(table.subtracting(["table"])), of: ["p"], within: cells.union(["table"])),
    Rule(by: ["li"], of: ["li"], within: cells.union(["ul", "ol", "menu", "dir", "table"])),
    Rule(by: ["dt", "dd"], of: ["dt", "dd"], within: cells.union(["dl", "table"])),
    Rule(by: ["td", "th"], of: cells, within: ["table", "tr"]),
    Rule(by: ["tr"], of: ["td", "th", "tr", "caption"], within: ["table"]),
    Rule(
      by: ["thead", "tbody", "tfoot"], of: ["td", "th", "tr", "caption", "thead", "tbody", "tfoot"], within: ["table"]),
    Rule(by: ["option"], of: ["option"], within: ["select"]),
  ]
}
