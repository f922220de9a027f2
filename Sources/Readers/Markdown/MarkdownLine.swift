/// One line of a file and what it looks like by itself.
struct MarkdownLine: Hashable {
  enum Kind: Hashable {
    /// Nothing to read: white space, a thematic break, a comment.
    case blank
    /// White space with TABs in it: a row of blank cells beside other rows, else nothing.
    case blankRow
    case heading(level: Int)
    case listItem
    case tabRow
    case pipeRow
    case fence(Unicode.Scalar)
    case text
  }

  /// The whole line, without its line end.
  var range: Range<Int>
  /// Without surrounding blanks, markers included; empty at the start where there is nothing else.
  var trimmed: Range<Int>
  /// `trimmed` without the marker of a heading or list item.
  var content: Range<Int>
  var kind: Kind
}
