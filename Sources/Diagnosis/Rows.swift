/// Lists end to end in one array: row `i` is `items[range(i)]`.
struct Rows<Item: Sendable>: Sendable {
  private(set) var items: [Item] = []
  private var starts: [Int] = [0]

  init(_ rows: [[Item]] = []) {
    items.reserveCapacity(rows.reduce(0) { $0 + $1.count })
    starts.reserveCapacity(rows.count + 1)
    for row in rows {
      items += row
      starts.append(items.count)
    }
  }

  func range(_ row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  subscript(row: Int) -> ArraySlice<Item> { items[range(row)] }
}
