/// Where the lines of a text file begin, so that a scalar offset can be told as line and column.
public struct LineIndex: Hashable, Sendable {
  /// Scalar offsets of the first character of each line; the first is 0.
  public var starts: [Int]

  public init(starts: [Int]) {
    self.starts = starts
  }

  /// - Returns: line and column, both 1-based, columns in Unicode scalars.
  public func position(ofScalar offset: Int) -> (line: Int, column: Int) {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return (low + 1, offset - starts[low] + 1)
  }
}
