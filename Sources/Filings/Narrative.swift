public import Forms

/// What the sentences of a document say: every number of its prose, and what of it the form gives a meaning.
public struct Narrative: Sendable {
  public var statements: [Statement] = []
  public var comparisons: [Comparison] = []
  /// Of changes that the form does not explain.
  public var turns: [Turn] = []
  public var reasons: [StatedReason] = []
  public var announcements: [Announcement] = []
  public var items: [ItemHead] = []
  public var lists: [NameList] = []
  /// Accounts that sentences call otherwise than their table does.
  public var renamed: [RenamedAccount] = []
  /// Numbers of prose that no sentence of the form explains.
  public var unexplained: [UnexplainedNumber] = []
  /// Dates, ordinals, codes and the like: numbers that say nothing to check.
  public var setApart = 0

  public init() {}

  /// Adds what the sentences further on say.
  public mutating func append(_ next: Narrative) {
    let before = statements.count
    statements += next.statements
    comparisons += next.comparisons.map { comparison in
      var moved = comparison
      moved.final = comparison.final.map { $0 + before }
      moved.budget = comparison.budget.map { $0 + before }
      return moved
    }
    turns += next.turns
    reasons += next.reasons
    announcements += next.announcements
    items += next.items
    lists += next.lists
    renamed += next.renamed
    unexplained += next.unexplained
    setApart += next.setApart
  }
}

/// A number, with its unit, that no sentence of the form explains.
public struct UnexplainedNumber: Sendable {
  public var text: PrintedText
  /// Whether it stands in a section whose sentences the form knows.
  public var isInSection: Bool
  public var passage: Int

  public init(text: PrintedText, isInSection: Bool, passage: Int) {
    self.text = text
    self.isInSection = isInSection
    self.passage = passage
  }
}

/// A number in a sentence that the form gives a meaning.
public struct Statement: Sendable {
  public enum Meaning: Sendable {
    /// The cell's own value.
    case figure(CellReference)
    /// A share or a rate of completion.
    case ratio(Expression)
    /// How much the cell's value differs from last year's, and the rate of it.
    case change(of: CellReference)
    case growth(of: CellReference)
    /// How much an outturn differs from its budget.
    case difference(Expression)
    /// How much an outturn differs from a budget that its sentence does not give, and the rate of it.
    case gap(of: CellReference)
    case gapRate(of: CellReference)
  }

  /// Which way a change goes, by its own word; nil where none is written.
  public enum Direction: Sendable, Hashable { case up, down }

  public var meaning: Meaning
  public var direction: Direction?
  /// The word that tells the direction.
  public var directionWord: PrintedText?
  public var number: FilledCell
  public var measure: Measure
  /// The words that the number stands in: “支出决算为49.7万元”.
  public var words: PrintedText
  /// Id of the section of the form, with its part; and of the sentence, with the member it speaks of.
  public var section: String
  public var group: String
  /// Numbers of one passage stand in one paragraph.
  public var passage: Int

  public init(
    meaning: Meaning, direction: Direction?, directionWord: PrintedText?, number: FilledCell, measure: Measure,
    words: PrintedText, section: String, group: String, passage: Int
  ) {
    self.meaning = meaning
    self.direction = direction
    self.directionWord = directionWord
    self.number = number
    self.measure = measure
    self.words = words
    self.section = section
    self.group = group
    self.passage = passage
  }
}

/// Words that say how two figures compare: 决算数大于年初预算数, 与上年持平.
public struct Comparison: Sendable {
  public enum Relation: Sendable, Hashable { case more, less, same }
  public enum Base: Sendable, Hashable { case budget, prior, unsaid }

  public var relation: Relation
  public var base: Base
  public var words: PrintedText
  /// Indices of the statements compared: outturn, and its budget or its change.
  public var final: Int?
  public var budget: Int?
  public var passage: Int

  public init(relation: Relation, base: Base, words: PrintedText, final: Int?, budget: Int?, passage: Int) {
    self.relation = relation
    self.base = base
    self.words = words
    self.final = final
    self.budget = budget
    self.passage = passage
  }
}

/// An amount of change and the rate behind it whose words go opposite ways: 增加…万元，下降…%.
public struct Turn: Sendable {
  public var amountWord: PrintedText
  public var rateWord: PrintedText
  public var amount: PrintedText
  public var rate: PrintedText

  public init(amountWord: PrintedText, rateWord: PrintedText, amount: PrintedText, rate: PrintedText) {
    self.amountWord = amountWord
    self.rateWord = rateWord
    self.amount = amount
    self.rate = rate
  }
}

/// Why figures differ, in the document's words.
public struct StatedReason: Sendable {
  public var text: PrintedText
  public var section: String
  public var group: String
  public var passage: Int

  public init(text: PrintedText, section: String, group: String, passage: Int) {
    self.text = text
    self.section = section
    self.group = group
    self.passage = passage
  }
}

/// Words that announce a reason: 公务接待费支出减少的主要原因是.
public struct Announcement: Sendable {
  public var text: PrintedText
  public var passage: Int

  public init(text: PrintedText, passage: Int) {
    self.text = text
    self.passage = passage
  }
}

/// 2、一般公共服务支出（类）档案事务（款）行政运行（项）: the head of the paragraph on one row.
public struct ItemHead: Sendable {
  public var text: PrintedText
  /// Its names, outermost first: three, or those that stand at its own head.
  public var names: [PrintedText]
  /// The row it is about, by its name or else by its figure; nil where the table has no such row.
  public var code: String?
  /// Table of the form that the items belong to.
  public var table: Int
  public var section: String
  public var isComplete: Bool

  public init(
    text: PrintedText, names: [PrintedText], code: String?, table: Int, section: String, isComplete: Bool
  ) {
    self.text = text
    self.names = names
    self.code = code
    self.table = table
    self.section = section
    self.isComplete = isComplete
  }
}

/// An account that a sentence calls by an older or a shorter name than its table: 文化体育与传媒支出 for 文化旅游体育与传媒支出.
public struct RenamedAccount: Sendable {
  public var name: PrintedText
  public var code: String
  /// Table of the form that the account stands in.
  public var table: Int

  public init(name: PrintedText, code: String, table: Int) {
    self.name = name
    self.code = code
    self.table = table
  }
}

/// Names that a sentence lists, and the rows of the form that it should list.
public struct NameList: Sendable {
  public var names: [PrintedText]
  public var rows: RowSet

  public init(names: [PrintedText], rows: RowSet) {
    self.names = names
    self.rows = rows
  }
}
