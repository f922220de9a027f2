/// One slip put into a document: what is printed instead of what.
struct Slip {
  /// A number that is printed wrongly.
  struct Place {
    /// Index among the prints of the manuscript.
    var print: Int
    var wrong: String
  }

  var kind: SlipKind
  /// What the numbers are that went wrong.
  var domain: Manuscript.Kind
  var places: [Place]
  /// A line of a table that is left out, by its index; its numbers are the places.
  var missingLine: Int?
}

/// A document with slips, and where they stand in it.
struct Mutant {
  /// A place as a finding should name it.
  struct Target {
    var print: Int
    /// In the mutant's text; empty for a number that is now blank.
    var range: Range<Int>
    /// The line that is missing; nil where the line is there.
    var missing: Manuscript.Line?
  }

  let text: String
  /// The targets of each slip.
  let targets: [[Target]]
  /// Where every print of the manuscript stands now.
  let ranges: [Range<Int>]

  init(_ manuscript: Manuscript, _ slips: [Slip]) {
    var edits: [(range: Range<Int>, text: [Unicode.Scalar])] = []
    for slip in slips {
      if let line = slip.missingLine {
        edits.append((manuscript.lines[line].range, []))
      } else {
        edits += slip.places.map { (manuscript.prints[$0.print].range, Array($0.wrong.unicodeScalars)) }
      }
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var scalars: [Unicode.Scalar] = []
    var end = 0
    for edit in edits {
      scalars += manuscript.scalars[end..<edit.range.lowerBound] + edit.text
      end = edit.range.upperBound
    }
    scalars += manuscript.scalars[end...]
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    self.text = text
    let moved = Self.moved(manuscript.prints.map(\.range), edits.map { ($0.range, $0.text.count) })
    ranges = moved
    targets = slips.map { slip in
      slip.places.map { place in
        Target(
          print: place.print, range: moved[place.print], missing: slip.missingLine.map { manuscript.lines[$0] })
      }
    }
  }

  /// Ranges after edits, both in the order of the text.
  private static func moved(_ ranges: [Range<Int>], _ edits: [(range: Range<Int>, count: Int)]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var (next, shift) = (0, 0)
    for range in ranges {
      while next < edits.count, edits[next].range.upperBound <= range.lowerBound, edits[next].range != range {
        shift += edits[next].count - edits[next].range.count
        next += 1
      }
      let isEdited = next < edits.count && edits[next].range.lowerBound <= range.lowerBound
      let start = (isEdited ? edits[next].range.lowerBound : range.lowerBound) + shift
      result.append(start..<start + (isEdited ? edits[next].count : range.count))
    }
    return result
  }
}
