/// The words Mingzhang speaks, by id, in one language. Code names what it has to say; how it is said stands in
/// `Packs/messages/*.tsv`, Chinese and English side by side.
public struct Catalog: Sendable {
  public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
  }

  public let language: Language
  private let messages: [String: String]

  /// - Parameter files: texts of TSV files with the columns `id`, `zh`, `en`; the first line is the heading.
  public init(files: [String], language: Language) {
    var messages: [String: String] = [:]
    for file in files {
      for line in file.split(separator: "\n").dropFirst() {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count >= 3 else { continue }
        messages[String(fields[0])] = String(language == .chinese ? fields[1] : fields[2])
      }
    }
    self.language = language
    self.messages = messages
  }

  /// The message with its `{name}` slots filled. An unknown id yields the id itself, so that a gap shows.
  public func callAsFunction(_ id: String, _ values: [String: String] = [:]) -> String {
    guard var message = messages[id] else { return id }
    for (name, value) in values {
      message = message.replacing("{\(name)}", with: value)
    }
    return message
  }

  /// Ids that exist, sorted; for tests that hold code and catalogue together.
  public var ids: [String] { messages.keys.sorted() }
}
