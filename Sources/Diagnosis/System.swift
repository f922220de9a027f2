/// What a document prints, and what must be true of it: the input of a diagnosis.
///
/// Everything is named by its place in these arrays; quantities are numbers below `quantityCount`.
public struct System: Sendable {
  /// A quantity is what is counted, however often it is printed: 项目支出 of 20132. Figures that must be equal are prints
  /// of one quantity. A quantity may have no print (last year's value of a growth).
  public var quantityCount = 0
  public var prints: [Print] = []
  public var equations: [Constraint] = []

  /// How many conditions that are no equations (a score is not above its weight) a repair would break, and how many mend;
  /// nil where there are none.
  public var conditions: (@Sendable (_ repair: [Edit]) -> (broken: Int, mended: Int))?

  public init() {}

  public mutating func addQuantity() -> Int {
    quantityCount += 1
    return quantityCount - 1
  }
}

/// One printed figure of a quantity.
public struct Print: Sendable {
  public var quantity: Int
  public var figure: Figure
  public var role: Role
  public var state: State
  public var place: Place

  /// What may be disbelieved more readily; only ever decides between repairs that are otherwise as good.
  public enum Role: Sendable {
    case total, parent, leaf, sentence, percentage
  }

  public enum State: Sendable {
    case stated
    /// An empty cell: a cheap print of zero.
    case blank
    /// A cell of a row without any figure, which is likelier meant to be empty.
    case emptyRow
    /// A cell of a row that another table has and this one does not: a cheaper one.
    case absentRow
  }

  public init(of quantity: Int, _ figure: Figure, role: Role, state: State, at place: Place) {
    self.quantity = quantity
    self.figure = figure
    self.role = role
    self.state = state
    self.place = place
  }
}

/// Where a print stands, in plain numbers: figures of one row, or one code in several tables, go wrong together.
public struct Place: Hashable, Sendable {
  /// A number for each block of rows, and for each paragraph.
  public var table: Int
  /// In order of print; a row that is left out stands where it belongs. Zero in a paragraph.
  public var row: Int
  public var column: Int
  /// The same number in every table that has the row's code; nil for rows without one.
  public var code: Int?

  public init(table: Int, row: Int, column: Int, code: Int?) {
    self.table = table
    self.row = row
    self.column = column
    self.code = code
  }

  var line: Line { Line(table: table, row: row) }

  struct Line: Hashable {
    var table: Int
    var row: Int
  }
}

/// What must be true of quantities.
public struct Constraint: Sendable {
  public var relation: Relation
  /// The quantity that is worked out by it; nil where neither side is.
  public var output: Int?

  public enum Relation: Sendable {
    /// Σ coefficient · quantity = constant.
    case sum([Term], constant: Figure)
    /// rate · base = part: a share or growth read as rate, a score read as part.
    case product(part: Int, rate: Int, base: Int)
    /// target = some function of the operands, which is nil where they do not determine it.
    case function(target: Int, operands: [Int], value: @Sendable ([Figure]) -> Figure?)
  }

  public struct Term: Hashable, Sendable {
    public var quantity: Int
    public var coefficient: Int64

    public init(_ quantity: Int, _ coefficient: Int64) {
      self.quantity = quantity
      self.coefficient = coefficient
    }
  }

  public init(_ relation: Relation, output: Int? = nil) {
    self.relation = relation
    self.output = output
  }
}
