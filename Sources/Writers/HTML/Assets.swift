import Mustache

/// The one style sheet of all pages.
package enum StyleSheet {
  package static let text = EmbeddedFiles.all.first { $0.path == "mingzhang.css" }?.text ?? ""
}

/// The style sheet, script and templates that a page is made of.
struct Assets: Sendable {
  let style: String
  let script: String
  let templates: MustacheLibrary

  /// - Throws: where a file is missing or a template does not parse; both are defects of the build.
  init() throws {
    let files = Dictionary(EmbeddedFiles.all.map { ($0.path, $0.text) }) { first, _ in first }
    func text(_ path: String) throws -> String {
      guard let text = files[path] else { throw MissingAsset(path: path) }
      return text
    }
    style = try text("mingzhang.css")
    script = try text("mingzhang.js")
    var templates = MustacheLibrary()
    for (path, text) in files where path.hasSuffix(Self.suffix) {
      // The line end that closes the file is not part of what a template inserts.
      let body = text.hasSuffix("\n") ? String(text.dropLast()) : text
      try templates.register(body, named: String(path.dropLast(Self.suffix.count)))
    }
    self.templates = templates
  }

  func render(_ view: View, with template: String) throws -> String {
    guard let text = templates.render(view, withTemplate: template) else {
      throw MissingAsset(path: template + Self.suffix)
    }
    return text
  }

  struct MissingAsset: Error {
    var path: String
  }

  private static let suffix = ".mustache"
}
