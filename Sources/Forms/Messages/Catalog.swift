/// The words Mingzhang speaks, by id, in one language. Code names what it has to say; how it is said stands in
/// `Packs/messages/*.tsv`, Chinese and English side by side.
public struct Catalog: Sendable {
  public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
  }

  public let language: Language
  /// The words of each id, in the language, as bytes of UTF-8.
  private let words: [String: ArraySlice<UInt8>]

  /// - Parameter files: texts of TSV files with the columns `id`, `zh`, `en`; the first line is the heading.
  public init(files: [String], language: Language) {
    var words: [String: ArraySlice<UInt8>] = [:]
    for file in files {
      for line in TabbedText(file).lines {
        let fields = TabbedText.fields(of: line)
        let id = String(decoding: fields[0], as: UTF8.self)
        // A line without both languages shows its id.
        words[id] = fields.count >= 3 ? fields[language == .chinese ? 1 : 2] : ArraySlice(id.utf8)
      }
    }
    self.language = language
    self.words = words
  }

  /// The message with its `{name}` slots filled. An unknown id yields the id itself, so that a gap shows.
  public func callAsFunction(_ id: String, _ values: [String: String] = [:]) -> String {
    words[id].map { Self.filled($0, values) } ?? id
  }

  private static func filled(_ template: ArraySlice<UInt8>, _ values: [String: String]) -> String {
    var result: [UInt8] = []
    var rest = template
    while let open = rest.firstIndex(of: UInt8(ascii: "{")), let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      let name = String(decoding: rest[(open + 1)..<close], as: UTF8.self)
      result += rest[..<open]
      result += (values[name] ?? "{\(name)}").utf8
      rest = rest[(close + 1)...]
    }
    return String(decoding: result + rest, as: UTF8.self)
  }

  /// Ids that exist, sorted; for tests that hold code and catalogue together.
  public var ids: [String] { words.keys.sorted() }
}
