/// Finds the part of a page that is the disclosure, among menus, lists of news and the owner's address.
struct HTMLContent {
  /// The element that holds it.
  private(set) var root = 0
  /// Scalars of text outside of it that are no links.
  private(set) var left = 0

  private let tree: HTMLTree
  /// Of each node with all beneath it.
  private var texts: [Int]
  private var tables: [Int]
  /// Tables that hold no other.
  private var innermost: Set<Int> = []

  init(_ tree: HTMLTree, _ scalars: [Unicode.Scalar]) {
    self.tree = tree
    texts = Array(repeating: 0, count: tree.nodes.count)
    tables = texts
    weigh(scalars)
    while let heir { root = heir }
    left = texts[0] - texts[root]
  }

  /// Never shown, or of no account for what a page says.
  static func isSkipped(_ tag: HTMLTag) -> Bool {
    HTMLTag.raw.contains(tag.name) || skipped.contains(tag.name) || tag.isHidden || tag["role"] == "navigation"
  }

  private static let skipped: Set<String> = [
    "head", "nav", "footer", "aside", "button", "select", "input", "object", "template", "svg", "canvas", "audio",
    "video", "map", "datalist", "xml",
  ]

  /// The child that holds every table and nearly all the text.
  private var heir: Int? {
    tree.nodes[root].children.first { child in
      guard let name = tree.name(child), HTMLTree.blocks.contains(name), !Self.closed.contains(name),
        !innermost.contains(child)
      else { return false }
      return tables[child] == tables[root] && texts[child] * 10 >= texts[root] * 9
    }
  }

  /// What is one thing is not looked into.
  private static let closed: Set<String> = HTMLTree.headings.union(["p", "ul", "ol", "dl", "li"])

  /// A node stands before its children, so that one pass from the end adds everything up.
  private mutating func weigh(_ scalars: [Unicode.Scalar]) {
    let isSkipped = skippedNodes
    for node in tree.nodes.indices.reversed() where !isSkipped[node] {
      switch tree.nodes[node].kind {
      case .text: texts[node] = tree.nodes[node].range.count { !scalars[$0].isBlank && scalars[$0] != "\n" }
      case .element(let tag):
        if tag.name == "a", let href = tag["href"], !href.hasPrefix("#") { continue }
        for child in tree.nodes[node].children {
          texts[node] += texts[child]
          tables[node] += tables[child]
        }
        if tag.name == "table", tables[node] == 0 {
          innermost.insert(node)
          tables[node] = 1
        }
      }
    }
  }

  private var skippedNodes: [Bool] {
    var skipped = Array(repeating: false, count: tree.nodes.count)
    for (index, node) in tree.nodes.enumerated() {
      if case .element(let tag) = node.kind, Self.isSkipped(tag) { skipped[index] = true }
      if skipped[index] { for child in node.children { skipped[child] = true } }
    }
    return skipped
  }
}
