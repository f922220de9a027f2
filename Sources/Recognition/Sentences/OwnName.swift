import Filings
import Texts

/// The department's name, which titles and sentences bear without saying anything by it: 示例市档案馆2024年度收入总计.
struct OwnName {
  private let scalars: [Unicode.Scalar]
  /// Shorter names are words as well.
  private static let shortest = 4

  init(_ department: PrintedText?) {
    let name = (department?.text ?? "").unicodeScalars.filter { !$0.isSpace }
    scalars = name.count >= Self.shortest ? Array(name) : []
  }

  /// Words without the name.
  func removed(from words: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    guard let first = scalars.first, words.count >= scalars.count else { return words }
    var rest: [Unicode.Scalar] = []
    var index = words.startIndex
    while index < words.endIndex {
      if words[index] == first, words[index...].starts(with: scalars) {
        index += scalars.count
      } else {
        rest.append(words[index])
        index += 1
      }
    }
    return rest.count == words.count ? words : rest[...]
  }
}
