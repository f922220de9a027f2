/// How a wrong figure may have come about, told from its digits. Explains a repair, never decides one.
public enum Slip: Hashable, Sendable {
  case sign
  /// Ten to this power too large: 4 for 元 in a table of 万元.
  case unit(tens: Int)
  /// The same for a point put elsewhere.
  case pointShifted(places: Int)
  case digitsTransposed
  case digitChanged
  case digitDropped
  case digitAdded

  /// - Parameters: both in units of one last place, such as hundredths.
  /// - Returns: nil where the digits do not tell.
  public init?(printed: Int64, right: Int64) {
    guard printed != right, printed != 0, right != 0 else { return nil }
    if printed == -right {
      self = .sign
      return
    }
    guard (printed < 0) == (right < 0) else { return nil }
    let (own, other) = (Self.digits(printed), Self.digits(right))
    if let places = Self.shift(printed.magnitude, right.magnitude) {
      self = abs(places) == 4 || abs(places) == 8 ? .unit(tens: places) : .pointShifted(places: places)
    } else if own.count == other.count {
      let places = own.indices.filter { own[$0] != other[$0] }
      if places.count == 1 {
        self = .digitChanged
      } else if places.count == 2, places[1] == places[0] + 1, own[places[0]] == other[places[1]],
        own[places[1]] == other[places[0]]
      {
        self = .digitsTransposed
      } else {
        return nil
      }
    } else if Self.isWithoutOne(own, of: other) {
      self = .digitDropped
    } else if Self.isWithoutOne(other, of: own) {
      self = .digitAdded
    } else {
      return nil
    }
  }

  private static func digits(_ value: Int64) -> [UInt8] { Array(String(value.magnitude).utf8) }

  /// By how many places the first is the second with its point shifted; nil where it is not.
  private static func shift(_ a: UInt64, _ b: UInt64) -> Int? {
    let (large, small) = (max(a, b), min(a, b))
    var power: UInt64 = 10
    for places in 1...8 {
      let (shifted, overflow) = small.multipliedReportingOverflow(by: power)
      if !overflow, shifted == large { return a > b ? places : -places }
      power *= 10
    }
    return nil
  }

  private static func isWithoutOne(_ short: [UInt8], of long: [UInt8]) -> Bool {
    guard long.count == short.count + 1 else { return false }
    let first = short.indices.first { short[$0] != long[$0] } ?? short.count
    return short[first...].elementsEqual(long[(first + 1)...])
  }
}
