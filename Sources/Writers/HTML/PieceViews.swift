import Checking
import Documents
import Forms

/// Draws a piece of text with the marks of findings in it.
struct PieceViews {
  let catalog: Catalog
  let annotations: Annotations

  /// The parts of a paragraph's or heading's text, in order: plain text, line breaks, marked and linked stretches.
  func parts(of text: String, at piece: Annotations.Piece) -> [View] {
    let stretches = annotations.stretches(of: piece)
    if stretches.isEmpty { return plain(text) }
    let marks = annotations.marks(on: piece)
    let scalars = Array(text.unicodeScalars)
    var parts: [View] = []
    var told: Set<Int> = []
    var at = 0
    for stretch in stretches where stretch.upperBound <= scalars.count {
      parts += plain(string(scalars[at..<stretch.lowerBound]))
      let here = marks.filter { $0.range?.overlaps(stretch) ?? false }
      // In a cell each mark has its number; a paragraph tells it once.
      let numbered = piece.cell == nil ? here.filter { !told.contains($0.finding) } : here
      told.formUnion(here.map(\.finding))
      parts.append(
        self.stretch(
          string(scalars[stretch]), marks: here, numbered: numbered, id: annotations.id(of: stretch, in: piece)))
      at = stretch.upperBound
    }
    return parts + plain(string(scalars[at...]))
  }

  /// The parts of a cell's text. A mark on the whole cell takes in all others; a blank cell says that it is one.
  func parts(ofCell text: String, at piece: Annotations.Piece) -> [View] {
    let marks = annotations.marks(on: piece)
    guard marks.contains(where: { $0.range == nil }) else { return parts(of: text, at: piece) }
    let isBlank = text.allSatisfy(\.isWhitespace)
    return [
      stretch(
        isBlank ? catalog("report.blank") : text, marks: marks, numbered: marks, id: nil, isBlank: isBlank)
    ]
  }

  /// Marks on a whole paragraph or table: a number before it for each finding.
  func leads(on piece: Annotations.Piece) -> View? {
    let marks = unique(annotations.marks(on: piece).filter { $0.range == nil })
    return marks.isEmpty ? nil : ["badges": badges(marks, areLinks: true)]
  }

  func plain(_ text: String) -> [View] {
    if text.isEmpty { return [] }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var parts: [View] = [["plain": String(lines[0])]]
    for line in lines.dropFirst() { parts += [["isBreak": true], ["plain": String(line)]] }
    return parts
  }

  private func stretch(
    _ text: String, marks: [Annotations.Mark], numbered: [Annotations.Mark], id: String?, isBlank: Bool = false
  ) -> View {
    let marks = unique(marks)
    let length = text.unicodeScalars.count > Self.longestUnbroken ? " long" : ""
    guard let first = marks.first else { return ["anchor": ["id": id, "text": text, "length": length] as View] }
    let numbered = unique(numbered)
    return [
      "mark": [
        "id": id, "text": text, "finding": "f\(first.finding)", "label": label(text, first),
        "shape": first.severity.tone.map { " " + $0 } ?? "", "length": isBlank ? " blank" : length,
        "badges": badges(Array(numbered.prefix(1)), areLinks: numbered.first?.finding != first.finding)
          + badges(Array(numbered.dropFirst()), areLinks: true),
        "expected": numbered.compactMap(\.expected).first.map { catalog("html.shouldBe", ["value": $0]) },
      ] as View
    ]
  }

  private func badges(_ marks: [Annotations.Mark], areLinks: Bool) -> [View] {
    marks.map { mark in
      [
        "number": mark.finding, "shape": mark.severity.tone.map { " " + $0 } ?? "",
        "link": areLinks ? ["finding": "f\(mark.finding)", "label": label("", mark)] as View : nil,
      ]
    }
  }

  private func label(_ text: String, _ mark: Annotations.Mark) -> String {
    let values = ["severity": catalog("report.\(mark.severity.rawValue)"), "number": String(mark.finding)]
    let name = catalog("html.markLabel", values)
    return text.isEmpty ? name : catalog("html.quoted", ["text": text, "label": name])
  }

  /// One mark a finding, in the findings' order; the one that tells a value where there are several.
  private func unique(_ marks: [Annotations.Mark]) -> [Annotations.Mark] {
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
}
