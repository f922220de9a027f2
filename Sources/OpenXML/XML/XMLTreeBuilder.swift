/// Reads XML from its first byte to its last, once.
struct XMLTreeBuilder {
  private(set) var nodes: [XMLTree.Node] = []

  private let bytes: [UInt8]
  private let part: String
  private let limits: OpenXMLLimits
  private var offset = 0
  /// The elements that are open, and the last child of each so far.
  private var open: [(node: Int, lastChild: Int)] = []
  private var namespaces = NamespaceScope()

  init(_ bytes: [UInt8], part: String, limits: OpenXMLLimits) {
    self.bytes = bytes
    self.part = part
    self.limits = limits
  }

  private func fault(at offset: Int) -> OpenXMLFault { .badXML(part, at: offset) }

  mutating func run() throws(OpenXMLFault) {
    guard bytes.count <= limits.partBytes else { throw .tooLarge(part) }
    nodes.reserveCapacity(bytes.count / 24)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "<") { try readMarkup() } else { try readText() }
    }
    guard open.isEmpty, !nodes.isEmpty else { throw fault(at: offset) }
  }

  private mutating func readText() throws(OpenXMLFault) {
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "<") { offset += 1 }
    if !open.isEmpty {
      try add(name: "", .none, start..<offset)
    } else if !bytes[start..<offset].allSatisfy(\.isSpace) {
      throw fault(at: start)
    }
  }

  private mutating func readMarkup() throws(OpenXMLFault) {
    guard offset + 1 < bytes.count else { throw fault(at: offset) }
    switch bytes[offset + 1] {
    case UInt8(ascii: "?"): offset = try end(of: "?>", from: offset + 2)
    case UInt8(ascii: "!"): try readDeclaration()
    case UInt8(ascii: "/"): try readClosingTag()
    default: try readOpeningTag()
    }
  }

  /// Comments and character data; a document type is refused.
  private mutating func readDeclaration() throws(OpenXMLFault) {
    let start = offset
    if bytes[start...].starts(with: "<!--".utf8) {
      offset = try end(of: "-->", from: start + 4)
    } else if bytes[start...].starts(with: "<![CDATA[".utf8), !open.isEmpty {
      offset = try end(of: "]]>", from: start + 9)
      try add(name: "", .none, start..<offset)
    } else {
      throw fault(at: start)
    }
  }

  private func end(of mark: StaticString, from start: Int) throws(OpenXMLFault) -> Int {
    let length = mark.utf8CodeUnitCount
    let last = mark.utf8Start[length - 1]
    var index = start + length - 1
    while index < bytes.count {
      if bytes[index] == last, (1..<length).allSatisfy({ bytes[index - $0] == mark.utf8Start[length - 1 - $0] }) {
        return index + 1
      }
      index += 1
    }
    throw fault(at: start)
  }

  private mutating func readOpeningTag() throws(OpenXMLFault) {
    let start = offset
    offset += 1
    let name = try readName()
    var isEmpty = false
    while true {
      let hadSpace = skipSpace()
      guard offset < bytes.count else { throw fault(at: start) }
      if bytes[offset] == UInt8(ascii: ">") { break }
      if bytes[offset] == UInt8(ascii: "/") {
        offset += 1
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: ">") else { throw fault(at: start) }
        isEmpty = true
        break
      }
      guard hadSpace else { throw fault(at: offset) }
      try readAttribute()
    }
    offset += 1
    let namespace = namespaces.lookUp(name.prefix, in: bytes)
    guard !open.isEmpty || nodes.isEmpty else { throw fault(at: start) }
    let node = try add(name: String(decoding: bytes[name.local], as: UTF8.self), namespace, start..<offset)
    if isEmpty {
      namespaces.leave(depth: open.count)
    } else {
      guard open.count < limits.depth else { throw .tooLarge(part) }
      open.append((node, 0))
    }
  }

  private mutating func readClosingTag() throws(OpenXMLFault) {
    let start = offset
    offset += 2
    _ = try readName()
    let name = (start + 2)..<offset
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: ">"), let (node, _) = open.popLast() else {
      throw fault(at: start)
    }
    offset += 1
    let opened = Int(nodes[node].tag.lowerBound) + 1
    guard bytes[opened..<(opened + name.count)] == bytes[name], !bytes[opened + name.count].isName else {
      throw fault(at: start)
    }
    nodes[node].close = Int32(start)..<Int32(offset)
    namespaces.leave(depth: open.count)
  }

  private mutating func readAttribute() throws(OpenXMLFault) {
    let start = offset
    let name = try readName()
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { throw fault(at: start) }
    offset += 1
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") || bytes[offset] == UInt8(ascii: "'") else {
      throw fault(at: start)
    }
    let quote = bytes[offset]
    let valueStart = offset + 1
    offset = valueStart
    while offset < bytes.count, bytes[offset] != quote {
      guard bytes[offset] != UInt8(ascii: "<") else { throw fault(at: offset) }
      offset += 1
    }
    guard offset < bytes.count else { throw fault(at: start) }
    let value = valueStart..<offset
    offset += 1
    let isDefault = name.prefix.isEmpty && bytes[name.local].elementsEqual("xmlns".utf8)
    guard isDefault || bytes[name.prefix].elementsEqual("xmlns".utf8) else { return }
    guard !namespaces.isCrowded else { throw .tooLarge(part) }
    namespaces.bind(isDefault ? name.prefix : name.local, to: XMLText.decode(bytes[value]), depth: open.count)
  }

  private mutating func readName() throws(OpenXMLFault) -> (prefix: Range<Int>, local: Range<Int>) {
    let start = offset
    var colon: Int?
    while offset < bytes.count, bytes[offset].isName {
      if bytes[offset] == UInt8(ascii: ":"), colon == nil { colon = offset }
      offset += 1
    }
    let local = colon.map { $0 + 1 } ?? start
    guard local < offset else { throw fault(at: start) }
    return (start..<(colon ?? start), local..<offset)
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let start = offset
    while offset < bytes.count, bytes[offset].isSpace { offset += 1 }
    return offset > start
  }

  @discardableResult
  private mutating func add(
    name: String, _ namespace: XMLNamespace, _ range: Range<Int>
  ) throws(OpenXMLFault) -> Int {
    guard nodes.count < limits.nodes else { throw .tooLarge(part) }
    let index = nodes.count
    nodes.append(
      XMLTree.Node(
        name: name, namespace: namespace, tag: Int32(range.lowerBound)..<Int32(range.upperBound),
        close: Int32(range.upperBound)..<Int32(range.upperBound),
        parent: Int32(open.last?.node ?? 0)))
    if let top = open.indices.last {
      let last = open[top].lastChild
      if last == 0 { nodes[open[top].node].firstChild = Int32(index) } else { nodes[last].next = Int32(index) }
      open[top].lastChild = index
    }
    return index
  }
}

extension UInt8 {
  var isSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// Bytes that names are made of. What else XML forbids in them cannot do harm here.
  var isName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}
