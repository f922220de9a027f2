/// Takes the ruled lines of a page, and how much of it pictures cover.
///
/// Programs draw the rules of a table in two ways: as strokes, or as filled rectangles about a point thick, often one
/// for every side of every cell.
struct LineExtractor {
  let library: PDFium
  let frame: PageFrame

  private(set) var lines: [RuledLine] = []
  private(set) var pictureArea: Float = 0
  /// Objects of the file that may still be looked at.
  private(set) var objectsLeft: Int
  private var linesLeft: Int
  private var numbers = [Float](repeating: 0, count: 6)

  /// Filled rectangles up to this are lines, in points.
  private static let thickness: Float = 3
  /// Shorter ones are dots, in points.
  private static let shortest: Float = 1.5
  /// Forms inside forms.
  private static let depth = 8

  init(_ library: PDFium, frame: PageFrame, objectsLeft: Int, linesLeft: Int) {
    (self.library, self.frame) = (library, frame)
    (self.objectsLeft, self.linesLeft) = (objectsLeft, linesLeft)
  }

  mutating func run(_ page: PDFium.Handle) throws(Refused) {
    for index in 0..<max(0, library.objectCount(page)) {
      guard let object = library.object(page, index) else { continue }
      try add(object, Affine(), depth: 0)
    }
  }

  private mutating func add(_ object: PDFium.Handle, _ outer: Affine, depth: Int) throws(Refused) {
    objectsLeft -= 1
    guard objectsLeft > 0 else { throw Refused(.tooManyLines) }
    switch library.objectType(object) {
    case PDFium.Code.path: try addPath(object, matrix(of: object).followed(by: outer))
    case PDFium.Code.picture: addPicture(object)
    case PDFium.Code.form where depth < Self.depth:
      let inner = matrix(of: object).followed(by: outer)
      for index in 0..<max(0, library.formCount(object)) {
        guard let part = library.formObject(object, UInt(index)) else { continue }
        try add(part, inner, depth: depth + 1)
      }
    default: break
    }
  }

  private mutating func matrix(of object: PDFium.Handle) -> Affine {
    guard library.objectMatrix(object, &numbers) != 0 else { return Affine() }
    return Affine(a: numbers[0], b: numbers[1], c: numbers[2], d: numbers[3], e: numbers[4], f: numbers[5])
  }

  private mutating func addPicture(_ object: PDFium.Handle) {
    var (left, bottom, right, top) = (Float(0), Float(0), Float(0), Float(0))
    guard library.objectBounds(object, &left, &bottom, &right, &top) != 0 else { return }
    let area = (right - left) * (top - bottom)
    if area > 0, area < PageLimits.reach * PageLimits.reach { pictureArea += area }
  }

  private mutating func addPath(_ path: PDFium.Handle, _ matrix: Affine) throws(Refused) {
    var (fill, stroke) = (Int32(0), Int32(0))
    guard library.drawMode(path, &fill, &stroke) != 0 else { return }
    let isStroked = stroke != 0 && isVisible(path, library.strokeColor)
    let isFilled = fill != 0 && isVisible(path, library.fillColor)
    // Neither: a clipping path.
    guard isStroked || isFilled else { return }
    let toPage = matrix.followed(by: frame.shown)
    var points: [(x: Float, y: Float)] = []
    for index in 0..<max(0, library.segmentCount(path)) {
      objectsLeft -= 1
      guard objectsLeft > 0 else { throw Refused(.tooManyLines) }
      guard let segment = library.segment(path, index) else { continue }
      var (x, y) = (Float(0), Float(0))
      guard library.segmentPoint(segment, &x, &y) != 0 else { continue }
      let point = toPage(x, y)
      let kind = library.segmentType(segment)
      if kind == PDFium.Code.moveTo {
        if isFilled { try addArea(points) }
        points = [point]
        continue
      }
      if isStroked, kind == PDFium.Code.lineTo, let last = points.last { try addStroke(last, point) }
      points.append(point)
      if isStroked, library.segmentCloses(segment) != 0, let first = points.first { try addStroke(point, first) }
    }
    if isFilled { try addArea(points) }
  }

  private func isVisible(
    _ path: PDFium.Handle,
    _ color: (PDFium.Handle, PDFium.Integers, PDFium.Integers, PDFium.Integers, PDFium.Integers) -> Int32
  ) -> Bool {
    var (red, green, blue, alpha) = (UInt32(0), UInt32(0), UInt32(0), UInt32(0))
    guard color(path, &red, &green, &blue, &alpha) != 0 else { return true }
    return alpha > 0
  }

  private mutating func addStroke(_ from: (x: Float, y: Float), _ to: (x: Float, y: Float)) throws(Refused) {
    let (wide, high) = ((to.x - from.x).magnitude, (to.y - from.y).magnitude)
    if wide >= Self.shortest, high <= 1 {
      try add(true, (from.y + to.y) / 2, min(from.x, to.x), max(from.x, to.x))
    } else if high >= Self.shortest, wide <= 1 {
      try add(false, (from.x + to.x) / 2, min(from.y, to.y), max(from.y, to.y))
    }
  }

  /// A filled outline counts where it is a thin rectangle.
  private mutating func addArea(_ points: [(x: Float, y: Float)]) throws(Refused) {
    guard (4...6).contains(points.count) else { return }
    var box = PageBox(left: .infinity, top: .infinity, right: -.infinity, bottom: -.infinity)
    for point in points {
      box = box.union(PageBox(left: point.x, top: point.y, right: point.x, bottom: point.y))
    }
    if box.height <= Self.thickness, box.width >= max(Self.shortest, box.height) {
      try add(true, box.middleY, box.left, box.right)
    } else if box.width <= Self.thickness, box.height >= Self.shortest {
      try add(false, box.middleX, box.top, box.bottom)
    }
  }

  private mutating func add(_ isHorizontal: Bool, _ position: Float, _ start: Float, _ end: Float) throws(Refused) {
    guard position.magnitude < PageLimits.reach, start.magnitude < PageLimits.reach, end.magnitude < PageLimits.reach
    else { return }
    guard lines.count < linesLeft else { throw Refused(.tooManyLines) }
    lines.append(RuledLine(isHorizontal: isHorizontal, position: position, start: start, end: end))
  }
}
