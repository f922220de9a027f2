import Texts

/// A kind of document that departments publish: 部门决算, 部门预算.
public struct DocumentKind: Sendable, Hashable {
  public var id: String
  public var title: String
  /// Words of titles that tell it, its own title among them.
  public var words: [String]

  /// The kind that the first titles of a document name: the one named first.
  ///
  /// - Parameter beginning: the text of the first pages, without white space.
  public static func named(in beginning: String, among kinds: [DocumentKind]) -> DocumentKind? {
    let places = kinds.compactMap { kind in
      kind.words.compactMap { beginning.firstPlace(of: $0)?.lowerBound }.min().map { (kind: kind, start: $0) }
    }
    return places.min { $0.start < $1.start }?.kind
  }

  static func kinds(_ node: PackNode?) -> [DocumentKind] {
    (node?.entries ?? []).map { entry in
      let title = entry.value.text("title") ?? entry.key
      return DocumentKind(
        id: entry.key, title: title, words: [title] + (entry.value["or"]?.items.compactMap(\.text) ?? []))
    }
  }
}
