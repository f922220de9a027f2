package import Filings

/// What was understood of tables that the accounting software exported.
package struct ExportReading: Sendable {
  /// A table of the export that the form knows.
  package struct Understood: Sendable, Hashable {
    package var number: String
    package var title: String
    /// Whether its layout was seen by whoever wrote the pack.
    package var isSeen: Bool
    /// How many figures and blanks of the form were taken from it.
    package var facts: Int
    /// Headings that the form looks for and the table does not have.
    package var missing: [String]
    /// Accounts in its heading or rows that the classification does not have.
    package var unknown: [String]
  }

  /// A figure that two tables of the export print differently; the first was taken.
  package struct Conflict: Sendable, Hashable {
    package var address: String
    package var first: String
    package var second: String
    package var table: String
  }

  package var filing: Filing
  package var understood: [Understood] = []
  /// Titles of tables that bear no number the form knows.
  package var others: [String] = []
  package var conflicts: [Conflict] = []
}
