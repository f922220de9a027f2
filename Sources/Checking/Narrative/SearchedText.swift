import Documents
import Filings
import Texts

/// A paragraph or a cell of the document, and where some words stand in it.
struct SearchedText {
  var scalars: [Unicode.Scalar]
  var piece: TextPiece
  var isCell: Bool
  var section: String
  var places: [String: [Range<Int>]]

  func printed(_ range: Range<Int>) -> PrintedText {
    PrintedText(String(scalars: scalars[range]), piece.span(ofScalars: range))
  }

  func all(_ word: String) -> [Range<Int>] { places[word] ?? [] }

  /// Paragraphs, and cells long enough for a phrase; the table of contents says nothing of its own.
  static func all(_ context: CheckContext, for words: [String]) -> [SearchedText] {
    let finder = WordFinder(words)
    var texts = context.prose.filter { !$0.isContents }.map { prose in
      SearchedText(
        scalars: prose.scalars, piece: prose.piece, isCell: false, section: prose.section,
        places: finder.places(in: prose.scalars))
    }
    for cell in context.cells where cell.text.utf8.count >= fewestBytes {
      let scalars = Array(cell.text.unicodeScalars)
      texts.append(
        SearchedText(scalars: scalars, piece: cell, isCell: true, section: "", places: finder.places(in: scalars)))
    }
    return texts
  }

  private static let fewestBytes = 18
}
