/// Lays rectangles out whose areas are in proportion to amounts (squarified: Bruls, Huizing and van Wijk, 2000).
struct Treemap {
  struct Cell: Sendable {
    var index: Int
    var x, y, width, height: Double
  }

  private(set) var cells: [Cell] = []

  /// - Parameter values: none below zero; those of zero get no cell.
  init(_ values: [Int64], width: Double, height: Double) {
    let total = Double(values.reduce(0) { $0 + max(0, $1) })
    guard total > 0 else { return }
    let scale = width * height / total
    var areas = values.enumerated().filter { $0.element > 0 }
      .map { (index: $0.offset, area: Double($0.element) * scale) }
      .sorted { $0.area > $1.area }
    var (x, y, left, top) = (0.0, 0.0, width, height)
    while !areas.isEmpty {
      let side = min(left, top)
      let row = Self.row(areas, side: side)
      let area = row.reduce(0) { $0 + $1.area }
      let depth = side > 0 ? area / side : 0
      var along = 0.0
      for item in row {
        let length = depth > 0 ? item.area / depth : 0
        cells.append(
          left >= top
            ? Cell(index: item.index, x: x, y: y + along, width: depth, height: length)
            : Cell(index: item.index, x: x + along, y: y, width: length, height: depth))
        along += length
      }
      if left >= top {
        (x, left) = (x + depth, left - depth)
      } else {
        (y, top) = (y + depth, top - depth)
      }
      areas.removeFirst(row.count)
    }
  }

  /// As many of the next as make each other no narrower.
  private static func row(_ areas: [(index: Int, area: Double)], side: Double) -> ArraySlice<(index: Int, area: Double)>
  {
    var (count, worst) = (1, worstRatio(areas[..<1], side))
    while count < areas.count {
      let next = worstRatio(areas[..<(count + 1)], side)
      if next > worst { break }
      (count, worst) = (count + 1, next)
    }
    return areas[..<count]
  }

  private static func worstRatio(_ row: ArraySlice<(index: Int, area: Double)>, _ side: Double) -> Double {
    let sum = row.reduce(0) { $0 + $1.area }
    guard let largest = row.first?.area, let smallest = row.last?.area, side > 0, smallest > 0 else { return .infinity }
    let square = side * side
    return max(square * largest / (sum * sum), sum * sum / (square * smallest))
  }
}
