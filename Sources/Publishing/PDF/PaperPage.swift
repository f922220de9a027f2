import Composing

/// A page as it is to be drawn; lengths in points from its top left.
struct PaperPage {
  enum Item {
    /// Some lines of a text.
    case text(String, TypeStyle, lines: Range<Int>, x: Double, y: Double, width: Double, link: String?)
    case rule(x0: Double, y0: Double, x1: Double, y1: Double)
    /// What is inside is one element of the file's structure.
    case open(String)
    case close(String)
  }

  var paper: Paper
  /// Printed below, and the page's label; nil on cover and contents.
  var number: Int?
  var items: [Item] = []
}

/// A heading's place, for links and bookmarks.
struct HeadingPlace {
  var section: Publication.Section
  /// 0-based.
  var page: Int
  var y: Double
}
