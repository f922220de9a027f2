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
  ///
  /// Looked for in the tag when it is asked for: few attributes of an office file ever are. That the tag is written as
  /// XML wants it was seen when the tree was built.
  func valueRange(of attribute: String) -> Range<Int>? {
    let bytes = tree.bytes
    var offset = tag.lowerBound + 1
    while offset < tag.upperBound, bytes[offset].isName { offset += 1 }
    while true {
      while bytes[offset].isSpace { offset += 1 }
      guard bytes[offset].isName else { return nil }
      let start = offset
      while bytes[offset].isName { offset += 1 }
      let name = bytes[start..<offset]
      while bytes[offset] != UInt8(ascii: "\""), bytes[offset] != UInt8(ascii: "'") { offset += 1 }
      let value = offset + 1
      let quote = bytes[offset]
      offset = value
      while bytes[offset] != quote { offset += 1 }
      if isName(name, attribute) { return value..<offset }
      offset += 1
    }
  }

  /// Whether a name, its prefix apart, is an attribute's; names of namespaces are none.
  private func isName(_ name: ArraySlice<UInt8>, _ attribute: String) -> Bool {
    guard name.count >= attribute.utf8.count, name.suffix(attribute.utf8.count).elementsEqual(attribute.utf8) else {
      return false
    }
    let prefix = name.dropLast(attribute.utf8.count)
    if prefix.isEmpty { return attribute != "xmlns" }
    return prefix.last == UInt8(ascii: ":") && !prefix.dropLast().contains(UInt8(ascii: ":"))
      && !prefix.elementsEqual("xmlns:".utf8)
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
