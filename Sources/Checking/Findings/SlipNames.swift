import Amounts
import Diagnosis
import Evaluation
import Filings
import Forms

/// Says how a wrong figure may have come about: by its digits, or because it stands beside a figure that is the same.
struct SlipNames {
  let words: Words
  let figures: Figures

  /// - Parameter besides: cells that are wrong as well; that they are the same explains nothing.
  /// - Returns: nil where nothing suggests itself.
  func name(_ place: CellPlace, right: Rational, besides: Set<CellPlace>) -> String? {
    guard let printed = figures.center(at: place) else { return nil }
    if let neighbour = neighbours(of: place).first(where: {
      figures.center(at: $0) == printed && !printed.isZero && !besides.contains($0)
    }) {
      return words.catalog("slip.neighbour", ["cell": words.cell(neighbour)])
    }
    switch slip(place, right: right) {
    case .sign: return words.catalog("slip.sign")
    case .unit: return words.catalog("slip.unit")
    case .pointShifted: return words.catalog("slip.point")
    case .digitsTransposed: return words.catalog("slip.transposed")
    case .digitChanged: return words.catalog("slip.changed")
    case .digitDropped: return words.catalog("slip.dropped")
    case .digitAdded: return words.catalog("slip.added")
    case nil: return nil
    }
  }

  /// Of cells of which one is wrong, the only one whose right value its digits all but spell: a sign lost, a point
  /// elsewhere, two digits exchanged, one left out or doubled. One digit changed would explain almost any of them.
  ///
  /// - Parameter rights: by cell, what it should be if it is the one.
  func likeliest(_ rights: [CellPlace: Rational]) -> CellPlace? {
    let spelled = rights.filter { place, right in
      switch slip(place, right: right) {
      case .sign, .unit, .pointShifted, .digitsTransposed, .digitDropped, .digitAdded: true
      case .digitChanged, nil: false
      }
    }
    return spelled.count == 1 ? spelled.first?.key : nil
  }

  private func slip(_ place: CellPlace, right: Rational) -> Slip? {
    guard let printed = figures.center(at: place), let own = wholes(printed), let other = wholes(right) else {
      return nil
    }
    return Slip(printed: own, right: other)
  }

  /// In ten-thousandths, so that percentages of two decimals are whole; nil where the figure has more.
  private func wholes(_ value: Rational) -> Int64? {
    do {
      let scaled = try value * Rational(10_000)
      let (quotient, remainder) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
      return remainder == 0 ? Int64(exactly: quotient) : nil
    } catch {
      return nil
    }
  }

  /// The cells above and below.
  private func neighbours(of place: CellPlace) -> [CellPlace] {
    let table = words.filing.tables[place.table]
    guard words.form.tables[table.form].isPrinted, figures.filing.row(at: place).code != nil else { return [] }
    return [place.row - 1, place.row + 1].filter(table.blocks[place.block].rows.indices.contains).map {
      CellPlace(table: place.table, block: place.block, row: $0, column: place.column)
    }
  }
}
