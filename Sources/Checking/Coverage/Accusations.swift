import Documents

/// Which findings accuse which numbers of a document, by the places that findings name.
struct Accusations {
  /// The numbers in document order, whether each stands in a cell that is known to be accused, and the span of the piece
  /// of text that prints it.
  struct Number {
    var span: SourceSpan
    var piece: SourceSpan
    var isSetApart: Bool
    var isAccused: Bool
  }

  /// By number, the ids of the findings that accuse it, in the findings' order.
  private(set) var findings: [Int: [String]] = [:]

  /// - Parameter numbers: in the order of their places.
  /// - Complexity: a binary search for each place of a finding.
  init(_ findings: [Finding], of numbers: [Number]) {
    // A remark accuses nothing.
    for finding in findings where finding.severity != .info {
      for location in finding.locations where location.role != .evidence {
        for number in Self.numbers(at: location.span, numbers) where self.findings[number]?.last != finding.id {
          self.findings[number, default: []].append(finding.id)
        }
      }
    }
  }

  /// The numbers that a place means: one that it holds alone, or, of several, those known to be accused. The place of a
  /// blank cell is its row, and means none.
  private static func numbers(at span: SourceSpan?, _ numbers: [Number]) -> [Int] {
    guard let span, !span.isEmpty else { return [] }
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    var meant: [Int] = []
    while low < numbers.count, numbers[low].span.start < span.end {
      let isInside = numbers[low].piece.start <= span.start && span.end <= numbers[low].piece.end
      if isInside, !numbers[low].isSetApart { meant.append(low) }
      low += 1
    }
    return meant.count == 1 ? meant : meant.filter { numbers[$0].isAccused }
  }
}
