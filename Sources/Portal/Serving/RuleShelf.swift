import Forms
import Workflow

/// Books of rules, each made once: loading a form takes a tenth of a second.
actor RuleShelf {
  private struct Key: Hashable {
    var pack: String
    var year: Int
    var language: Catalog.Language
  }

  nonisolated let packs: [String]
  private nonisolated let titles: [String: String]
  private let files: PackFiles
  private var books: [Key: RuleBook] = [:]
  private static let mostBooks = 24

  init(files: PackFiles) {
    self.files = files
    packs = files.packs
    let parsed = ParsedPacks(files)
    titles = Dictionary(uniqueKeysWithValues: packs.map { ($0, parsed.title(of: $0) ?? $0) })
  }

  nonisolated func title(of pack: String) -> String { titles[pack] ?? pack }

  /// - Throws: `badField` where there is no such pack, or none for the year.
  func book(_ pack: String, year: Int, _ say: Catalog) throws -> RuleBook {
    let key = Key(pack: pack, year: year, language: say.language)
    if let book = books[key] { return book }
    guard packs.contains(pack) else { throw PortalFailure.badField("pack") }
    do throws(PackChoice.Failure) {
      let book = try RuleBook(pack: pack, year: year, files: files, catalog: say)
      if books.count >= Self.mostBooks { books = [:] }
      books[key] = book
      return book
    } catch {
      throw PortalFailure.badField("pack")
    }
  }
}
