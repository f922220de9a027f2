package import Forms
package import Mustache

/// What a template reads: named texts, switches, lists and parts. Absent is `false`, so that a name is never looked for
/// further out.
package struct View: MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: Any]

  package init(dictionaryLiteral elements: (String, Any?)...) {
    values = Dictionary(minimumCapacity: elements.count)
    for (name, value) in elements { self[name] = value }
  }

  package subscript(name: String) -> Any? {
    get { values[name] }
    set {
      switch newValue {
      case let text as String: values[name] = text.safeForTemplates
      case let number as Int: values[name] = String(number)
      case .some(let value): values[name] = value
      case nil: values[name] = false
      }
    }
  }

  package func child(named name: String) -> Any? { values[name] }
}

/// Text of our own making that is put in as it stands: the style sheet and the script.
package struct Verbatim: MustacheCustomRenderable {
  package let renderText: String

  package init(renderText: String) {
    self.renderText = renderText
  }

  package var isNull: Bool { renderText.isEmpty }
}

/// The catalogue as templates ask it: `{{say.title}}` is the message `html.title`, `{{say.home.title}}` is
/// `html.home.title`.
package struct Words: MustacheParent {
  let catalog: Catalog
  let prefix: String

  /// - Parameter prefix: of the ids of messages.
  package init(catalog: Catalog, prefix: String = "html.") {
    (self.catalog, self.prefix) = (catalog, prefix)
  }

  package func child(named name: String) -> Any? {
    let id = prefix + name
    let text = catalog(id)
    // An id that is no message is the beginning of some.
    return text == id ? Words(catalog: catalog, prefix: id + ".") : text
  }
}

extension String {
  /// The text without what HTML does not allow, and such that the template library escapes all of it.
  ///
  /// The library escapes character by character, and a quotation mark that carries a combining accent is another
  /// character to it: it would pass unescaped and close an attribute. Whatever joins with one of the five characters
  /// that matter becomes U+FFFD.
  var safeForTemplates: String {
    guard utf8.contains(where: \.needsCare) else { return self }
    var text = ""
    text.reserveCapacity(utf8.count)
    for character in self {
      let scalars = character.unicodeScalars
      let isJoined = scalars.count > 1 && scalars.contains { Self.markup.contains($0) }
      for scalar in scalars {
        let isForbidden = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
        let isForeign = isJoined && !Self.markup.contains(scalar)
        text.unicodeScalars.append(isForbidden || isForeign ? "\u{FFFD}" : scalar)
      }
    }
    return text
  }

  private static let markup: Set<Unicode.Scalar> = ["<", ">", "&", "\"", "'"]
}
