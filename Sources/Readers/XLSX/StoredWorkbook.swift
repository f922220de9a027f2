package import Documents
import OpenXML

/// A workbook as it is stored, not as it is printed: numbers to their last digit, and what is hidden too. For workbooks
/// that somebody was asked to fill in.
package struct StoredWorkbook: Sendable {
  package struct Cell: Sendable {
    package var text: String
    /// Whether it has a formula that no program has worked out yet.
    package var isUncomputed: Bool

    package init(text: String, isUncomputed: Bool = false) {
      (self.text, self.isUncomputed) = (text, isUncomputed)
    }
  }

  package struct Row: Sendable {
    /// Counted from 0.
    package var number: Int
    /// By column, counted from 0.
    package var cells: [Int: Cell]

    package init(number: Int, cells: [Int: Cell]) {
      (self.number, self.cells) = (number, cells)
    }
  }

  package struct Sheet: Sendable {
    package var name: String
    package var isHidden: Bool
    package var rows: [Row]
    /// Rows and columns that are hidden and not empty.
    package var hiddenRows: Int
    package var hiddenColumns: [Int]

    package init(name: String, isHidden: Bool = false, rows: [Row], hiddenRows: Int = 0, hiddenColumns: [Int] = []) {
      (self.name, self.isHidden, self.rows) = (name, isHidden, rows)
      (self.hiddenRows, self.hiddenColumns) = (hiddenRows, hiddenColumns)
    }
  }

  package var sheets: [Sheet] = []

  /// A workbook that was made and not read from a file.
  package init(sheets: [Sheet]) {
    self.sheets = sheets
  }

  /// - Throws: `UnreadableFile` where it is no workbook, or one too large, or a sheet of it cannot be read.
  package static func read(
    _ file: SourceFile, limits: ReadingLimits = ReadingLimits()
  ) throws(UnreadableFile) -> StoredWorkbook {
    guard file.bytes.count <= limits.bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(limits.bytes >> 20) MB")
    }
    do throws(OpenXMLFault) {
      return try StoredWorkbook(OfficePackage(file.bytes), limits: limits)
    } catch {
      throw OfficeFile.unreadable(file, error)
    }
  }

  private init(_ package: OfficePackage, limits: ReadingLimits) throws(OpenXMLFault) {
    var parts = OfficeParts(package, of: package.mainPart)
    let workbook = Workbook(try package.xml(package.mainPart), parts: &parts)
    var left = limits.cells
    for entry in workbook.sheets {
      let tree = try package.xml(entry.part)
      guard tree.root.name == "worksheet" else { continue }
      let sheet = Readers.Sheet(tree, name: entry.name, workbook: workbook, cells: left, view: .stored)
      left -= sheet.rows.reduce(0) { $0 + $1.cells.count }
      guard !sheet.tally.isCut else { throw .tooLarge(entry.part) }
      sheets.append(
        Sheet(
          name: entry.name, isHidden: entry.isHidden,
          rows: sheet.rows.map { row in
            Row(
              number: row.number,
              cells: row.cells.mapValues { Cell(text: $0.text, isUncomputed: $0.isUncomputed) })
          }, hiddenRows: sheet.tally.hiddenRows, hiddenColumns: sheet.tally.hiddenColumns.sorted()))
    }
  }
}
