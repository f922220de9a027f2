/// XML as a tree whose every tag and text still knows its bytes, so that it can be read, and changed without touching
/// the rest.
///
/// What office files need and no more: UTF-8, namespaces, the five entities and numbers. A document type is refused, so
/// nothing can be declared, fetched or multiplied.
public final class XMLTree: Sendable {
  struct Node {
    /// Local name; empty for text.
    var name: String
    var namespace: XMLNamespace
    /// The opening tag, or the text.
    var tag: Range<Int32>
    /// The closing tag; empty, at the end of the tag, where the element closes itself.
    var close: Range<Int32>
    var parent: Int32
    /// 0 is none: the root is nobody's child.
    var firstChild: Int32 = 0
    var next: Int32 = 0
  }

  public let bytes: [UInt8]
  let nodes: [Node]

  /// - Parameter part: its name, for faults.
  public init(
    _ bytes: [UInt8], part: String, limits: OpenXMLLimits = OpenXMLLimits()
  ) throws(OpenXMLFault) {
    var builder = XMLTreeBuilder(bytes, part: part, limits: limits)
    try builder.run()
    self.bytes = bytes
    nodes = builder.nodes
  }

  public var root: XMLElement { XMLElement(tree: self, index: 0) }

  /// How many elements and texts there are; `XMLElement.index` is below it.
  public var count: Int { nodes.count }

  /// All elements, in the order of the file.
  public var elements: some Sequence<XMLElement> {
    nodes.indices.lazy.filter { !self.nodes[$0].name.isEmpty }.map { XMLElement(tree: self, index: $0) }
  }
}

/// The vocabularies that readers tell apart.
public enum XMLNamespace: Hashable, Sendable {
  case word, sheet, math, relationships, contentTypes, compatibility, none, other

  init(uri: String) {
    switch uri {
    case "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
      "http://purl.oclc.org/ooxml/wordprocessingml/main":
      self = .word
    case "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main":
      self = .sheet
    case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
      self = .math
    case "http://schemas.openxmlformats.org/package/2006/relationships": self = .relationships
    case "http://schemas.openxmlformats.org/package/2006/content-types": self = .contentTypes
    case "http://schemas.openxmlformats.org/markup-compatibility/2006": self = .compatibility
    default: self = .other
    }
  }
}
