/// What was recognised on the picture of a page, in dots from its top left as its print stands upright.
struct RecognisedPage: Decodable {
  struct Text {
    var box: PageBox
    var score: Float
    var words: String
  }

  /// By how many quarters the print lies turned clockwise on the picture.
  var turns: Int
  var width: Float
  var height: Float
  var texts: [Text]
  var rules: [RuledLine]
  /// What is printed and was not recognised.
  var ink: [PageBox]

  private enum Key: CodingKey {
    case turns, width, height, texts, rules, ink
  }

  init(from decoder: any Decoder) throws {
    let page = try decoder.container(keyedBy: Key.self)
    turns = try page.decode(Int.self, forKey: .turns)
    width = try page.decode(Float.self, forKey: .width)
    height = try page.decode(Float.self, forKey: .height)
    texts = try page.decode([Text].self, forKey: .texts)
    rules = try page.decode([Rule].self, forKey: .rules).map(\.line)
    ink = try page.decode([Box].self, forKey: .ink).map(\.box)
    guard (0...3).contains(turns), (1...Self.mostDots).contains(width), (1...Self.mostDots).contains(height) else {
      throw DecodingError.dataCorruptedError(forKey: .width, in: page, debugDescription: "\(width) × \(height)")
    }
  }

  private static let mostDots: Float = 65_536

  private struct Box: Decodable {
    var box: PageBox

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      box = try list.box()
    }
  }

  private struct Rule: Decodable {
    var line: RuledLine

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      let isHorizontal = try list.decode(Int.self) != 0
      let (position, start, end) = (try list.number(), try list.number(), try list.number())
      line = RuledLine(isHorizontal: isHorizontal, position: position, start: min(start, end), end: max(start, end))
    }
  }
}

extension RecognisedPage.Text: Decodable {
  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    box = try list.box()
    score = min(1, max(0, try list.number()))
    words = try list.decode(String.self)
  }
}

extension UnkeyedDecodingContainer {
  fileprivate mutating func number() throws -> Float {
    let value = try decode(Float.self)
    guard value.magnitude <= 100_000 else {
      throw DecodingError.dataCorruptedError(in: self, debugDescription: "\(value)")
    }
    return value
  }

  fileprivate mutating func box() throws -> PageBox {
    let (left, top, right, bottom) = (try number(), try number(), try number(), try number())
    return PageBox(left: min(left, right), top: min(top, bottom), right: max(left, right), bottom: max(top, bottom))
  }
}

extension PrintedPage {
  /// A page as a file would tell it that carries its text: the words of each box are spread over its width.
  ///
  /// - Parameter size: in points, as the page is shown; nil for paper as wide as A4.
  init(_ page: RecognisedPage, size: (width: Float, height: Float)?) {
    let upright = size.map { page.turns % 2 == 0 ? ($0.width, $0.height) : ($0.height, $0.width) }
    let width = upright?.0 ?? (page.width > page.height ? 842 : 595)
    let scale = width / page.width
    let height = upright?.1 ?? page.height * scale
    let shown = Turn(4 - page.turns, width: width, height: height)
    self.init(width: page.turns % 2 == 0 ? width : height, height: page.turns % 2 == 0 ? height : width)
    lines = page.rules.map { rule in
      RuledLine(
        isHorizontal: rule.isHorizontal, position: rule.position * scale, start: rule.start * scale,
        end: rule.end * scale)
    }
    for text in page.texts { glyphs += Self.glyphs(text, scale: scale) }
    let unread = page.ink.map { RecognisedPage.Text(box: $0, score: 0, words: "\u{FFFD}") }
    for text in unread { glyphs += Self.glyphs(text, scale: scale) }
    guard page.turns != 0 else { return }
    lines = lines.map(shown.upright)
    glyphs = glyphs.map(shown.upright)
  }

  /// Recognition draws its boxes this much wider and higher than the print in them; in heights of the box.
  private static let margin: Float = 0.12

  private static func glyphs(_ text: RecognisedPage.Text, scale: Float) -> [PrintedGlyph] {
    let scalars = Array(text.words.unicodeScalars)
    let widths = scalars.map { $0.value < 0x2E80 ? Float(1) : 2 }
    let box = PageBox(
      left: text.box.left * scale, top: text.box.top * scale, right: text.box.right * scale,
      bottom: text.box.bottom * scale)
    let height = box.bottom - box.top
    let inset = min(margin * height, (box.right - box.left) / 4)
    let unit = (box.right - box.left - 2 * inset) / max(1, widths.reduce(0, +))
    var x = box.left + inset
    return zip(scalars, widths).map { scalar, width in
      defer { x += width * unit }
      return PrintedGlyph(
        scalar: scalar, font: 0, size: height * (1 - 2 * margin), turns: 0, isStroked: false, isHidden: false, x: x,
        y: box.bottom - 2 * margin * height,
        box: PageBox(
          left: x, top: box.top + margin * height, right: x + width * unit, bottom: box.bottom - margin * height),
        score: text.score)
    }
  }
}
