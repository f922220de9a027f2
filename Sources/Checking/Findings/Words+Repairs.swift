import Amounts
import Documents
import Filings
import Forms

extension Words {
  /// A repair in the manner of what is printed: the same unit, decimals and grouping of digits, and nothing else of the
  /// cell changed.
  ///
  /// - Returns: nil where what should be printed is not certain to the character: a value that a rate leaves open, a row
  ///   that is not there, a sign that the words of a sentence carry, a cell with several numbers.
  func repair(_ edit: Attribution.Edit) -> Repair? {
    guard !edit.isApproximate, !filing.row(at: edit.place).isAbsent, let cell = filing[edit.place],
      let span = cell.span, let value = printedValue(edit)
    else { return nil }
    if cell.isBlank { return filled(cell, span, value, at: edit.place) }
    let scalars = Array(cell.text.unicodeScalars)
    guard let number = cell.number, let digits = Self.digits(scalars), span.end - span.start == scalars.count,
      !value.isNegative || digits.lowerBound > 0 && scalars[digits.lowerBound - 1] == "-"
    else { return nil }
    let magnitude = value.isNegative ? value.magnitude : value
    let hasSign = digits.lowerBound > 0 && scalars[digits.lowerBound - 1] == "-"
    // A minus before what becomes positive goes with it.
    let start = hasSign && !value.isNegative ? digits.lowerBound - 1 : digits.lowerBound
    let text = magnitude.formatted(minimum: number.isMalformed ? 2 : number.decimals, limit: 6)
    let isGrouped = scalars[digits].contains(",") && !number.isMalformed
    return Repair(
      span: SourceSpan(start: span.start + start, end: span.start + digits.upperBound),
      text: isGrouped ? Self.grouped(text) : text)
  }

  /// The value in the unit that the cell counts in.
  private func printedValue(_ edit: Attribution.Edit) -> Rational? {
    do {
      switch measure(edit.place) {
      case .amount:
        let printed = filing[edit.place]?.number.flatMap { MoneyUnit(text: $0.unit) }
        let unit = printed ?? filing.tables[edit.place.table].unit
        return try edit.value * Rational(form.unit.fen) / Rational(unit.fen)
      case .percent:
        guard filing[edit.place]?.number?.isPercent ?? false else { return nil }
        return try edit.value * Rational(100)
      case .points, .count: return edit.value
      case .text: return nil
      }
    } catch {
      return nil
    }
  }

  /// Into a blank cell of a table only an amount can be put whose manner the form knows.
  private func filled(_ cell: FilledCell, _ span: SourceSpan, _ value: Rational, at place: CellPlace) -> Repair? {
    guard case .amount = measure(place), form.tables[filing.tables[place.table].form].isPrinted,
      span.end - span.start == cell.text.unicodeScalars.count
    else { return nil }
    return Repair(span: span, text: value.formatted(minimum: 2, limit: 6))
  }

  /// The only run of digits, points and commas of a text.
  private static func digits(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
    func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) || scalar == "." || scalar == "," }
    guard let start = scalars.firstIndex(where: isDigit), let last = scalars.lastIndex(where: isDigit),
      scalars[start...last].allSatisfy(isDigit)
    else { return nil }
    return start..<(last + 1)
  }

  private static func grouped(_ text: String) -> String {
    let integer = text.prefix { $0 != "." }
    var grouped = ""
    for (index, digit) in integer.enumerated() {
      if index > 0, (integer.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return grouped + text.dropFirst(integer.count)
  }
}
