import OpenXML

/// The words that the comments of a Word file stand at, in the order of the ids.
public struct CommentAnchors {
  public private(set) var texts: [String] = []

  public init(_ bytes: [UInt8]) throws {
    let package = try OfficePackage(bytes)
    var open: [String: String] = [:]
    var closed: [(id: Int, text: String)] = []
    for element in try package.xml(package.mainPart).elements {
      switch element.name {
      case "commentRangeStart": open[element["id"] ?? ""] = ""
      case "commentRangeEnd":
        if let id = element["id"], let text = open.removeValue(forKey: id) { closed.append((Int(id) ?? -1, text)) }
      case "t": for id in open.keys { open[id]? += element.text }
      default: break
      }
    }
    texts = closed.sorted { $0.id < $1.id }.map(\.text)
  }
}
