/// The words Mingzhang speaks, by id, in one language. Code names what it has to say; how it is said stands in
/// `Packs/messages/*.tsv`, Chinese and English side by side.
public struct Catalog: Sendable {
  public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
  }

  public let language: Language
  /// Lines by id; a run says few of all messages, so they are taken apart when asked for.
  private let lines: [String: Substring]

  /// - Parameter files: texts of TSV files with the columns `id`, `zh`, `en`; the first line is the heading.
  public init(files: [String], language: Language) {
    var lines: [String: Substring] = [:]
    for file in files {
      for line in file.utf8.split(separator: UInt8(ascii: "\n")).dropFirst() {
        lines[String(Substring(line.prefix { $0 != UInt8(ascii: "\t") }))] = Substring(line)
      }
    }
    self.language = language
    self.lines = lines
  }

  /// The message with its `{name}` slots filled. An unknown id yields the id itself, so that a gap shows.
  public func callAsFunction(_ id: String, _ values: [String: String] = [:]) -> String {
    guard let line = lines[id] else { return id }
    let fields = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    guard fields.count >= 3 else { return id }
    return Self.filled(fields[language == .chinese ? 1 : 2], values)
  }

  private static func filled(_ template: Substring.UTF8View, _ values: [String: String]) -> String {
    var result = ""
    var rest = template
    while let open = rest.firstIndex(of: UInt8(ascii: "{")), let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
    {
      let name = Substring(rest[rest.index(after: open)..<close])
      result += Substring(rest[..<open])
      result += values[String(name)] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return result + Substring(rest)
  }

  /// Ids that exist, sorted; for tests that hold code and catalogue together.
  public var ids: [String] { lines.keys.sorted() }
}
