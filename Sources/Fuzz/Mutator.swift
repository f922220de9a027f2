/// Damages documents: bytes, lines, the fields of table rows, and figures. One in ten becomes a file of another format.
///
/// Damage stays under `limit` bytes, so that an iteration takes about as long as another.
struct Mutator {
  let seeds: Seeds
  let limit = 6_000

  /// The input of one iteration.
  func document(using generator: inout SplitMix64) -> [UInt8] {
    var bytes = seeds.document(using: &generator)
    for _ in 0..<1 + generator.below(6) { mutate(&bytes, using: &generator) }
    // Now and then a line that is far longer than any limit on columns of a page.
    if generator.isOne(in: 500) { insertLongLine(into: &bytes, using: &generator) }
    if generator.isOne(in: 10) {
      let wrapping = Wrapping { damageBytes(&$0, using: &$1) }
      bytes = wrapping.file(of: bytes, using: &generator)
    }
    return bytes
  }

  private func mutate(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    switch generator.below(10) {
    case 0: damageBytes(&bytes, using: &generator)
    case 1, 2: damageLines(&bytes, using: &generator)
    case 3...5: damageFields(&bytes, using: &generator)
    case 6, 7: damageFigures(&bytes, using: &generator)
    default: insertOddity(into: &bytes, using: &generator)
    }
    if bytes.count > limit { bytes = Array(bytes.prefix(limit)).droppingPartialCharacter() }
  }

  // MARK: Bytes

  private func damageBytes(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    let at = boundary(in: bytes, using: &generator)
    guard at < bytes.count else { return }
    switch generator.below(8) {
    case 0: bytes[at] ^= 1 << UInt8(generator.below(8))
    case 1: bytes[at] = UInt8(generator.below(256))
    case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + generator.below(40)))
    case 3...5: bytes.removeLast(bytes.count - at)
    case 6: bytes.removeFirst(at)
    default:
      let end = boundary(in: bytes, using: &generator)
      guard at < end else { return }
      let piece = bytes[at..<min(end, at + 300)]
      bytes.insert(contentsOf: Array(piece), at: boundary(in: bytes, using: &generator))
    }
  }

  // MARK: Lines

  private func damageLines(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    var lines = Lines.split(bytes)
    let at = generator.below(lines.count)
    switch generator.below(7) {
    case 0: lines.remove(at: at)
    case 1: lines.insert(lines[at], at: generator.below(lines.count))
    case 2: lines.swapAt(at, generator.below(lines.count))
    case 3:
      let end = min(lines.count, at + 2 + generator.below(8))
      lines[at..<end].shuffle(using: &generator)
    case 4: lines.insert([], at: at)
    case 5:
      guard at + 1 < lines.count else { return }
      lines[at] += [generator.isOne(in: 2) ? 0x09 : 0x20] + lines.remove(at: at + 1)
    default: lines.insert(seeds.lines(using: &generator), at: at)
    }
    bytes = Lines.join(lines)
  }

  // MARK: Fields

  private func damageFields(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    var lines = Lines.split(bytes)
    let rows = lines.indices.filter { lines[$0].contains(0x09) || lines[$0].contains(0x7C) }
    guard let row = rows.randomElement(using: &generator) else { return }
    let separator: UInt8 = lines[row].contains(0x09) ? 0x09 : 0x7C
    var fields = lines[row].split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
    let at = generator.below(fields.count)
    switch generator.below(8) {
    case 0: fields.remove(at: at)
    case 1: fields.insert(fields[at], at: at)
    case 2: fields.swapAt(at, generator.below(fields.count))
    case 3: fields[at] = []
    case 4: fields.insert([], at: at)
    case 5: fields[at] = Array(Oddities.figure(using: &generator).utf8)
    case 6: fields[at] = Array(Oddities.text(using: &generator).utf8)
    default: fields.shuffle(using: &generator)
    }
    lines[row] = Array(fields.joined(separator: [separator]))
    bytes = Lines.join(lines)
  }

  // MARK: Figures

  private func damageFigures(_ bytes: inout [UInt8], using generator: inout SplitMix64) {
    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
    guard let at = digits.randomElement(using: &generator) else { return }
    switch generator.below(6) {
    case 0: bytes[at] = 0x30 + UInt8(generator.below(10))
    case 1: bytes.remove(at: at)
    case 2: bytes.insert(bytes[at], at: at)
    case 3: bytes.insert(contentsOf: [0x2E, 0x2C, 0x25, 0x2D][generator.below(4)...].prefix(1), at: at)
    case 4: bytes.insert(contentsOf: Array(repeating: bytes[at], count: generator.below(40)), at: at)
    default:
      var end = at
      while end < bytes.count, (0x2E...0x39).contains(bytes[end]) { end += 1 }
      bytes.replaceSubrange(at..<end, with: Array(Oddities.figure(using: &generator).utf8))
    }
  }

  // MARK: Oddities

  private func insertOddity(into bytes: inout [UInt8], using generator: inout SplitMix64) {
    let text = generator.isOne(in: 3) ? Oddities.figure(using: &generator) : Oddities.text(using: &generator)
    bytes.insert(contentsOf: Array(text.utf8), at: boundary(in: bytes, using: &generator))
  }

  /// A place between characters: files that are no text are refused before anything is checked.
  private func boundary(in bytes: [UInt8], using generator: inout SplitMix64) -> Int {
    var at = generator.below(bytes.count + 1)
    while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
    return at
  }

  private func insertLongLine(into bytes: inout [UInt8], using generator: inout SplitMix64) {
    let piece = ["1\t", "收入，", "- ", "|a", "<b>", "9", "\t", "2024年度"][generator.below(8)]
    let line = Array(repeating: Array(piece.utf8), count: 1_000 + generator.below(5_000)).joined()
    bytes.insert(contentsOf: Array("\n".utf8) + line + Array("\n".utf8), at: boundary(in: bytes, using: &generator))
  }
}

extension [UInt8] {
  /// Without the beginning of a character that was cut off at the end.
  fileprivate func droppingPartialCharacter() -> [UInt8] {
    guard let lead = lastIndex(where: { $0 & 0xC0 != 0x80 }), self[lead] >= 0xC0 else { return self }
    return Array(self[..<lead])
  }
}

/// Figures and texts that no table should hold.
enum Oddities {
  /// What stands before and after some digits, and how many there may be.
  private static let frames: [(before: String, digits: Int, after: String)] = [
    ("", 40, ""), ("", 15, ""), ("-", 40, ""), ("", 9, ".12"), ("12.", 40, ""), ("0.", 6, ""), ("", 40, "%"),
    ("", 6, ".50%"), ("(", 15, ".00)"), ("△", 9, ""), ("1,", 4, ""), ("", 7, "."), ("第", 40, "部分"), ("", 40, "、"),
    ("（", 40, "）"), ("", 40, "."), ("", 40, "年度"), ("≥", 15, "%"), ("≤", 15, "万元"), ("2024年", 3, "月31日"),
    ("", 20, "年12月31日"), ("产出指标（", 40, "分）"), ("附件", 4, ""), ("公开", 40, "表"), ("占", 40, "%"),
    ("增长", 15, ".1%"), ("", 40, "万元"), ("201", 40, ""),
  ]

  private static let extremes = [
    "999999999999.99", "-999999999999999", "999999999999999", "999999999.999999", "0.000001", "0", "0%", "-0.00",
    "１２３．４５", "1e9", "9223372036854775807", "-9223372036854775808", "170141183460469231731687303715884105727",
  ]

  static func figure(using generator: inout SplitMix64) -> String {
    if generator.isOne(in: 4) { return extremes[generator.below(extremes.count)] }
    let frame = frames[generator.below(frames.count)]
    let digits = (0..<1 + generator.below(frame.digits)).map { _ in String(generator.below(10)) }.joined()
    return frame.before + digits + frame.after
  }

  static func text(using generator: inout SplitMix64) -> String {
    texts[generator.below(texts.count)]
  }

  private static let texts = [
    "\t", "\t\t\t\t\t\t\t\t", "\n", "\n\n", "\r", "\r\n", " ", "\u{3000}", "\u{0}", "\u{FEFF}", "\u{200B}", "\u{202E}",
    "e\u{301}\u{301}\u{301}", "\u{600}", "\u{10FFFF}", "\u{FFFD}", "👩‍👩‍👧‍👦", "🇨🇳🇨", "\u{1100}\u{1161}\u{11A8}", "𠮷", "ﷺ",
    "<b>", "</b>", "<br>", "<td>", "<sup>2</sup>", "<!--", "-->", "<script>alert(1)</script>", "&nbsp;", "&#x10FFFF;",
    "&#99999999999;", "&", "*", "**", "__", "`", "```", "~~~", "|", "|---|", "\\", "#", "###### ", "- ", "> ", "1. ",
    "一、", "（一）", "①", "第一部分", "十百千万亿", "一百二十三、", "九千九百九十九、", "其中：", "合计", "总计", "总分", "栏次", "项 目",
    "单位：元", "单位：万元", "单位：亿元", "部门：", "公开03表", "支出决算表", "收入决算表", "2024年度项目支出绩效自评表", "附件 9",
    "201", "20126", "2012601", "99999", "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分", "≥", "≤%", "—", "/",
    "{year}", "{{title}}", "$0", "%@", "\u{1B}[31m", "年初预算为0万元，支出决算为0万元，完成年初预算的0%。",
    "占本年支出合计的999999999999999.999999%", "增长-0.00%", "9999年", "0年度",
  ]
}
