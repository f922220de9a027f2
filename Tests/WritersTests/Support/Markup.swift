import Foundation
import FoundationXML

/// An HTML page as a strict parser sees it: every element with its attributes, and all its text.
final class Markup: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  private(set) var text = ""
  /// Why the page is not well formed; nil when it is.
  private(set) var fault: String?

  /// Style and script are set aside: their text is not markup.
  init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(Self.bare(page).utf8))
    parser.delegate = self
    if !parser.parse() {
      fault = "line \(parser.lineNumber): \(parser.parserError.map(String.init(describing:)) ?? "")"
    }
  }

  /// The page without document type, and with empty style and script.
  static func bare(_ page: String) -> String {
    var page = page
    for name in ["style", "script"] {
      guard let start = page.range(of: "<\(name)>"), let end = page.range(of: "</\(name)>", options: .backwards)
      else { continue }
      page.replaceSubrange(start.upperBound..<end.lowerBound, with: "")
    }
    return page.replacingOccurrences(of: "<!doctype html>\n", with: "")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    text += string
  }

  /// All values of an attribute, in order.
  func values(of attribute: String) -> [String] {
    elements.compactMap { $0.attributes[attribute] }
  }

  func elements(_ name: String, class className: String) -> [Element] {
    elements.filter { element in
      element.name == name && (element.attributes["class"] ?? "").split(separator: " ").contains { $0 == className }
    }
  }
}
