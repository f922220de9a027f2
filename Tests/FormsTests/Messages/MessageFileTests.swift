import Forms
import Testing

@Suite("The message files")
struct MessageFileTests {
  private struct Message {
    var file: String
    var fields: [String]
  }

  private var messages: [Message] {
    EmbeddedForms.files.texts.filter { $0.key.hasPrefix("messages/") }.sorted { $0.key < $1.key }.flatMap {
      file, text in
      text.split(separator: "\n").dropFirst().map { line in
        Message(file: file, fields: line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init))
      }
    }
  }

  private func slots(_ text: String) -> Set<String> {
    Set(
      text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) })
  }

  @Test("every file begins with the names of its columns")
  func headings() {
    let files = EmbeddedForms.files.texts.filter { $0.key.hasPrefix("messages/") }
    #expect(files.count >= 6)
    for (file, text) in files { #expect(text.hasPrefix("id\tzh\ten\n"), "\(file)") }
  }

  @Test("every line has an id, Chinese words and English words")
  func lines() {
    #expect(messages.count > 200)
    for message in messages {
      #expect(message.fields.count == 3, "\(message.file): \(message.fields.first ?? "")")
      #expect(message.fields.allSatisfy { !$0.allSatisfy(\.isWhitespace) }, "\(message.file): \(message.fields)")
    }
  }

  @Test("no id is given twice")
  func unique() {
    var seen: Set<String> = []
    for message in messages {
      #expect(seen.insert(message.fields[0]).inserted, "\(message.file): \(message.fields[0])")
    }
  }

  @Test("ids are plain words with dots")
  func ids() {
    for message in messages {
      let isPlain = message.fields[0].unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0 == "." || $0 == "_" || $0 == "-" || ("0"..."9").contains($0)
      }
      #expect(isPlain, "\(message.file): \(message.fields[0])")
    }
  }

  @Test("Chinese and English have the same slots, their braces closed")
  func slots() {
    for message in messages where message.fields.count == 3 {
      #expect(slots(message.fields[1]) == slots(message.fields[2]), "\(message.file): \(message.fields[0])")
      for text in message.fields.dropFirst() {
        #expect(text.count { $0 == "{" } == text.count { $0 == "}" }, "\(message.fields[0])")
      }
    }
  }
}
