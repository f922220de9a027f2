import Documents

/// Scalars to classified lines.
struct LineScanner {
  struct Scan {
    var lines: [MarkdownLine] = []
    /// Where each line starts.
    var starts: [Int] = []
    var notes: [ReadingNote] = []
  }

  private let scalars: [Unicode.Scalar]
  private let limit: Int

  init(_ scalars: [Unicode.Scalar], limit: Int) {
    self.scalars = scalars
    self.limit = limit
  }

  func scan() -> Scan {
    var scan = Scan()
    var start = 0
    while start < scalars.count {
      guard scan.lines.count < limit else {
        scan.notes.append(
          ReadingNote(
            id: "reading.linesCut", values: ["limit": "\(limit)"], span: SourceSpan(start..<scalars.count)))
        break
      }
      var end = start
      while end < scalars.count, scalars[end] != "\n" { end += 1 }
      scan.starts.append(start)
      scan.lines.append(line(start..<end))
      start = end + 1
    }
    readFences(&scan)
    return scan
  }

  private func line(_ range: Range<Int>) -> MarkdownLine {
    let trimmed = scalars.trimmed(range)
    var line = MarkdownLine(range: range, trimmed: trimmed, content: trimmed, kind: .text)
    guard let first = trimmed.first.map({ scalars[$0] }) else {
      line.kind = scalars[range].contains("\t") ? .blankRow : .blank
      return line
    }
    if first == "|", hasInnerPipe(trimmed) {
      line.kind = .pipeRow
    } else if scalars[range.lowerBound..<trimmed.upperBound].contains("\t") {
      line.kind = .tabRow
    } else if mayBeMarker(first) {
      readMarker(&line, first)
    }
    // TABs after the end of a marked line are white space; after anything else they are blank cells.
    if line.kind == .text, scalars[trimmed.upperBound..<range.upperBound].contains("\t") { line.kind = .tabRow }
    return line
  }

  /// Whether a line that starts so can be anything but text; most lines start with a Chinese character.
  private func mayBeMarker(_ first: Unicode.Scalar) -> Bool {
    first.isASCIIPunctuation
  }

  private func readMarker(_ line: inout MarkdownLine, _ first: Unicode.Scalar) {
    switch first {
    case "#":
      readHeading(&line)
    case "`", "~":
      if run(of: first, in: line.trimmed) >= 3 { line.kind = .fence(first) }
    case "-", "*", "+", "_":
      if isThematicBreak(line.trimmed, first) { line.kind = .blank } else if first != "_" { readListItem(&line) }
    case "<":
      if isComment(line.trimmed) { line.kind = .blank }
    default:
      break
    }
  }

  private func run(of scalar: Unicode.Scalar, in range: Range<Int>) -> Int {
    var length = 0
    while length < range.count, scalars[range.lowerBound + length] == scalar { length += 1 }
    return length
  }

  /// `# Title`, `## Title ##`, and `#标题`: writers of Chinese often leave out the space.
  private func readHeading(_ line: inout MarkdownLine) {
    let level = run(of: "#", in: line.trimmed)
    guard level <= 6 else { return }
    let rest = line.trimmed.lowerBound + level..<line.trimmed.upperBound
    if let next = rest.first.map({ scalars[$0] }), !next.isBlank, next.value < 0x2E80, next != "*" { return }
    var title = scalars.trimmed(rest)
    var end = title.upperBound
    while end > title.lowerBound, scalars[end - 1] == "#" { end -= 1 }
    if end == title.lowerBound || scalars[end - 1].isBlank { title = scalars.trimmed(title.lowerBound..<end) }
    line.kind = .heading(level: level)
    line.content = title
  }

  /// `- item`, and `- - - item` as an item too: the model keeps no nesting.
  private func readListItem(_ line: inout MarkdownLine) {
    var start = line.trimmed.lowerBound
    let end = line.trimmed.upperBound
    while start + 1 < end, ["-", "*", "+"].contains(scalars[start]), scalars[start + 1].isBlank {
      start += 2
      while start < end, scalars[start].isBlank { start += 1 }
      line.kind = .listItem
    }
    line.content = start..<end
  }

  /// Three or more of the same mark and nothing else. Converters put them between pages.
  private func isThematicBreak(_ range: Range<Int>, _ mark: Unicode.Scalar) -> Bool {
    guard mark != "+" else { return false }
    var count = 0
    for scalar in scalars[range] where !scalar.isBlank {
      guard scalar == mark else { return false }
      count += 1
    }
    return count >= 3
  }

  /// A comment and nothing else. Converters put page numbers in them.
  private func isComment(_ range: Range<Int>) -> Bool {
    guard scalars.has("<!--", at: range.lowerBound, before: range.upperBound), range.count >= 7 else { return false }
    var offset = range.lowerBound + 4
    while offset + 3 <= range.upperBound {
      if scalars.has("-->", at: offset, before: range.upperBound) { return offset + 3 == range.upperBound }
      offset += 1
    }
    return false
  }

  private func hasInnerPipe(_ range: Range<Int>) -> Bool {
    var isEscaped = false
    for scalar in scalars[range].dropFirst() {
      if scalar == "|", !isEscaped { return true }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return false
  }

  /// Lines between two fences are text, whatever they look like. A fence that nothing closes is ignored: in the output
  /// of recognition software it is noise, and must not hide the tables after it.
  private func readFences(_ scan: inout Scan) {
    var unclosed: Set<Unicode.Scalar> = []
    var index = 0
    while index < scan.lines.count {
      if case .fence(let mark) = scan.lines[index].kind {
        if !unclosed.contains(mark), let close = closingFence(of: mark, after: index, in: scan.lines) {
          makeText(index + 1..<close, &scan)
          scan.lines[index].kind = .blank
          index = close
        } else {
          unclosed.insert(mark)
        }
        scan.lines[index].kind = .blank
      }
      index += 1
    }
  }

  private func closingFence(of mark: Unicode.Scalar, after index: Int, in lines: [MarkdownLine]) -> Int? {
    lines[(index + 1)...].firstIndex { line in
      line.kind == .fence(mark) && line.trimmed.allSatisfy { scalars[$0] == mark }
    }
  }

  private func makeText(_ fenced: Range<Int>, _ scan: inout Scan) {
    var firstRow: Int?
    for index in fenced {
      let kind = scan.lines[index].kind
      if firstRow == nil, kind == .tabRow || kind == .pipeRow { firstRow = index }
      scan.lines[index].content = scan.lines[index].trimmed
      scan.lines[index].kind = scan.lines[index].trimmed.isEmpty ? .blank : .text
    }
    guard let row = firstRow.map({ scan.lines[$0].range }) else { return }
    scan.notes.append(
      ReadingNote(id: "reading.fencedTable", span: SourceSpan(row)))
  }
}
