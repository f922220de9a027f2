/// The rows and cells of a `<table>`, and what stands in it outside of cells.
struct HTMLRows {
  private(set) var rows: [[Int]] = []
  /// Captions, and text that browsers show before the table.
  private(set) var strays: [Int] = []
  /// Whether the table only lays out the page: it holds other tables, headings or whole articles, or is one column wide.
  var isLayout: Bool { holdsBlocks || rows.allSatisfy { $0.count < 2 } }

  private var holdsBlocks = false
  private let tree: HTMLTree

  init(_ tree: HTMLTree, table: Int) {
    self.tree = tree
    collect(table)
    holdsBlocks = rows.joined().contains { cell in
      tree.nodes[cell].children.contains(where: isApart) || lines(in: cell) > Self.mostLines
    }
  }

  private mutating func collect(_ node: Int) {
    var loose: [Int] = []
    for child in tree.nodes[node].children {
      guard case .element(let tag) = tree.nodes[child].kind, !HTMLContent.isSkipped(tag) else {
        if case .text = tree.nodes[child].kind { strays.append(child) }
        continue
      }
      switch tag.name {
      case "td", "th": loose.append(child)
      case "tr", "thead", "tbody", "tfoot":
        end(&loose)
        collect(child)
      case "colgroup", "col": continue
      default: strays.append(child)
      }
    }
    end(&loose)
  }

  private mutating func end(_ row: inout [Int]) {
    if !row.isEmpty { rows.append(row) }
    row = []
  }

  /// More lines than a cell of a disclosure's tables has.
  private static let mostLines = 40

  private func lines(in node: Int) -> Int {
    tree.nodes[node].children.reduce(0) { lines, child in
      let isLine = tree.name(child).map { ["p", "div", "li", "br"].contains($0) } ?? false
      return lines + (isLine ? 1 : 0) + self.lines(in: child)
    }
  }

  /// A table or heading, at any depth.
  private func isApart(_ node: Int) -> Bool {
    guard let name = tree.name(node) else { return false }
    return name == "table" || HTMLTree.headings.contains(name) || tree.nodes[node].children.contains(where: isApart)
  }
}
