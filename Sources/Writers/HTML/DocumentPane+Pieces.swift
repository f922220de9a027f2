import Checking
import Documents
import Forms

/// Draws a piece of text with the marks of findings and the states of its numbers in it.
extension DocumentPane {
  /// A paragraph's or heading's text: plain text, line breaks, numbers, marked and linked stretches.
  mutating func drawParts(of text: String, at piece: PieceAddress) {
    let stretches = annotations.stretches(of: piece)
    let numbers = numbers.numbers(in: piece)
    if stretches.isEmpty, numbers.isEmpty { return drawPlain(text) }
    let scalars = Array(text.unicodeScalars)
    let marks = annotations.marks(on: piece)
    var told: Set<Int> = []
    var at = 0
    for stretch in stretches where stretch.upperBound <= scalars.count {
      draw(numbers, in: at..<stretch.lowerBound, of: scalars)
      let here = marks.filter { $0.range?.overlaps(stretch) ?? false }
      let id = annotations.id(of: stretch, in: piece)
      if here.isEmpty {
        drawAnchor(numbers, at: stretch, of: scalars, id: id)
      } else {
        // In a cell each mark has its number; a paragraph tells it once.
        let numbered = piece.cell == nil ? here.filter { !told.contains($0.finding) } : here
        told.formUnion(here.map(\.finding))
        open(here, string(scalars[stretch]), id: id)
        draw(numbers.filter { !$0.isContradicted }[...], in: stretch, of: scalars)
        close(numbered, first: here)
      }
      at = stretch.upperBound
    }
    draw(numbers, in: at..<scalars.count, of: scalars)
  }

  /// A cell's text. A mark on the whole cell takes in all others; a blank cell says that it is one.
  mutating func drawParts(ofCell text: String, at piece: PieceAddress) {
    let marks = annotations.marks(on: piece)
    guard marks.contains(where: { $0.range == nil }) else { return drawParts(of: text, at: piece) }
    if text.allSatisfy(\.isWhitespace) {
      let blank = catalog("report.blank")
      open(marks, blank, id: nil, isBlank: true)
      page.say(blank)
    } else {
      let scalars = Array(text.unicodeScalars)
      open(marks, text, id: nil)
      draw(numbers.numbers(in: piece).filter { !$0.isContradicted }[...], in: scalars.indices, of: scalars)
    }
    close(marks, first: marks)
  }

  /// Marks on a whole paragraph or table: a number before it for each finding.
  ///
  /// - Returns: whether there are any.
  mutating func drawLeads(of piece: PieceAddress) -> Bool {
    let marks = unique(annotations.marks(on: piece).filter { $0.range == nil })
    draw(badges: marks, areLinks: true)
    return !marks.isEmpty
  }

  // MARK: Text and numbers

  private mutating func drawPlain(_ text: String) {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return page.say(text) }
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { page.add("<br/>") }
      page.say(String(line))
    }
  }

  /// Some of a text, with the numbers that stand in it.
  private mutating func draw(
    _ numbers: ArraySlice<NumberStates.Number>, in range: Range<Int>, of scalars: [Unicode.Scalar]
  ) {
    var at = range.lowerBound
    for number in numbers where number.range.lowerBound >= at && number.range.upperBound <= range.upperBound {
      drawPlain(string(scalars[at..<number.range.lowerBound]))
      open(number)
      page.say(string(scalars[number.range]))
      page.add("</span>")
      at = number.range.upperBound
    }
    if at < range.upperBound { drawPlain(string(scalars[at..<range.upperBound])) }
  }

  private mutating func open(_ number: NumberStates.Number) {
    var tag = StartTag(number.tag)
    tag.add("id", number.id)
    tag.add("title", number.title)
    page.open(tag)
    if let id = number.id { drawn.insert(id) }
  }

  /// A stretch that a finding's proof links to.
  private mutating func drawAnchor(
    _ numbers: ArraySlice<NumberStates.Number>, at stretch: Range<Int>, of scalars: [Unicode.Scalar], id: String
  ) {
    var tag = StartTag("span class=\"n\(stretch.count > Self.longestUnbroken ? " long" : "")\"")
    tag.add("id", id)
    page.open(tag)
    draw(numbers, in: stretch, of: scalars)
    page.add("</span>")
  }

  // MARK: Marks

  /// Opens the box of some marks; what is drawn next stands in it.
  private mutating func open(_ marks: [Annotations.Mark], _ text: String, id: String?, isBlank: Bool = false) {
    guard let first = unique(marks).first else { return }
    let length = isBlank ? " blank" : text.unicodeScalars.count > Self.longestUnbroken ? " long" : ""
    var tag = StartTag("a class=\"n x\(first.severity.shape)\(length)\"")
    tag.add("href", "#f\(first.finding)-body")
    tag.add("data-f", "f\(first.finding)")
    tag.add("id", id)
    tag.add("aria-label", label(text, first))
    page.open(tag)
  }

  /// Closes the box, and tells the numbers of the findings and the value that should stand there.
  private mutating func close(_ numbered: [Annotations.Mark], first marks: [Annotations.Mark]) {
    page.add("</a>")
    let numbered = unique(numbered)
    let isOwn = numbered.first?.finding == unique(marks).first?.finding
    draw(badges: Array(numbered.prefix(1)), areLinks: !isOwn)
    draw(badges: Array(numbered.dropFirst()), areLinks: true)
    guard let expected = numbered.lazy.compactMap(\.expected).first else { return }
    page.add(" <ins class=\"should\">")
    page.say(catalog("html.shouldBe", ["value": expected]))
    page.add("</ins>")
  }

  private mutating func draw(badges marks: [Annotations.Mark], areLinks: Bool) {
    for mark in marks {
      let shape = "class=\"mark\(mark.severity.shape)\""
      guard areLinks else {
        page.add("<span \(shape) aria-hidden=\"true\">\(mark.finding)</span>")
        continue
      }
      var tag = StartTag("a \(shape) href=\"#f\(mark.finding)-body\" data-f=\"f\(mark.finding)\"")
      tag.add("aria-label", label("", mark))
      page.open(tag)
      page.add("\(mark.finding)</a>")
    }
  }

  private func label(_ text: String, _ mark: Annotations.Mark) -> String {
    let values = ["severity": catalog("report.\(mark.severity.rawValue)"), "number": String(mark.finding)]
    let name = catalog("html.markLabel", values)
    return text.isEmpty ? name : catalog("html.quoted", ["text": text, "label": name])
  }

  /// One mark a finding, in the findings' order; the one that tells a value where there are several.
  private func unique(_ marks: [Annotations.Mark]) -> [Annotations.Mark] {
    if marks.count < 2 { return marks }
    let telling = Dictionary(marks.map { ($0.finding, $0) }) { $0.expected != nil ? $0 : $1 }
    return telling.values.sorted { $0.finding < $1.finding }
  }

  private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  /// Marked text up to this length keeps on one line, as a figure must.
  private static let longestUnbroken = 16
}

extension Finding.Severity {
  /// The class of marks and findings; errors have none.
  var tone: String? {
    switch self {
    case .error: nil
    case .warning: "w"
    case .info: "i"
    }
  }

  /// The same as what follows another class.
  var shape: String { tone.map { " " + $0 } ?? "" }
}
