/// Every number of a department by name, derived from its facts, and the relations by which it was derived.
struct Accounts {
  /// How a quantity is counted and printed.
  enum Unit {
    /// Whole yuan, printed in 万元 with two decimals.
    case amount
    /// Hundredths of one per cent.
    case percent
    /// Hundredths of a point.
    case points
    /// Hundredths of whatever a target counts.
    case measure
    /// Whole pieces.
    case count
  }

  private(set) var values: [Quantity: Int] = [:]
  private(set) var units: [Quantity: Unit] = [:]
  private(set) var relations: [Relation] = []

  subscript(quantity: Quantity) -> Int {
    guard let value = values[quantity] else { preconditionFailure("no quantity \(quantity)") }
    return value
  }

  func has(_ quantity: Quantity) -> Bool { values[quantity, default: 0] != 0 }

  mutating func state(_ quantity: Quantity, _ value: Int, _ unit: Unit = .amount) {
    values[quantity] = value
    units[quantity] = unit
  }

  /// Derives a quantity as a sum.
  mutating func sum(_ quantity: Quantity, _ plus: [Quantity], minus: [Quantity] = []) {
    let total = plus.map { self[$0] }.reduce(0, +) - minus.map { self[$0] }.reduce(0, +)
    let unit = plus.first.flatMap { units[$0] } ?? .amount
    state(quantity, total, unit)
    relations.append(.sum(quantity, plus: plus, minus: minus, step: unit == .amount ? Relation.step : 1))
  }

  /// Derives a per cent, rounded half up.
  mutating func share(_ quantity: Quantity, of part: Quantity, in whole: Quantity) {
    state(quantity, Self.percent(self[part], of: self[whole]), .percent)
    relations.append(.share(quantity, of: part, in: whole))
  }

  /// Derives amount and rate of the change since last year, named `change(x)` and `growth(x)`.
  mutating func change(_ quantity: Quantity, from last: Int) {
    // What is printed as 0.00 is no change.
    let difference = abs(self[quantity] - last) < Relation.half ? 0 : self[quantity] - last
    state("change(\(quantity))", abs(difference))
    guard last > 0, difference != 0 else { return }
    state("growth(\(quantity))", Self.percent(abs(difference), of: last), .percent)
    relations.append(
      .growth("growth(\(quantity))", change: "change(\(quantity))", to: quantity, isUp: difference > 0))
  }

  /// Derives the points for a rate of execution.
  mutating func executionPoints(_ quantity: Quantity, rate: Quantity, weight: Quantity) {
    state(quantity, (min(10_000, self[rate]) * self[weight] + 5_000) / 10_000, .points)
    relations.append(.executionPoints(quantity, rate: rate, weight: weight))
  }

  /// Writes down what holds of quantities that are there already.
  mutating func relate(_ relation: Relation) {
    relations.append(relation)
  }

  private static func percent(_ part: Int, of whole: Int) -> Int {
    whole == 0 ? 0 : (20_000 * part + whole) / (2 * whole)
  }

  /// The value as a document prints it.
  func text(_ quantity: Quantity) -> String { Self.text(self[quantity], units[quantity] ?? .amount) }

  static func text(_ value: Int, _ unit: Unit) -> String {
    switch unit {
    case .amount: value == 0 ? "0" : decimal((abs(value) + 50) / 100, isNegative: value < 0)
    case .percent: decimal(value)
    case .points, .measure: shortened(decimal(value))
    case .count: String(value)
    }
  }

  private static func decimal(_ hundredths: Int, isNegative: Bool = false) -> String {
    let cents = hundredths % 100
    return "\(isNegative ? "-" : "")\(hundredths / 100).\(cents < 10 ? "0" : "")\(cents)"
  }

  private static func shortened(_ text: String) -> String {
    text.hasSuffix(".00") ? String(text.dropLast(3)) : text.hasSuffix("0") ? String(text.dropLast()) : text
  }

  /// A printed number as the quantity it stands for; nil where it is none.
  static func value(_ text: String, _ unit: Unit) -> Int? {
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int(parts[0].isEmpty ? "x" : parts[0]), parts.count <= 2 else { return text.isEmpty ? 0 : nil }
    let digits = unit == .amount ? 4 : unit == .count ? 0 : 2
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let padded = (fraction + "0000").prefix(digits)
    let scale = [1, 10, 100, 1_000, 10_000][digits]
    let value = whole * scale + (Int(padded) ?? 0)
    return text.hasPrefix("-") ? -value : value
  }
}
