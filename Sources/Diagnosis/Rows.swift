/// Lists of numbers end to end in one array: row `i` is `items[range(i)]`.
struct Rows: Sendable {
  private(set) var items: [Int] = []
  private var starts: [Int] = [0]

  init(_ rows: [[Int]] = []) {
    items.reserveCapacity(rows.reduce(0) { $0 + $1.count })
    starts.reserveCapacity(rows.count + 1)
    for row in rows {
      items += row
      starts.append(items.count)
    }
  }

  func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  subscript(row: Int) -> ArraySlice<Int> { items[range(row)] }
}
