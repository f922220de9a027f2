/// Texts that the room carries: parts of files that are the same in all.
enum Assets {
  private static let texts = Dictionary(EmbeddedFiles.all.map { ($0.path, $0.text) }) { first, _ in first }

  /// Empty for a name that is not there; a test holds every name against the folder.
  static func text(_ name: String) -> String { texts[name] ?? "" }

  static func bytes(_ name: String) -> [UInt8] { Array(text(name).utf8) }
}
