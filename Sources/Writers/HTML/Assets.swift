import Mustache

/// The one style sheet of all pages.
package enum StyleSheet {
  package static let text = EmbeddedFiles.all.first { $0.path == "mingzhang.css" }?.text ?? ""
}

/// The style sheet, script and templates that a page is made of.
package struct Assets: Sendable {
  package let style: String
  package let script: String
  let templates: MustacheLibrary
  private let texts: [String: String]

  /// - Parameter more: files of another room, such as its templates, beside those of the report; the same name wins.
  /// - Throws: where a file is missing or a template does not parse; both are defects of the build.
  package init(adding more: [(path: String, text: String)] = []) throws {
    var files = Dictionary(EmbeddedFiles.all.map { ($0.path, $0.text) }) { first, _ in first }
    files.merge(more.map { ($0.path, $0.text) }) { $1 }
    texts = files
    style = try Self.text("mingzhang.css", of: files)
    script = try Self.text("mingzhang.js", of: files)
    var templates = MustacheLibrary()
    for (path, text) in files where path.hasSuffix(Self.suffix) {
      // The line end that closes the file is not part of what a template inserts.
      let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
      try templates.register(body, named: String(path.dropLast(Self.suffix.count)))
    }
    self.templates = templates
  }

  /// A file as it stands.
  package func text(_ path: String) throws -> String { try Self.text(path, of: texts) }

  private static func text(_ path: String, of texts: [String: String]) throws -> String {
    guard let text = texts[path] else { throw MissingAsset(path: path) }
    return text
  }

  package func render(_ view: View, with template: String) throws -> String {
    guard let text = templates.render(view, withTemplate: template) else {
      throw MissingAsset(path: template + Self.suffix)
    }
    return text
  }

  package struct MissingAsset: Error {
    package var path: String
  }

  private static let suffix = ".mustache"
}
