import OpenXML

/// The part with the notes of a sheet.
struct SheetNotes {
  let author: String
  let prefix: String

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// - Parameter known: the notes that are there; a cell's own go on with the new ones.
  func written(_ notes: [(cell: String, paragraphs: [String])], into known: XMLTree?) -> [UInt8] {
    guard let known, let authors = known.root.child("authors"), let list = known.root.child("commentList") else {
      let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"\(space)\"><authors><author>"
      let own = SheetNotes(author: author, prefix: "")
      return bytes(head) + XMLText.encode(author) + bytes("</author></authors><commentList>")
        + notes.flatMap { own.note($0.cell, $0.paragraphs, author: 0) } + bytes("</commentList></comments>")
    }
    var changes = [
      authors.appending(bytes("<\(prefix)author>") + XMLText.encode(author) + bytes("</\(prefix)author>"))
    ]
    let number = authors.children.map { $0 }.count
    var added: [UInt8] = []
    for note in notes {
      if let text = list.children.first(where: { $0["ref"] == note.cell })?.child("text") {
        changes.append(text.appending(run(["", ""] + note.paragraphs)))
      } else {
        added += self.note(note.cell, note.paragraphs, author: number)
      }
    }
    changes.append(list.appending(added))
    return known.splicing(changes)
  }

  private func note(_ cell: String, _ paragraphs: [String], author: Int) -> [UInt8] {
    bytes("<\(prefix)comment ref=\"\(cell)\" authorId=\"\(author)\"><\(prefix)text>") + run(paragraphs)
      + bytes("</\(prefix)text></\(prefix)comment>")
  }

  private func run(_ paragraphs: [String]) -> [UInt8] {
    bytes("<\(prefix)r><\(prefix)t xml:space=\"preserve\">") + XMLText.encode(paragraphs.joined(separator: "\n"))
      + bytes("</\(prefix)t></\(prefix)r>")
  }
}
