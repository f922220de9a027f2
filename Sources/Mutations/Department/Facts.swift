/// What is true of an invented department: the leaf facts from which every printed number follows.
///
/// Amounts are whole yuan.
struct Facts {
  var year = 2024
  var department = ""
  var items: [Item] = []
  /// Basic expenditure from the general public budget by section of the economic classification.
  var economy: [String: Int] = [:]
  /// 使用非财政拨款结余 and 结余分配; both belong to the first item with means of its own.
  var surplusUsed = 0
  var distribution = 0
  var travel = ThreePublic()
  var running = Running()
  var use = GeneralUse()
  var procurement = Procurement()
  var fleet: [String: Int] = [:]
  var staff = (posts: 0, staff: 0)
  var equipment = (general: 0, special: 0)
  var base = Base()
  var overall = Programme()
  var projects: [Programme] = []

  /// A function of the finest level (项) that the department spends on.
  struct Item {
    var code: String
    var fund: Classifications.Fund
    /// Spent from the appropriation.
    var basic = 0
    var project = 0
    /// Spent from income of its own, and which column of the statement of income that income stands in.
    var own = 0
    var source = "other"
    var opening = 0
    var closing = 0
    var ownOpening = 0
    var ownClosing = 0
    /// 年初预算 of the general public budget.
    var original = 0
  }

  /// “三公”经费: budget and outturn by item, and what was counted.
  struct ThreePublic {
    var budget: [String: Int] = [:]
    var outturn: [String: Int] = [:]
    var groups = 0
    var travellers = 0
    var vehicles = 0
    var receptions = 0
    var guests = 0
  }

  struct Running {
    var original = 0
  }

  struct GeneralUse {
    var meetings = 0
    var attendees = 0
    var training = 0
    var trainees = 0
  }

  struct Procurement {
    var goods = 0
    var works = 0
    var services = 0
    var smes = 0
    var micro = 0
  }

  /// What the table of base data gives beside the nine tables.
  struct Base {
    /// 业务经费, 运行维护经费, 市级专项资金: they add to the project expenditure.
    var project: [String: Int] = [:]
    var projectLast: [String: Int] = [:]
    var projectBudget: [String: Int] = [:]
    /// Rows that nothing else prints, as last year's outturn, budget, outturn.
    var free: [String: [Int]] = [:]
    var adjustment = 0
  }

  /// The self-evaluation of the department or of one project.
  struct Programme {
    var name = ""
    var original = 0
    var revised = 0
    var executed = 0
    var indicators: [Indicator] = []
  }

  struct Indicator {
    var level1: String
    var level2: String
    var name: String
    var target: Measure
    var actual: Measure
    var weight: Int
    var reason = ""
  }

  /// What a target or an achievement says.
  enum Measure {
    /// Hundredths, with the words before and after: ≥ 120 万页.
    case number(Int, before: String, after: String)
    case words(String)
  }
}
