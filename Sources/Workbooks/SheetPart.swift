import Composing
import Forms

/// A part of a sheet of the workbook: its title, a heading row and the lines under it. The same description writes the
/// part and reads it.
struct SheetPart {
  enum Content {
    /// What is said of the department as a whole; last year's figures; words.
    case head, prior, texts
    /// Members of a collection, or the fields of a table.
    case members(Int)
    /// A block of one row without a name: a line for each column.
    case cells(BlockAddress)
    /// Rows of one block, or of several that are joined by their codes.
    case rows([BlockAddress])
  }

  struct Column {
    enum Role: Hashable {
      /// Name of the member of a collection; key and name of a row; the unit it counts in.
      case member, key, label, unit
      case value(BlockAddress, Int)
      /// Worked out in the sheet for whoever fills it in; never read.
      case sum(BlockAddress, Int)
      case field(String)
      /// The one column of figures or words of parts that are no block of rows.
      case content
    }

    var heading: String
    var role: Role
    var width: Double
    /// What belongs in it.
    var note: String?
  }

  /// Names of what it holds, as in the pack: `T03`, `T04.income`.
  var names: [String]
  var title: String
  var content: Content
  var columns: [Column]

  /// What a part is known by, whatever its title is changed to: `〔T03 T05〕`.
  var mark: String { "〔\(names.joined(separator: " "))〕" }

  func column(_ role: Column.Role) -> Int? { columns.firstIndex { $0.role == role } }
}

/// A sheet of the workbook and its parts.
struct PlannedSheet {
  /// As the pack calls it; the table's where the pack does not place it.
  var id: String
  var title: String
  var parts: [SheetPart]
}
