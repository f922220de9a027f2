import Documents
import Filings
import Forms
import Texts

/// The lines around a table: its title, number, department and unit above, its notes below.
struct Surroundings {
  var header = TableHeader()
  /// Form tables that the lines above name, nearest first.
  var titled: [Int] = []
  /// The nearest title of a table that the form does not have, where no title of the form is nearer.
  var unknown: PrintedText?
  /// The form's table whose figures stand among others in one of such a title.
  var standIn: Int?
}

/// Reads what stands above and below the tables of a document.
struct TitleFinder {
  let document: Document
  let index: FormIndex

  /// Lines further away than this from a table do not speak of it.
  private static let reach = 6

  func surroundings(of block: Int) -> Surroundings {
    var result = Surroundings()
    for line in linesAbove(block) {
      if result.header.title == nil, let table = index.table(titled: line.text) {
        result.titled.append(table)
        result.header.title = line
      } else if result.header.title == nil, result.unknown == nil, index.isTitle(line.text) {
        result.unknown = line
      }
      if result.header.title == nil { result.standIn = result.standIn ?? index.table(inside: line.text) }
      Self.read(line, into: &result.header)
    }
    result.header.notes = linesBelow(block)
    return result
  }

  /// Lines above a table, nearest first, back to the table before it.
  private func linesAbove(_ block: Int) -> [PrintedText] {
    var lines: [PrintedText] = []
    for index in stride(from: block - 1, through: max(0, block - Self.reach), by: -1) {
      guard let piece = piece(at: index) else { break }
      lines += self.lines(of: piece).reversed()
    }
    return lines
  }

  /// Notes below a table, to the next heading, title or table.
  private func linesBelow(_ block: Int) -> [PrintedText] {
    var lines: [PrintedText] = []
    for next in (block + 1)..<max(block + 1, min(document.blocks.count, block + 5)) {
      guard case .paragraph(let paragraph) = document.blocks[next] else { break }
      let found = self.lines(of: paragraph.content)
      if found.contains(where: { index.table(titled: $0.text) != nil || Self.number(in: $0) != nil }) { break }
      lines += found
    }
    return lines
  }

  private func piece(at index: Int) -> TextPiece? {
    switch document.blocks[index] {
    case .heading(let heading): heading.content
    case .paragraph(let paragraph): paragraph.content
    case .table: nil
    }
  }

  private func lines(of piece: TextPiece) -> [PrintedText] { Self.lines(of: piece) }

  /// A piece's lines with their places; blank ones left out.
  static func lines(of piece: TextPiece) -> [PrintedText] {
    var lines: [PrintedText] = []
    var start = 0
    for line in piece.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      let end = start + line.count
      let text = line.drop(while: \.isSpace)
      if !text.isEmpty { lines.append(PrintedText(String(Substring(text)), piece.span(ofScalars: start..<end))) }
      start = end + 1
    }
    return lines
  }

  /// Takes number, department and unit from a line such as `部门：示例市档案馆　公开05表　单位：万元`.
  static func read(_ line: PrintedText, into header: inout TableHeader) {
    let text = Label.compact(line.text)
    guard text.utf8.count <= 240 else { return }
    if header.number == nil, let number = number(in: line) { header.number = number }
    let words = fields(text)
    for (label, value) in words {
      switch label {
      case "单位", "金额单位":
        if header.unit == nil, MoneyUnitWords.isUnit(value) {
          header.unit = PrintedText(value, line.span)
        } else if label == "单位", header.department == nil, !MoneyUnitWords.isUnit(value) {
          header.department = PrintedText(value, line.span)
        }
      default:
        if header.department == nil { header.department = PrintedText(value, line.span) }
      }
    }
  }

  /// 公开05表 or 公开 05 表, wherever it stands in a line.
  static func number(in line: PrintedText) -> PrintedText? {
    let text = Label.compact(line.text)
    guard let start = text.firstPlace(of: "公开")?.lowerBound else { return nil }
    let rest = text[start...].dropFirst(2)
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count <= 3, rest.dropFirst(digits.count).first == "表" else { return nil }
    return PrintedText("公开\(digits)表", line.span)
  }

  /// `label: value` pairs of a header line.
  private static func fields(_ text: String) -> [(label: String, value: String)] {
    let labels = ["部门名称", "单位名称", "编制单位", "编制部门", "公开部门", "金额单位", "部门", "单位"]
    var found: [(label: String, value: String)] = []
    var rest = Substring(text)
    while let colon = rest.firstIndex(of: ":") {
      let before = rest[..<colon]
      guard let label = labels.first(where: { before.hasSuffix($0) }) else {
        rest = rest[rest.index(after: colon)...]
        continue
      }
      rest = rest[rest.index(after: colon)...]
      var value = rest
      for stop in ["公开", "金额单位:", "单位:"] {
        if let range = value.firstPlace(of: stop) { value = value[..<range.lowerBound] }
      }
      found.append((label, String(value)))
    }
    return found
  }
}

enum MoneyUnitWords {
  static func isUnit(_ text: String) -> Bool {
    let plain = text.exchanging("人民币", for: "")
    return ["元", "千元", "万元", "亿元"].contains(plain)
  }
}
