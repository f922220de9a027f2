/// Which asterisks of a piece are marks of emphasis: runs of one, two or three that pair off.
///
/// An opening run follows CommonMark. A closing one is taken more widely: in `**标题。**正文` CommonMark lets the full
/// stop keep the run from closing, though writers of Chinese mean it to. Runs that find no partner stay in the text;
/// names and numbers are masked with them.
struct Emphasis {
  /// The marks to leave out, in the order of the file.
  private(set) var cuts: [Range<Int>] = []

  init(_ scalars: [Unicode.Scalar], in stretches: [Stretch]) {
    var pending: [Range<Int>?] = [nil, nil, nil]
    for stretch in stretches {
      for run in Self.runs(scalars, in: stretch.range) {
        let length = run.range.count - 1
        if let opening = pending[length], run.canClose {
          cuts += [opening, run.range]
          pending[length] = nil
        } else if run.canOpen {
          pending[length] = run.range
        }
      }
    }
    cuts.sort { $0.lowerBound < $1.lowerBound }
  }

  private struct Run {
    var range: Range<Int>
    var canOpen: Bool
    var canClose: Bool
  }

  private static func runs(_ scalars: [Unicode.Scalar], in range: Range<Int>) -> [Run] {
    var runs: [Run] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if scalars[index] == "\\" {
        index += 2
        continue
      }
      let start = index
      while index < range.upperBound, scalars[index] == "*" { index += 1 }
      guard index > start else {
        index += 1
        continue
      }
      guard index - start <= 3 else { continue }
      let before = start > range.lowerBound ? scalars[start - 1] : nil
      let after = index < range.upperBound ? scalars[index] : nil
      runs.append(run(start..<index, before: before, after: after))
    }
    return runs
  }

  private static func run(_ range: Range<Int>, before: Unicode.Scalar?, after: Unicode.Scalar?) -> Run {
    let isWordBefore = before.map { !$0.isBlank && !$0.isPunctuation } ?? false
    let isWordAfter = after.map { !$0.isBlank && !$0.isPunctuation } ?? false
    // A single asterisk is more often a footnote's sign or a product than a mark, so it must stand at a word's edge.
    let isSingle = range.count == 1
    let canOpen = after.map { !$0.isBlank && (isWordAfter || !isWordBefore) } ?? false
    let canClose = before.map { !$0.isBlank } ?? false
    return Run(
      range: range, canOpen: canOpen && !(isSingle && isWordBefore), canClose: canClose && !(isSingle && isWordAfter))
  }
}
