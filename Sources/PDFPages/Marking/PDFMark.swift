public import Documents

/// A highlight on a page of a PDF file, with a note that viewers show beside it.
public struct PDFMark: Hashable, Sendable {
  public struct Colour: Hashable, Sendable {
    public var red, green, blue: UInt8

    public init(red: UInt8, green: UInt8, blue: UInt8) {
      (self.red, self.green, self.blue) = (red, green, blue)
    }
  }

  /// Counted from 1.
  public var page: Int
  /// In points, from the top left of the page as it is shown.
  public var boxes: [Place.Box]
  public var colour: Colour
  /// Empty for a highlight that says nothing.
  public var note: String

  public init(page: Int, boxes: [Place.Box], colour: Colour, note: String = "") {
    (self.page, self.boxes, self.colour, self.note) = (page, boxes, colour, note)
  }
}

/// What a worker is asked to do, as bytes, little-endian; the file itself follows them:
///
///     "MZM1"  marks (4 bytes)
///     for every mark: page (4)  red green blue (1 each)  boxes (2)  note in bytes (4)
///       for every box: left top right bottom (floats)
///       the note, UTF-8
enum MarkOrder {
  static let opening = Array("MZM1".utf8)
  /// More are not taken; the numbers of the largest disclosure are a tenth of them.
  static let most = 200_000

  static func encode(_ marks: [PDFMark]) -> [UInt8] {
    var bytes = opening
    func add(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
    add(UInt32(marks.count))
    for mark in marks {
      let note = Array(mark.note.utf8)
      add(UInt32(clamping: mark.page))
      bytes += [mark.colour.red, mark.colour.green, mark.colour.blue]
      add(UInt16(clamping: mark.boxes.count))
      add(UInt32(note.count))
      for box in mark.boxes.prefix(Int(UInt16.max)) {
        for value in [box.left, box.top, box.right, box.bottom] { add(value.bitPattern) }
      }
      bytes += note
    }
    return bytes
  }

  /// - Returns: the marks, and where the file begins; nil for bytes that are no order.
  static func decode(_ bytes: [UInt8]) -> (marks: [PDFMark], file: Int)? {
    var scanner = OrderScanner(bytes)
    guard scanner.take(opening.count).map(Array.init) == opening, let count = scanner.integer(UInt32.self),
      count <= most
    else { return nil }
    var marks: [PDFMark] = []
    for _ in 0..<count {
      guard let mark = scanner.mark() else { return nil }
      marks.append(mark)
    }
    return (marks, scanner.position)
  }
}

private struct OrderScanner {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func integer<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
    take(MemoryLayout<Number>.size)?.reversed().reduce(0) { $0 << 8 | Number($1) }
  }

  private mutating func float() -> Float? {
    integer(UInt32.self).map { Float(bitPattern: $0) }
  }

  mutating func mark() -> PDFMark? {
    guard let page = integer(UInt32.self), let colour = take(3).map(Array.init), let boxes = integer(UInt16.self),
      let length = integer(UInt32.self)
    else { return nil }
    var mark = PDFMark(page: Int(page), boxes: [], colour: .init(red: colour[0], green: colour[1], blue: colour[2]))
    for _ in 0..<boxes {
      guard let left = float(), let top = float(), let right = float(), let bottom = float() else { return nil }
      mark.boxes.append(Place.Box(left: left, top: top, right: right, bottom: bottom))
    }
    guard let note = take(Int(length)) else { return nil }
    mark.note = String(decoding: note, as: UTF8.self)
    return mark
  }
}
