/// What goes wrong when a disclosure is typed.
enum SlipKind: String, CaseIterable {
  /// A printed number is left out.
  case blank
  case digitChanged = "digit-changed"
  case digitDropped = "digit-dropped"
  case digitAdded = "digit-added"
  /// Two digits beside each other change places.
  case transposed
  /// The decimal point is a place off.
  case pointShifted = "point-shifted"
  case sign
  /// Given in 元 or 亿元 where 万元 is meant.
  case unit
  /// The value that stands beside, above or below.
  case neighbour
  /// Two neighbours change places.
  case swapped
  case lastYear = "last-year"
  /// A line of a table carries the figures of the next.
  case copiedRow = "copied-row"
  /// The figures of several lines stand one line too high; the last of them is blank.
  case slid
  /// A line of a table is left out.
  case missingRow = "missing-row"
  /// The same wrong value wherever tables print the number.
  case several
  /// All figures of a paragraph are last year's.
  case staleParagraph = "stale-paragraph"
  /// The figures of a paragraph are those of the one before.
  case copiedParagraph = "copied-paragraph"

  /// Whether such slips happen to numbers of that kind.
  func fits(_ kind: Manuscript.Kind) -> Bool {
    switch self {
    case .blank, .copiedRow, .slid, .missingRow, .several, .swapped: kind == .cell || (kind == .score && self == .blank)
    case .sign, .unit: kind == .cell || kind == .sentence && self == .unit
    case .digitChanged, .digitDropped, .digitAdded, .transposed, .pointShifted: kind != .count
    case .neighbour: kind != .count && kind != .target
    case .lastYear: kind == .cell || kind == .sentence || kind == .percentage
    case .staleParagraph, .copiedParagraph: kind == .sentence
    }
  }
}
