import OpenXML

/// The comments of a Word file: those that are there, the new ones, and the two places that speak of the part.
struct CommentsPart {
  private(set) var count = 0

  private let package: OfficePackage
  private let prefix: String
  private let name: String
  private let isNew: Bool
  /// The part as it is, to where the new comments go, and the rest.
  private var head: [UInt8]
  private let tail: [UInt8]
  private var nextID = 0

  init(_ package: OfficePackage, prefix: String) throws(OpenXMLFault) {
    self.package = package
    let relationship = try package.relationships(of: package.mainPart).first { $0.type == "comments" && !$0.isExternal }
    if let relationship, package.has(relationship.target) {
      let tree = try package.xml(relationship.target)
      name = relationship.target
      isNew = false
      (head, tail, self.prefix) = try Self.split(tree, part: name)
      nextID = min(tree.root.children.compactMap { $0["id"].flatMap { Int($0) } }.max() ?? -1, 1 << 30) + 1
    } else {
      let folder = package.mainPart.split(separator: "/").dropLast().map(String.init)
      name = (folder + ["comments.xml"]).joined(separator: "/")
      isNew = true
      self.prefix = prefix
      let main = try package.bytes(of: package.mainPart)
      let spaces = Self.namespaces(main)
      head = Array("\(Self.declaration)<\(prefix)comments xmlns:\(prefix.dropLast())=\"\(spaces.word)\">".utf8)
      tail = Array("</\(prefix)comments>".utf8)
    }
  }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  /// - Returns: its id.
  mutating func add(_ paragraphs: [String], author: String) -> Int {
    defer { nextID += 1 }
    count += 1
    head += WordMarkup(prefix: prefix, author: author).comment(nextID, paragraphs)
    return nextID
  }

  func write(into parts: inout [String: [UInt8]]) throws(OpenXMLFault) {
    parts[name] = head + tail
    guard isNew else { return }
    let type = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    parts[OfficePackage.contentTypes] = try Self.adding(
      "Override PartName=\"/\(name)\" ContentType=\"\(type)\"", to: package, OfficePackage.contentTypes)
    let relationships = OfficePackage.relationshipsPart(of: package.mainPart)
    let office = Self.namespaces(try package.bytes(of: package.mainPart)).office
    let used = Set(try package.relationships(of: package.mainPart).map(\.id))
    let id = (1...).lazy.map { "rIdComments\($0)" }.first { !used.contains($0) } ?? "rIdComments"
    let entry = "Relationship Id=\"\(id)\" Type=\"\(office)/comments\" Target=\"comments.xml\""
    if package.has(relationships) {
      parts[relationships] = try Self.adding(entry, to: package, relationships)
    } else {
      let space = "http://schemas.openxmlformats.org/package/2006/relationships"
      parts[relationships] = Array(
        "\(Self.declaration)<Relationships xmlns=\"\(space)\"><\(entry)/></Relationships>".utf8)
    }
  }

  /// A part with one more element before the end of its root.
  private static func adding(
    _ element: String, to package: OfficePackage, _ part: String
  ) throws(OpenXMLFault) -> [UInt8] {
    let (head, tail, prefix) = try split(try package.xml(part), part: part)
    return head + Array("<\(prefix)\(element)/>".utf8) + tail
  }

  /// A part cut before the end of its root, and the prefix of the root.
  private static func split(
    _ tree: XMLTree, part: String
  ) throws(OpenXMLFault) -> (head: [UInt8], tail: [UInt8], prefix: String) {
    let prefix = tree.root.prefix
    let name = tree.bytes[tree.root.tag].dropFirst().prefix { !" \t\r\n/>".utf8.contains($0) }
    if tree.root.close.isEmpty {
      let opened = tree.bytes[..<tree.root.tag.upperBound].dropLast(2) + Array(">".utf8)
      let closed = Array("</".utf8) + name + Array(">".utf8) + tree.bytes[tree.root.tag.upperBound...]
      return (Array(opened), closed, prefix)
    }
    let end = tree.root.close.lowerBound
    return (Array(tree.bytes[..<end]), Array(tree.bytes[end...]), prefix)
  }

  /// The namespaces of a document: ISO's strict form has others.
  private static func namespaces(_ document: [UInt8]) -> (word: String, office: String) {
    let isStrict = String(decoding: document.prefix(4_096), as: UTF8.self)
      .contains("http://purl.oclc.org/ooxml/wordprocessingml/main")
    return isStrict
      ? ("http://purl.oclc.org/ooxml/wordprocessingml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")
      : (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      )
  }
}
