import PackTrees

extension PackNode {
  /// Reads a file of one YAML document.
  ///
  /// - Returns: nil for an empty file; the problems tell where the text is no YAML.
  public static func document(ofYAML text: String, file: String) -> (node: PackNode?, problems: [PackProblem]) {
    var problems: [PackProblem] = []
    let nodes = documents(of: text, file: file, problems: &problems)
    return (nodes.first, problems)
  }

  /// Reads the YAML documents of a file. What cannot be read is a problem, with its place.
  static func documents(of text: String, file: String, problems: inout [PackProblem]) -> [PackNode] {
    documents(inTree: TreeWriter.tree(ofYAML: text), file: file, problems: &problems)
  }

  /// The same of a file whose YAML was taken apart before.
  static func documents(inTree tree: String, file: String, problems: inout [PackProblem]) -> [PackNode] {
    var reader = TreeReader(bytes: Array(tree.utf8), file: file)
    return reader.documents(&problems)
  }
}

/// Reads what `TreeWriter` writes, in its own format only: a damaged tree is a mistake of the program and traps.
private struct TreeReader {
  let bytes: [UInt8]
  let file: String
  private var position = 0

  init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private struct Record {
    var letter: UInt8
    var place: PackPlace
    var number: Int
  }

  mutating func documents(_ problems: inout [PackProblem]) -> [PackNode] {
    var nodes: [PackNode] = []
    while position < bytes.count {
      let record = record()
      if let problem = problem(record) { problems.append(problem) } else { nodes.append(node(record)) }
    }
    return nodes
  }

  private mutating func record() -> Record {
    let letter = bytes[position]
    position += 1
    let line = number()
    let column = number()
    return Record(letter: letter, place: PackPlace(file: file, line: line, column: column), number: number())
  }

  /// Decimal digits with the mark behind them.
  private mutating func number() -> Int {
    var value = 0
    while case let digit = bytes[position], (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) {
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
      position += 1
    }
    position += 1
    return value
  }

  private mutating func text(_ record: Record) -> String {
    defer { position += record.number }
    return String(decoding: bytes[position..<position + record.number], as: UTF8.self)
  }

  private mutating func node(_ record: Record) -> PackNode {
    switch record.letter {
    case UInt8(ascii: "t"): return PackNode(content: .text(text(record)), place: record.place)
    case UInt8(ascii: "q"):
      var node = PackNode(content: .text(text(record)), place: record.place)
      node.isQuoted = true
      return node
    case UInt8(ascii: "l"):
      return PackNode(content: .list((0..<record.number).map { _ in node(self.record()) }), place: record.place)
    case UInt8(ascii: "m"):
      return PackNode(content: .map((0..<record.number).map { _ in entry() }), place: record.place)
    case let letter: preconditionFailure("no record begins with \(letter)")
    }
  }

  private mutating func entry() -> PackNode.Entry {
    let key = record()
    return PackNode.Entry(key: text(key), keyPlace: key.place, value: node(record()))
  }

  private mutating func problem(_ record: Record) -> PackProblem? {
    switch record.letter {
    case UInt8(ascii: "d"): PackProblem(.twice, "key", at: record.place, ["key": text(record)])
    case UInt8(ascii: "s"): PackProblem(.yaml, "syntax", at: record.place, ["detail": text(record)])
    case UInt8(ascii: "a"): PackProblem(.yaml, "alias", at: record.place)
    default: nil
    }
  }
}
