public import Documents

/// Reads several files that are one disclosure: each by the reader of its own format, laid one after the other into one
/// document. Workbooks come last; their tables belong to the narrative before them.
///
/// A file that cannot be read refuses the whole set: a disclosure that lacks its tables would be accused of it.
public struct SetReader: DocumentReader {
  public static var format: FileFormat { .set }

  /// Of all files together.
  public var limits: ReadingLimits

  public init(limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
  }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    guard file.bytes.count <= limits.bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(limits.bytes >> 20) MB")
    }
    let set = try FileSet(file)
    guard !set.files.isEmpty else { throw UnreadableFile(file: file.name, reason: .unknownFormat, detail: "ZIP") }
    var readings: [(name: String, reading: Reading)] = []
    var cellsLeft = limits.cells
    for part in set.files {
      let reading = try read(part, of: file)
      cellsLeft -= reading.document.tables.reduce(0) { $0 + $1.rows.count * $1.columnCount }
      guard cellsLeft >= 0 else {
        throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(limits.cells) 个单元格 cells")
      }
      readings.append((part.name, reading))
    }
    var joined = Self.joined(readings.filter { !$1.document.isWorkbook } + readings.filter { $1.document.isWorkbook })
    joined.notes += set.passedOver.map { ReadingNote(id: "reading.passedOver", values: ["file": $0]) }
    return joined
  }

  private func read(_ part: SourceFile, of set: SourceFile) throws(UnreadableFile) -> Reading {
    let named = SourceFile(name: "\(set.name): \(part.name)", bytes: part.bytes)
    if FileSignature.isArchive(part.bytes), try FileSet.isSet(named) {
      throw UnreadableFile(file: set.name, reason: .nested, detail: part.name)
    }
    return try FormatReader.read(named)
  }

  /// - Parameter readings: in the order of the document.
  static func joined(_ readings: [(name: String, reading: Reading)]) -> Reading {
    var document = Document(blocks: [], isWorkbook: readings.allSatisfy { $0.reading.document.isWorkbook })
    var notes: [ReadingNote] = []
    var leaves: [SourceMap.Leaf] = []
    var length = 0
    for (name, reading) in readings {
      let moved = reading.moved(by: length, in: name)
      document.blocks += moved.document.blocks
      document.leftovers.comments += moved.document.leftovers.comments
      document.leftovers.changes += moved.document.leftovers.changes
      notes += moved.notes
      leaves += moved.map?.leaves ?? []
      // As a line end parts the blocks of a document.
      length += reading.length + 1
    }
    var joined = Reading(format: format, document: document, notes: notes, map: SourceMap(leaves))
    joined.parts = readings.map { Reading.Part(file: $0.name, format: $0.reading.format) }
    return joined
  }
}
