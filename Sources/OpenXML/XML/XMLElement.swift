/// An element of a tree.
public struct XMLElement: Sendable {
  public let tree: XMLTree
  /// Place among the tree's elements and texts, in the order of the file.
  public let index: Int

  private var node: XMLTree.Node { tree.nodes[index] }

  /// Without its prefix.
  public var name: String { node.name }
  public var namespace: XMLNamespace { node.namespace }

  /// Bytes of the opening tag.
  public var tag: Range<Int> { Int(node.tag.lowerBound)..<Int(node.tag.upperBound) }

  /// Bytes of the closing tag; empty where the element closes itself.
  public var close: Range<Int> { Int(node.close.lowerBound)..<Int(node.close.upperBound) }

  /// Bytes from the opening tag to the closing one.
  public var range: Range<Int> { Int(node.tag.lowerBound)..<Int(node.close.upperBound) }

  public var parent: XMLElement? { index == 0 ? nil : XMLElement(tree: tree, index: Int(node.parent)) }

  public var children: Children { Children(tree: tree, index: Int(node.firstChild), isText: false) }

  public func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The value of an attribute; its prefix does not count.
  public subscript(_ attribute: String) -> String? {
    valueRange(of: attribute).map { XMLText.decode(tree.bytes[$0]) }
  }

  /// Where the value of an attribute stands, without its quotes.
  func valueRange(of attribute: String) -> Range<Int>? {
    for place in node.attributes {
      let (name, value) = (tree.attributes[Int(place)].name, tree.attributes[Int(place)].value)
      if tree.bytes[Int(name.lowerBound)..<Int(name.upperBound)].elementsEqual(attribute.utf8) {
        return Int(value.lowerBound)..<Int(value.upperBound)
      }
    }
    return nil
  }

  /// Places of its own texts, those of elements inside left out.
  public var texts: [Range<Int>] {
    Children(tree: tree, index: Int(node.firstChild), isText: true).map(\.tag)
  }

  /// Its own text, entities resolved.
  public var text: String { texts.map { XMLText.decode(tree.bytes[$0]) }.joined() }

  public struct Children: Sequence, IteratorProtocol, Sendable {
    let tree: XMLTree
    var index: Int
    let isText: Bool

    public mutating func next() -> XMLElement? {
      while index != 0 {
        let found = XMLElement(tree: tree, index: index)
        index = Int(tree.nodes[index].next)
        if tree.nodes[found.index].name.isEmpty == isText { return found }
      }
      return nil
    }
  }
}
