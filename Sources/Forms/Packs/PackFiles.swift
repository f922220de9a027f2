public import Foundation

/// The files of all packs: those compiled into the program, or a folder's.
public struct PackFiles: Sendable {
  /// Texts by path inside the packs folder: `national/tables/T01.yaml`.
  public var texts: [String: String]

  public init(texts: [String: String]) {
    self.texts = texts
  }

  /// The packs that the program carries, so that a copied binary works alone.
  public static let embedded = PackFiles(texts: EmbeddedFiles.byPath.mapValues(\.text))

  /// - Parameter folder: laid out as `Packs/`. Messages that it lacks are taken from the program.
  /// - Throws: what the file system says.
  public init(folder: URL) throws {
    var texts: [String: String] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".yaml") || name.hasSuffix(".tsv") {
      texts[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    for (name, text) in Self.embedded.texts where name.hasPrefix("messages/") && texts[name] == nil {
      texts[name] = text
    }
    self.texts = texts
  }

  /// The tree of a YAML file, where it is one of the program's own as it was when the program was built.
  func tree(of path: String) -> String? {
    guard let own = EmbeddedFiles.byPath[path], own.text == texts[path] else { return nil }
    return own.tree
  }

  /// Ids of the packs: folders that hold a `pack.yaml`.
  public var packs: [String] {
    texts.keys.filter { $0.hasSuffix("/pack.yaml") }.map { String($0.dropLast("/pack.yaml".count)) }.sorted()
  }

  /// The fields of a TSV file's lines, heading left out.
  package func lines(of path: String) -> [[String]] {
    TabbedText(texts[path] ?? "").lines.map { line in
      TabbedText.fields(of: line).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  public func catalog(_ language: Catalog.Language) -> Catalog {
    let files = texts.filter { $0.key.hasPrefix("messages/") }.sorted { $0.key < $1.key }
    return Catalog(files: files.map(\.value), language: language)
  }
}

extension EmbeddedFiles {
  fileprivate static let byPath: [String: (text: String, tree: String?)] = Dictionary(
    all.map { ($0.path, ($0.text, $0.tree)) }, uniquingKeysWith: { first, _ in first })
}
