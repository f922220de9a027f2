extension EquationText {
  /// How tightly what is printed holds together, loosest first.
  enum Binding: Int, Comparable {
    case implication, disjunction, conjunction, statement
    /// Words with a list in them: 甲、乙中较小者.
    case listing
    case sum, product, whole

    init(_ expression: Expression) {
      switch expression {
      case .implies, .forEach: self = .implication
      case .or: self = .disjunction
      case .and: self = .conjunction
      case .compare, .starts, .not, .all, .any, .anyFilled, .filled, .blank, .emptyTable, .present, .known, .near:
        self = .statement
      case .minimum, .maximum: self = .listing
      case .sum(let sets): self = sets.count > 1 || sets.contains(where: Self.isList) ? .listing : .whole
      case .add, .subtract, .negate: self = .sum
      case .multiply, .divide: self = .product
      case .number, .text, .cell, .attribute, .conditional, .count, .magnitude, .prior, .statedWeight, .usualWeight:
        self = .whole
      }
    }

    private static func isList(_ set: RowSet) -> Bool {
      switch set.selection {
      case .codes(let codes), .under(let codes): codes.count > 1
      default: false
      }
    }

    static func < (a: Binding, b: Binding) -> Bool { a.rawValue < b.rawValue }
  }
}
