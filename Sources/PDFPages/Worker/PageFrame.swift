import Documents

/// A matrix of PDF: x' = a·x + c·y + e, y' = b·x + d·y + f.
struct Affine {
  var a: Float = 1
  var b: Float = 0
  var c: Float = 0
  var d: Float = 1
  var e: Float = 0
  var f: Float = 0

  func callAsFunction(_ x: Float, _ y: Float) -> (x: Float, y: Float) { (a * x + c * y + e, b * x + d * y + f) }

  /// The point that becomes this one.
  func undone(_ x: Float, _ y: Float) -> (x: Float, y: Float) {
    let scale = a * d - b * c
    return ((d * (x - e) - c * (y - f)) / scale, (a * (y - f) - b * (x - e)) / scale)
  }

  /// This one first, then the other.
  func followed(by other: Affine) -> Affine {
    let (x, y) = (other(a, b), other(c, d))
    let origin = other(e, f)
    return Affine(
      a: x.x - other.e, b: x.y - other.f, c: y.x - other.e, d: y.y - other.f, e: origin.x, f: origin.y)
  }
}

/// How a page is shown: its visible part, turned by its /Rotate, with the origin at the top left and y downwards.
struct PageFrame {
  let width: Float
  let height: Float
  let shown: Affine

  /// - Parameters:
  ///   - box: left, top, right, bottom of the visible part in the page's own space, y upwards.
  ///   - turns: quarter turns clockwise.
  init(box: (left: Float, top: Float, right: Float, bottom: Float), turns: Int) {
    let (wide, high) = (box.right - box.left, box.top - box.bottom)
    (width, height) = turns % 2 == 0 ? (wide, high) : (high, wide)
    shown =
      switch turns {
      case 1: Affine(a: 0, b: 1, c: 1, d: 0, e: -box.bottom, f: -box.left)
      case 2: Affine(a: -1, b: 0, c: 0, d: 1, e: box.right, f: -box.bottom)
      case 3: Affine(a: 0, b: -1, c: -1, d: 0, e: box.top, f: box.right)
      default: Affine(a: 1, b: 0, c: 0, d: -1, e: -box.left, f: box.top)
      }
  }

  /// A box on the page as it is shown, in the page's own space, y upwards.
  func ownBox(_ box: Place.Box) -> Place.Box {
    let (first, second) = (shown.undone(box.left, box.top), shown.undone(box.right, box.bottom))
    return Place.Box(
      left: min(first.x, second.x), top: max(first.y, second.y), right: max(first.x, second.x),
      bottom: min(first.y, second.y))
  }

  /// A rectangle of the page's own space (left, top, right, bottom) as it is shown.
  func box(_ values: [Float]) -> PageBox {
    let (first, second) = (shown(values[0], values[1]), shown(values[2], values[3]))
    return PageBox(
      left: min(first.x, second.x), top: min(first.y, second.y), right: max(first.x, second.x),
      bottom: max(first.y, second.y))
  }
}
