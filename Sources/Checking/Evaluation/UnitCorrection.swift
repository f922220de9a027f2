import Amounts
import Evaluation
import Filings
import Forms

/// Finds tables whose printed unit cannot be meant: with another unit, their figures agree with the other tables.
enum UnitCorrection {
  struct Slip: Sendable {
    var table: Int
    var printed: MoneyUnit
  }

  /// - Returns: the filing with the units that are meant, and the tables where that is not what they print.
  static func corrected(_ filing: Filing, form: Form) -> (filing: Filing, slips: [Slip]) {
    var filing = filing
    var slips: [Slip] = []
    for table in suspects(filing, form: form) {
      let printed = filing.tables[table].unit
      let before = disagreements(of: table, filing, form: form)
      guard before.count >= 3, before.count * 2 > before.all else { continue }
      for unit in MoneyUnit.allCases where unit != printed {
        filing.tables[table].unit = unit
        // It must mend nearly all, or the unit is not what is wrong.
        if disagreements(of: table, filing, form: form).count * 4 <= before.count {
          slips.append(Slip(table: table, printed: printed))
          break
        }
        filing.tables[table].unit = printed
      }
    }
    return (filing, slips)
  }

  /// Tables that print another unit than most, and those that agree with no other table.
  private static func suspects(_ filing: Filing, form: Form) -> [Int] {
    let units = Set(filing.tables.map(\.unit))
    guard units.count == 1 else {
      let usual = units.max { a, b in filing.tables.count { $0.unit == a } < filing.tables.count { $0.unit == b } }
      return filing.tables.indices.filter { filing.tables[$0].unit != usual }
    }
    // All print the same unit: compare the sizes of their figures, which is cheap, before weighing equations.
    let sizes = filing.tables.map(magnitude)
    let printed = sizes.compactMap { $0 }.sorted()
    guard let middle = printed.isEmpty ? nil : printed[printed.count / 2] else { return [] }
    return filing.tables.indices.filter { index in
      guard form.tables[filing.tables[index].form].collection == nil, let size = sizes[index] else { return false }
      return abs(size - middle) >= 3
    }
  }

  /// Decimal digits before the point of the largest figure.
  private static func magnitude(_ table: FilledTable) -> Int? {
    table.blocks.flatMap(\.rows).flatMap(\.cells).compactMap { $0?.number }
      .map { digits($0.significand) - $0.decimals }.max()
  }

  private static func digits(_ number: Int64) -> Int {
    var (rest, digits) = (number.magnitude / 10, 1)
    while rest > 0 { (rest, digits) = (rest / 10, digits + 1) }
    return digits
  }

  /// Equalities between the table and others that do not hold, and all that there are.
  private static func disagreements(of table: Int, _ filing: Filing, form: Form) -> (count: Int, all: Int) {
    let sheet = BalanceSheet(figures: Figures(form: form, filing: filing))
    let shared = sheet.balances.filter { balance in
      guard balance.shape == .sum, balance.holds || balance.isBroken else { return false }
      let tables = Set(balance.terms.filter { $0.value.map { !$0.center.isZero } ?? false }.map(\.place.table))
      return tables.contains(table) && tables.count > 1
    }
    return (shared.count(where: \.isBroken), shared.count)
  }
}
