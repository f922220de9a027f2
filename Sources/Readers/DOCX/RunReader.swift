import Documents
import OpenXML
import Texts

/// Reads the runs of one paragraph.
struct RunReader {
  private(set) var content = PlacedText()
  /// Contents of the text boxes that are anchored here.
  private(set) var boxes: [XMLElement] = []
  private(set) var tally: WordTally
  private(set) var fields: [Bool]

  private let text: WordText
  private let part: String
  private let styles: WordStyles
  private let paragraph: Int
  private let isHidden: Bool

  /// Fields inside each other that are followed.
  private static let deepestField = 64

  init(reader: WordReader, paragraph: Int, isHidden: Bool) {
    (tally, fields) = (reader.tally, reader.fields)
    (text, part, styles) = (reader.text, reader.part, reader.styles)
    self.paragraph = paragraph
    self.isHidden = isHidden
  }

  mutating func read(_ element: XMLElement) {
    for child in element.children {
      if let choice = child.choice {
        read(choice)
      } else if child.namespace == .math {
        content.append(Self.formula(child))
      } else if child.namespace == .word {
        readWord(child)
      }
    }
  }

  private mutating func readWord(_ element: XMLElement) {
    switch element.name {
    case "r": readRun(element)
    case "ins", "moveTo":
      tally.changes += 1
      read(element)
    case "del", "moveFrom": tally.changes += 1
    case "hyperlink", "fldSimple", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "rubyBase":
      read(element)
    default: break
    }
  }

  private var isVisible: Bool { fields.allSatisfy { $0 } }

  private mutating func readRun(_ run: XMLElement) {
    let properties = run.child("rPr")
    let isHidden =
      properties?.child("vanish").map(\.isOn)
      ?? (self.isHidden || properties?.child("rStyle").map { styles.isHidden($0["val"]) } ?? false)
    let isRaised = properties?.child("vertAlign")?["val"] == "superscript"
    var parts = RunPart.parts(of: run)[...]
    var offset = 0
    var visible = VisibleStretch()
    for child in run.children {
      if let next = parts.first, next.element.index == child.index {
        parts.removeFirst()
        let length = next.text.unicodeScalars.count
        if isVisible, !isHidden {
          if next.text.hasUnseen {
            addSeen(next.text, at: offset, to: &visible, run)
          } else {
            visible.add(isRaised ? Self.raised(next.text) : next.text, at: offset, length)
          }
          if next.isUnknownSymbol { tally.unknownSymbols += 1 }
        }
        offset += length
      } else {
        flush(&visible, run)
        readOther(child)
      }
    }
    if isHidden, offset > 0 { tally.hidden += 1 }
    flush(&visible, run)
  }

  /// Adds what is seen of a text, each stretch with its own place.
  private mutating func addSeen(_ text: String, at offset: Int, to visible: inout VisibleStretch, _ run: XMLElement) {
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if scalar.isUnseen {
        flush(&visible, run)
      } else {
        visible.add(String(scalar), at: offset + index, 1)
      }
    }
  }

  private mutating func readOther(_ child: XMLElement) {
    switch child.name {
    case "fldChar":
      switch child["fldCharType"] {
      case "begin": if fields.count < Self.deepestField { fields.append(false) }
      case "separate": if !fields.isEmpty { fields[fields.count - 1] = true }
      default: _ = fields.popLast()
      }
    case "ruby": read(child)
    case "drawing", "pict", "object", "AlternateContent": findBoxes(child.choice ?? child)
    default: break
    }
  }

  private mutating func findBoxes(_ element: XMLElement) {
    for child in element.children {
      if child.namespace == .word, child.name == "txbxContent" {
        boxes.append(child)
      } else if child.name == "blip" || child.name == "imagedata" || child.name == "chart" {
        tally.pictures += 1
      } else {
        findBoxes(child.choice ?? child)
      }
    }
  }

  private mutating func flush(_ visible: inout VisibleStretch, _ run: XMLElement) {
    defer { visible = VisibleStretch() }
    guard !visible.characters.isEmpty else { return }
    content.append(
      visible.text,
      at: Place(
        .run(part: part, paragraph: paragraph, run: text.number(of: run), characters: visible.characters)))
  }

  /// Characters of a run that are printed one after another.
  private struct VisibleStretch {
    var text = ""
    var characters = 0..<0

    mutating func add(_ text: String, at offset: Int, _ length: Int) {
      self.text += text
      characters = (characters.isEmpty ? offset : characters.lowerBound)..<(offset + length)
    }
  }

  /// `m²` and not `m2`, which would be another number. One character for each, so that places stay.
  private static func raised(_ text: String) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return text }
    return String(scalars: text.utf8.map { digits[Int($0) - 0x30] })
  }

  /// The characters of a formula, one after another.
  private static func formula(_ element: XMLElement) -> String {
    element.name == "t" ? element.text : element.children.map(formula).joined()
  }
}
