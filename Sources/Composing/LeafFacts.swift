import Amounts
import Forms

/// What a department must give for its disclosure to be composed: the cells that no equation of the form defines, last
/// year's figures that are compared with, and the words that only people know.
///
/// Amounts are in 元, exact to the fen; everything else is as printed.
public struct LeafFacts: Sendable {
  public var head: FactHead
  /// By table and block of the form.
  var rows: [BlockAddress: [LeafRow]] = [:]
  /// Of tables that are filled once for each member of a collection: the members with their fields, in order.
  var members: [Int: [LeafMember]] = [:]
  var priors: [LeafPrior] = []
  /// Words by what they are for: `N05.items.items[2013201].reason`.
  var texts: [String: String] = [:]
  /// Files that were there, without their endings.
  var files: Set<String> = []
}

/// The head of a folder of leaf facts, `head.yaml`.
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
}

struct BlockAddress: Hashable, Sendable {
  var table: Int
  var block: Int
}

/// One given row of a block.
struct LeafRow: Sendable {
  enum Key: Hashable, Sendable {
    case fixed(Int)
    case code(String)
    /// A row that the filer names, in the form's open group.
    case open(group: Int, name: String)
  }

  /// Name of the member of a collection.
  var member: String?
  var key: Key
  /// By column of the form; a given row gives all its cells.
  var cells: [Int: LeafCell]
  var place: FactPlace
}

struct LeafCell: Sendable {
  var text: String
  var value: PrintedValue
  var place: FactPlace
}

struct LeafMember: Sendable {
  var name: String
  var fields: [String: String]
  var place: FactPlace
}

/// A figure of the year before, by the address of this year's.
struct LeafPrior: Sendable {
  var cell: CellReference
  var value: Rational
  var place: FactPlace
}
