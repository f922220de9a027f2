/// The paragraphs and runs of a part of a Word file, numbered as places number them: paragraphs in the order of the
/// part, those in text boxes too; runs in the order of their paragraph, those of paragraphs inside it left out.
public struct WordText: Sendable {
  public let tree: XMLTree
  /// By paragraph, its element.
  public let paragraphs: [XMLElement]
  /// By node of the tree, the number of the paragraph or run that it is; -1 for everything else.
  private let numbers: [Int32]
  /// By node of the tree, the number of the paragraph that it is or stands in; -1 outside.
  private let owners: [Int32]

  public init(_ tree: XMLTree) {
    var paragraphs: [XMLElement] = []
    var runCounts: [Int32] = []
    var numbers = [Int32](repeating: -1, count: tree.count)
    var owners = numbers
    for element in tree.elements {
      let index = element.index
      owners[index] = element.parent.map { owners[$0.index] } ?? -1
      guard element.namespace == .word else { continue }
      if element.name == "p" {
        owners[index] = Int32(paragraphs.count)
        numbers[index] = owners[index]
        paragraphs.append(element)
        runCounts.append(0)
      } else if element.name == "r", owners[index] >= 0 {
        numbers[index] = runCounts[Int(owners[index])]
        runCounts[Int(owners[index])] += 1
      }
    }
    self.tree = tree
    self.paragraphs = paragraphs
    self.numbers = numbers
    self.owners = owners
  }

  /// The number of a paragraph or run.
  public func number(of element: XMLElement) -> Int { Int(numbers[element.index]) }

  /// The runs of a paragraph; the position of each is its number.
  public func runs(of paragraph: Int) -> [XMLElement] {
    var runs: [XMLElement] = []
    collectRuns(paragraphs[paragraph], into: &runs)
    return runs
  }

  private func collectRuns(_ element: XMLElement, into runs: inout [XMLElement]) {
    for child in element.children where !(child.namespace == .word && child.name == "p") {
      if child.namespace == .word, child.name == "r" { runs.append(child) }
      collectRuns(child, into: &runs)
    }
  }

  /// The paragraph that an element is or stands in.
  public func paragraph(around element: XMLElement) -> Int? {
    let owner = Int(owners[element.index])
    return owner < 0 ? nil : owner
  }
}

/// What one child of a run puts into the text.
public struct RunPart: Sendable {
  public var element: XMLElement
  public var text: String
  /// A symbol of a font of signs whose meaning is not known.
  public var isUnknownSymbol = false

  /// The parts of a run that have text, in order. Together they are the text that places count characters of.
  public static func parts(of run: XMLElement) -> [RunPart] {
    run.children.compactMap { child in
      guard child.namespace == .word else { return nil }
      switch child.name {
      case "t": return RunPart(element: child, text: text(of: child))
      case "tab", "ptab": return RunPart(element: child, text: "\t")
      case "br", "cr": return RunPart(element: child, text: "\n")
      case "noBreakHyphen": return RunPart(element: child, text: "-")
      case "sym":
        let symbol = SymbolFonts.scalar(of: child)
        return RunPart(element: child, text: String(symbol ?? "\u{FFFD}"), isUnknownSymbol: symbol == nil)
      default: return nil
      }
    }
  }

  /// White space at both ends counts only where it says so.
  private static func text(of element: XMLElement) -> String {
    let text = element.text
    if element["space"] == "preserve" { return text }
    let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\r" || $0 == "\t" }
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last, isSpace(first) || isSpace(last)
    else { return text }
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.first, isSpace(scalar) { scalars.removeFirst() }
    while let scalar = scalars.last, isSpace(scalar) { scalars.removeLast() }
    return String(scalars)
  }
}
