/// The box that a clipping path leaves of a page, in the space of the object that it clips.
struct ClipBox {
  private var left = -Float.infinity
  private var bottom = -Float.infinity
  private var right = Float.infinity
  private var top = Float.infinity

  /// Paths with more segments are shapes for pictures, not for text.
  private static let segments: Int32 = 64

  init(_ library: PDFium, of object: PDFium.Handle) {
    guard let clip = library.clipPath(object) else { return }
    for path in 0..<max(0, min(library.clipCount(clip), 16)) {
      let count = library.clipSegmentCount(clip, path)
      guard (1...Self.segments).contains(count) else { continue }
      narrow((0..<count).compactMap { point(library, library.clipSegment(clip, path, $0)) })
    }
  }

  private func point(_ library: PDFium, _ segment: PDFium.Handle?) -> (x: Float, y: Float)? {
    var (x, y) = (Float(0), Float(0))
    guard let segment, library.segmentPoint(segment, &x, &y) != 0 else { return nil }
    return (x, y)
  }

  private mutating func narrow(_ points: [(x: Float, y: Float)]) {
    guard let first = points.first else { return }
    var (low, high) = (first, first)
    for point in points {
      low = (min(low.x, point.x), min(low.y, point.y))
      high = (max(high.x, point.x), max(high.y, point.y))
    }
    (left, bottom) = (max(left, low.x), max(bottom, low.y))
    (right, top) = (min(right, high.x), min(top, high.y))
  }

  /// Whether nothing of an object is inside. Where a part is, all of it is taken: a cell cuts off what is too long for it.
  func hides(_ object: PDFium.Handle, _ library: PDFium) -> Bool {
    guard left > -.infinity else { return false }
    var (l, b, r, t) = (Float(0), Float(0), Float(0), Float(0))
    guard library.objectBounds(object, &l, &b, &r, &t) != 0 else { return false }
    return l > right - Self.slack || r < left + Self.slack || b > top - Self.slack || t < bottom + Self.slack
  }

  private static let slack: Float = 1
}
