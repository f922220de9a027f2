import Amounts
public import Composing
import Filings
public import Forms
import Foundation
import Mustache
import Writers

/// Writes a disclosure as one HTML page that needs nothing else and runs nothing: names for every table and figure,
/// charts with their figures beside them, fit for telephones, screen readers and paper.
public struct PublishedPage {
  private let catalog: Catalog
  private let templates: MustacheLibrary

  /// - Throws: where an embedded template does not parse, which is a defect of the build.
  public init(catalog: Catalog) throws {
    self.catalog = catalog
    var templates = MustacheLibrary()
    for name in ["page", "page-main", "chart"] { try templates.register(Assets.text(name + ".mustache"), named: name) }
    self.templates = templates
  }

  /// - Throws: where the template is missing, which is a defect of the build.
  public func write(_ publication: Publication) throws -> String {
    let style = StyleSheet.text + Self.ownStyle
    var page = page(publication)
    page["policy"] = policy(style)
    page["style"] = Verbatim(renderText: style)
    return try render(page, "page")
  }

  /// The main part alone, for a page that has the style sheets already.
  public func main(_ publication: Publication) throws -> String { try render(page(publication), "page-main") }

  /// What the page adds to the style sheet of all pages.
  public static let ownStyle = Assets.text("page.css")

  private func render(_ page: View, _ name: String) throws -> String {
    guard let text = templates.render(page, withTemplate: name) else { throw MissingTemplate() }
    return text
  }

  private func page(_ publication: Publication) -> View {
    let charts = Charts(
      publication,
      words: Charts.Words(
        item: catalog("publish.chart.item"), bar: catalog("publish.chart.bar"), share: catalog("publish.chart.share"),
        done: catalog("publish.chart.done"))
    ).views()
    let unit = publication.filing.tables.first?.unit.rawValue ?? ""
    return [
      "title": publication.title,
      "department": publication.department, "year": publication.year, "skip": catalog("publish.skip"),
      "contentsWord": catalog("publish.contents"), "chartsWord": catalog("publish.charts"),
      "note": catalog("publish.charts.note", ["unit": unit]), "made": catalog("publish.made"),
      "charts": charts.isEmpty ? nil : ["list": charts] as View,
      "body": Verbatim(renderText: PageBody.html(publication)),
    ]
  }

  struct MissingTemplate: Error {}

  /// Nothing is loaded and nothing runs; only this style applies.
  private func policy(_ style: String) -> String {
    let hash = Data(SHA256.digest(Array(style.utf8))).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(hash)'; img-src data:; base-uri 'none'; form-action 'none'"
  }
}

/// The proof inside a page: a block of data, which no browser runs.
public enum PageProof {
  private static let opening = "<script type=\"application/json\" id=\"proof\">"
  private static let closing = "</script>"

  private static let end = "</body>"

  /// - Parameter proof: JSON; nothing in it can be taken for markup.
  public static func adding(_ proof: String, to page: String) -> String {
    guard let place = page.range(of: end, options: .backwards) else { return page }
    var page = page
    page.insert(
      contentsOf: opening + proof.replacing("<", with: "\\u003c") + closing + "\n", at: place.lowerBound)
    return page
  }

  /// The proof that a page carries; nil where it carries none.
  public static func read(_ page: String) -> String? {
    guard let start = page.range(of: opening, options: .backwards) else { return nil }
    let rest = page[start.upperBound...]
    return rest.range(of: closing).map { String(rest[..<$0.lowerBound]) }
  }
}
