package import Amounts
package import Forms

/// What a department must give for its disclosure to be composed: the cells that no equation of the form defines, last
/// year's figures that are compared with, and the words that only people know.
///
/// Amounts are in 元, exact to the fen; everything else is as printed.
public struct LeafFacts: Sendable {
  public var head: FactHead
  /// By table and block of the form.
  package var rows: [BlockAddress: [LeafRow]] = [:]
  /// Of tables that are filled once for each member of a collection: the members with their fields, in order.
  package var members: [Int: [LeafMember]] = [:]
  package var priors: [LeafPrior] = []
  /// Words by what they are for: `N05.items.items[2013201].reason`.
  package var texts: [String: String] = [:]
  /// Names of the tables that were there.
  package var files: Set<String> = []
  /// What is to be told beside words: where they were taken from, why they are left open.
  package var textRemarks: [String: LeafRemark] = [:]
  /// The same of the head, by its entry or by the title of its words.
  package var headRemarks: [String: LeafRemark] = [:]

  /// What is to be told that belongs to no single fact: totals that do not come out, words that no sentence has room for.
  package var questions: [Question] = []
  /// Where the facts were taken from, for the guide.
  package var origin: String?

  package struct Question: Sendable, Hashable {
    package var fact: String
    package var text: String

    package init(fact: String, text: String) {
      (self.fact, self.text) = (fact, text)
    }
  }

  package init(head: FactHead) {
    self.head = head
  }
}

/// What leaf facts say of the department as a whole: `head.yaml`.
public struct FactHead: Sendable {
  public enum Rounding: String, Sendable {
    /// Printed values are chosen within one step of the exact ones so that every table adds up.
    case controlled
    /// Every value is rounded by itself; totals may then differ by 尾差.
    case independent
  }

  public var department: String
  public var year: Int
  public var pack: String
  public var rounding: Rounding
  /// Parts of the document that are words only, by the id of the part: titles with their paragraphs.
  public var parts: [String: [(title: String, paragraphs: [String])]]
  /// Lines under the performance tables.
  public var signature: [String]

  package init(
    department: String, year: Int, pack: String, rounding: Rounding,
    parts: [String: [(title: String, paragraphs: [String])]], signature: [String]
  ) {
    (self.department, self.year, self.pack, self.rounding) = (department, year, pack, rounding)
    (self.parts, self.signature) = (parts, signature)
  }
}

/// A block of the form.
package struct BlockAddress: Hashable, Sendable {
  package var table: Int
  package var block: Int

  package init(table: Int, block: Int) {
    (self.table, self.block) = (table, block)
  }
}

/// One given row of a block.
package struct LeafRow: Sendable {
  package enum Key: Hashable, Sendable {
    case fixed(Int)
    case code(String)
    /// A row that the filer names, in the form's open group.
    case open(group: Int, name: String)
  }

  /// Name of the member of a collection.
  package var member: String?
  package var key: Key
  /// By column of the form; cells that are left to the equations are not there.
  package var cells: [Int: LeafCell]
  package var place: FactPlace

  package init(member: String? = nil, key: Key, cells: [Int: LeafCell], place: FactPlace) {
    (self.member, self.key, self.cells, self.place) = (member, key, cells, place)
  }
}

package struct LeafCell: Sendable {
  package var text: String
  package var value: PrintedValue
  package var place: FactPlace
  package var remark: LeafRemark?

  package init(text: String, value: PrintedValue, place: FactPlace, remark: LeafRemark? = nil) {
    (self.text, self.value, self.place, self.remark) = (text, value, place, remark)
  }

  /// A cell that was made and not read.
  package init(_ text: String, remark: LeafRemark? = nil) {
    self.init(text: text, value: PrintedValue(parsing: text), place: FactPlace(file: ""), remark: remark)
  }
}

/// What is to be told beside a fact: where it was taken from, or why somebody has to look at it.
package struct LeafRemark: Sendable, Hashable {
  package var text: String
  /// Whether the fact is not settled.
  package var isPending: Bool

  package init(_ text: String, isPending: Bool) {
    (self.text, self.isPending) = (text, isPending)
  }
}

package struct LeafMember: Sendable {
  package var name: String
  package var fields: [String: String]
  package var place: FactPlace

  package init(name: String, fields: [String: String], place: FactPlace) {
    (self.name, self.fields, self.place) = (name, fields, place)
  }
}

/// A figure of the year before, by the address of this year's.
package struct LeafPrior: Sendable {
  /// As written: `T01.income[grand]`.
  package var address: String
  package var cell: CellReference
  /// Nil where it is still to be filled in.
  package var value: Rational?
  package var place: FactPlace
  package var remark: LeafRemark?

  package init(
    address: String, cell: CellReference, value: Rational?, place: FactPlace, remark: LeafRemark? = nil
  ) {
    (self.address, self.cell, self.value, self.place, self.remark) = (address, cell, value, place, remark)
  }
}
