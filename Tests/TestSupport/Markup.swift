public import Foundation
public import FoundationXML

/// An HTML page as a strict parser sees it: every element with its attributes, and all its text.
public final class Markup: NSObject, XMLParserDelegate {
  public struct Element {
    public var name: String
    public var attributes: [String: String]
  }

  public private(set) var elements: [Element] = []
  public private(set) var text = ""
  /// Why the page is not well formed; nil when it is.
  public private(set) var fault: String?

  /// Style and script are set aside: their text is not markup.
  public init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(Self.bare(page).utf8))
    parser.delegate = self
    if !parser.parse() {
      fault = "line \(parser.lineNumber): \(parser.parserError.map(String.init(describing:)) ?? "")"
    }
  }

  /// The page without document type, and with empty style and script.
  public static func bare(_ page: String) -> String {
    var page = page
    for name in ["style", "script"] {
      guard let start = page.range(of: "<\(name)>"), let end = page.range(of: "</\(name)>", options: .backwards)
      else { continue }
      page.replaceSubrange(start.upperBound..<end.lowerBound, with: "")
    }
    return page.replacingOccurrences(of: "<!doctype html>\n", with: "")
  }

  public func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }

  public func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
  }

  /// All values of an attribute, in order.
  public func values(of attribute: String) -> [String] {
    elements.compactMap { $0.attributes[attribute] }
  }

  public func elements(_ name: String, class className: String) -> [Element] {
    elements.filter { element in
      element.name == name && (element.attributes["class"] ?? "").split(separator: " ").contains { $0 == className }
    }
  }
}
