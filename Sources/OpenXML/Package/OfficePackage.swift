/// An Office Open XML file as a package: parts by name, and the relationships that say which part is what.
public struct OfficePackage: Sendable {
  public enum Kind: Sendable, Hashable {
    case word, sheet
  }

  /// One part that another speaks of.
  public struct Relationship: Sendable, Hashable {
    public var id: String
    /// The last word of its type, such as `styles`.
    public var type: String
    /// Name of the part; of a link out of the file, its address.
    public var target: String
    public var isExternal: Bool
  }

  public let archive: Archive
  public let kind: Kind
  /// Name of the part with the document or the workbook.
  public let mainPart: String
  private let limits: OpenXMLLimits

  /// - Throws: `OpenXMLFault`; `.unsupported` with a name where the ZIP file holds no document of Word and no workbook.
  public init(_ bytes: [UInt8], limits: OpenXMLLimits = OpenXMLLimits()) throws(OpenXMLFault) {
    self.limits = limits
    archive = try Archive(bytes, limits: limits)
    guard archive.entry(Self.contentTypes) != nil else { throw .unsupported("ZIP") }
    let roots = try Self.relationships(in: archive, of: "", limits: limits)
    guard let main = roots.first(where: { $0.type == "officeDocument" && !$0.isExternal }) else {
      throw .missing("officeDocument")
    }
    mainPart = main.target
    let type = try Self.contentType(of: mainPart, in: archive, limits: limits)
    if type.contains("wordprocessingml") || type.contains("ms-word.document") {
      kind = .word
    } else if type.contains("spreadsheetml") || type.contains("ms-excel.sheet.macro") {
      kind = .sheet
    } else {
      throw .unsupported(type.contains("presentation") ? "PPTX" : type.contains("binary") ? "XLSB" : "ZIP")
    }
  }

  public static let contentTypes = "[Content_Types].xml"

  public func has(_ part: String) -> Bool { archive.entry(part) != nil }

  public func bytes(of part: String) throws(OpenXMLFault) -> [UInt8] {
    guard let entry = archive.entry(part) else { throw .missing(part) }
    return try archive.contents(of: entry)
  }

  public func xml(_ part: String) throws(OpenXMLFault) -> XMLTree {
    try XMLTree(try bytes(of: part), part: part, limits: limits)
  }

  /// What a part speaks of; empty where it speaks of nothing.
  public func relationships(of part: String) throws(OpenXMLFault) -> [Relationship] {
    try Self.relationships(in: archive, of: part, limits: limits)
  }

  /// `word/document.xml` → `word/_rels/document.xml.rels`.
  public static func relationshipsPart(of part: String) -> String {
    let folder = Self.folder(of: part)
    return (folder + ["_rels", part.split(separator: "/").last.map { "\($0).rels" } ?? ".rels"]).joined(separator: "/")
  }

  private static func relationships(
    in archive: Archive, of part: String, limits: OpenXMLLimits
  ) throws(OpenXMLFault) -> [Relationship] {
    let name = relationshipsPart(of: part)
    guard let entry = archive.entry(name) else { return [] }
    let tree = try XMLTree(try archive.contents(of: entry), part: name, limits: limits)
    return tree.root.children.compactMap { element in
      guard element.name == "Relationship", let target = element["Target"] else { return nil }
      let isExternal = element["TargetMode"] == "External"
      return Relationship(
        id: element["Id"] ?? "", type: element["Type"]?.split(separator: "/").last.map(String.init) ?? "",
        target: isExternal ? target : resolved(target, from: part), isExternal: isExternal)
    }
  }

  /// A part's name from how another part calls it.
  private static func resolved(_ target: String, from part: String) -> String {
    var path = target.hasPrefix("/") ? [] : folder(of: part)
    for segment in target.split(separator: "/") {
      switch segment {
      case ".": break
      case "..": _ = path.popLast()
      default: path.append(String(segment))
      }
    }
    return path.joined(separator: "/")
  }

  private static func folder(of part: String) -> [String] {
    part.split(separator: "/").dropLast().map(String.init)
  }

  private static func contentType(
    of part: String, in archive: Archive, limits: OpenXMLLimits
  ) throws(OpenXMLFault) -> String {
    guard let entry = archive.entry(contentTypes) else { throw .missing(contentTypes) }
    let tree = try XMLTree(try archive.contents(of: entry), part: contentTypes, limits: limits)
    let name = "/" + part.lowercased()
    let ending = part.split(separator: ".").last.map { $0.lowercased() }
    let found =
      tree.root.children.first { $0.name == "Override" && $0["PartName"]?.lowercased() == name }
      ?? tree.root.children.first { $0.name == "Default" && $0["Extension"]?.lowercased() == ending }
    return found?["ContentType"] ?? ""
  }
}
