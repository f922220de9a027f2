import Documents
import Filings
import Forms
import Foundation
import Writers
import Texts

/// What a published file carries of itself: the facts, as `mingzhang read` tells them, and a digest of every heading
/// and paragraph. Whoever has the file can read it anew and hold it against them, without any network.
struct Proof: Codable {
  var schema = Self.schemaName
  /// Of the file that carries it.
  var format: String
  var filing: FilingShape
  /// In the order of the file; see `Words`. Nil where the file could not be read back when it was written.
  var words: [String]?

  static let schemaName = "mingzhang-proof/1"

  init(_ reading: Reading, _ filing: Filing, form: Form, catalog: Catalog) {
    format = reading.format.rawValue
    self.filing = FilingShape(
      filing, .untold, form: form, packReason: catalog("pack.chosen.user"), catalog: catalog)
    words = Words.of(reading.document).map(\.digest)
  }

  /// - Throws: `Damaged` for what is no proof.
  init(json: String) throws(Damaged) {
    do {
      self = try JSONDecoder().decode(Proof.self, from: Data(json.utf8))
    } catch {
      throw Damaged()
    }
    if schema != Self.schemaName { throw Damaged() }
  }

  struct Damaged: Error {}

  /// Headings and paragraphs of a document as they are compared: without white space. Lines of a table of contents are
  /// left out, since programs renew them.
  struct Words {
    var text: String
    var digest: String

    static func of(_ document: Document) -> [Words] {
      var headings: Set<String> = []
      for case .heading(let heading) in document.blocks { headings.insert(plain(heading.content.text)) }
      return document.blocks.compactMap { block in
        switch block {
        case .heading(let heading): return Words(heading.content.text)
        case .paragraph(let paragraph):
          let text = plain(paragraph.content.text)
          let isContents = headings.contains(text) || headings.contains(withoutPage(text))
          return isContents || text.isEmpty ? nil : Words(paragraph.content.text)
        case .table: return nil
        }
      }
    }

    private init(_ text: String) {
      self.text = text
      digest = String(SHA256.hexadecimal(of: Array(Self.plain(text).utf8)).prefix(16))
    }

    private static func plain(_ text: String) -> String {
      String(scalars: text.unicodeScalars.filter { !$0.properties.isWhitespace })
    }

    /// Without the number of the page and the leader before it.
    private static func withoutPage(_ text: String) -> String {
      var scalars = Substring(text).unicodeScalars
      while let last = scalars.last, ("0"..."9").contains(last) || ".…·".unicodeScalars.contains(last) {
        scalars.removeLast()
      }
      return String(scalars)
    }
  }
}
