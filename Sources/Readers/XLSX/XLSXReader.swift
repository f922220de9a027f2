public import Documents
import OpenXML

/// Reads workbooks (XLSX) as they are printed: what a cell shows is its text, not what it stores.
///
///     bytes → parts              OfficePackage
///     part → texts at cells      Workbook, Sheet, NumberFormat
///     → blocks, map              SheetLayout, DocumentLayer
///
/// Hidden sheets, rows and columns are left out, and notes tell of them.
public struct XLSXReader: DocumentReader {
  public static var format: FileFormat { .xlsx }

  public var limits: ReadingLimits

  public init(limits: ReadingLimits = ReadingLimits()) {
    self.limits = limits
  }

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    try OfficeFile.open(file, limits: limits) { package throws(OpenXMLFault) in try read(package) }
  }

  private func read(_ package: OfficePackage) throws(OpenXMLFault) -> Reading {
    var parts = OfficeParts(package, of: package.mainPart)
    let workbook = Workbook(try package.xml(package.mainPart), parts: &parts)
    var layer = DocumentLayer(limits: limits)
    var cellsLeft = limits.cells
    var comments = 0
    for entry in workbook.sheets {
      if entry.isHidden {
        layer.note("reading.hiddenSheet", ["sheet": entry.name])
        continue
      }
      guard let tree = parts.tree(part: entry.part) else { continue }
      // Sheets of nothing but a chart are worksheets in name only.
      guard tree.root.name == "worksheet" else { continue }
      let sheet = Sheet(tree, name: entry.name, workbook: workbook, cells: cellsLeft)
      cellsLeft -= sheet.rows.reduce(0) { $0 + $1.cells.count }
      SheetLayout(sheet, limits: limits).lay(into: &layer)
      note(sheet, in: &layer)
      var own = OfficeParts(package, of: entry.part)
      for tree in own.trees("comments") { comments += tree.root.child("commentList")?.children.map { $0 }.count ?? 0 }
    }
    for part in parts.unread { layer.note("reading.partUnread", ["part": part]) }
    return layer.reading(Self.format, isWorkbook: true, leftovers: Document.Leftovers(comments: comments))
  }

  private func note(_ sheet: Sheet, in layer: inout DocumentLayer) {
    let counts = [
      ("reading.hiddenRows", sheet.tally.hiddenRows), ("reading.hiddenColumns", sheet.tally.hiddenColumns.count),
      ("reading.uncomputed", sheet.tally.uncomputed), ("reading.shownDiffers", sheet.tally.rounded),
    ]
    for (id, count) in counts where count > 0 { layer.note(id, ["sheet": sheet.name, "count": "\(count)"]) }
    if sheet.tally.isCut { layer.note("reading.sheetCut", ["sheet": sheet.name, "limit": "\(limits.cells)"]) }
  }
}
