/// What an expression counts; keeps amounts from being added to percentages and multiplied with each other.
enum Dimension: Hashable {
  case amount, ratio, points, count, text, truth
  /// A bare number in the pack: takes the dimension of what it stands beside.
  case pure
  /// An amount for each person, vehicle, … : comparable to bare numbers only.
  case rate

  init(_ measure: Measure) {
    switch measure {
    case .amount: self = .amount
    case .percent: self = .ratio
    case .points: self = .points
    case .count: self = .count
    case .text: self = .text
    }
  }

  /// The dimension of a sum or a comparison; nil when the two do not go together.
  static func common(_ a: Dimension, _ b: Dimension) -> Dimension? {
    if a == b { return a }
    if a == .pure, b != .text, b != .truth { return b }
    if b == .pure, a != .text, a != .truth { return a }
    return nil
  }

  static func product(_ a: Dimension, _ b: Dimension) -> Dimension? {
    switch (a, b) {
    case (.text, _), (_, .text), (.truth, _), (_, .truth): nil
    case (.ratio, let other), (let other, .ratio), (.pure, let other), (let other, .pure): other
    case (.count, .amount), (.amount, .count), (.rate, .count), (.count, .rate): .amount
    default: nil
    }
  }

  static func quotient(_ a: Dimension, _ b: Dimension) -> Dimension? {
    switch (a, b) {
    case (.text, _), (_, .text), (.truth, _), (_, .truth): nil
    case (let x, let y) where x == y: .ratio
    case (let x, .pure), (let x, .ratio): x
    default: .rate
    }
  }
}
