@testable import Forms
import Testing

/// The forms that the program carries, each loaded once for all tests.
enum EmbeddedForms {
  static let packs = ["national", "hunan", "shanghai"]
  static let files = PackFiles.embedded

  private static let loaded: [String: FormLoader.Loaded] = {
    let loader = FormLoader(files: files)
    return Dictionary(uniqueKeysWithValues: packs.map { ($0, loader.load($0, isThorough: true)) })
  }()
  private static let catalogs = Dictionary(
    uniqueKeysWithValues: Catalog.Language.allCases.map { ($0, files.catalog($0)) })

  static func loaded(_ pack: String) throws -> FormLoader.Loaded { try #require(loaded[pack]) }

  static func form(_ pack: String) throws -> Form { try #require(loaded(pack).form) }

  static func catalog(_ language: Catalog.Language) throws -> Catalog { try #require(catalogs[language]) }
}
