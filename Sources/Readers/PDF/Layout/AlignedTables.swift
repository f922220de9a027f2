import PDFPages

/// Finds tables that are printed without rules: lines whose words and figures stand in columns.
///
/// Only what is plainly a table is taken for one. One of its lines at least has a label and two figures or more; there are
/// three such lines, or one that numbers the columns, or five lines in three columns; and what stands in a column stands one below the other. Whatever is less clear stays text, and
/// its figures are counted as not understood.
struct AlignedTables {
  private(set) var pages: [PageContent]

  /// An element of a page.
  private struct Place: Hashable {
    var page: Int
    var element: Int
  }

  /// Puts tables in the place of their lines.
  static func found(in pages: [PageContent]) -> [PageContent] {
    AlignedTables(pages).pages
  }

  private init(_ pages: [PageContent]) {
    self.pages = pages
    // Lines that nothing else stands between, over pages as well.
    var runs: [[Place]] = [[]]
    for (page, content) in pages.enumerated() {
      for (element, content) in content.elements.enumerated() {
        if content.line == nil {
          runs.append([])
        } else {
          runs[runs.count - 1].append(Place(page: page, element: element))
        }
      }
    }
    var changes: [Place: PageTable?] = [:]
    for run in runs where !run.isEmpty { changes.merge(search(run)) { $1 } }
    for page in pages.indices {
      self.pages[page].elements = pages[page].elements.enumerated().compactMap { index, element in
        guard let change = changes[Place(page: page, element: index)] else { return element }
        return change.map(PageContent.Element.table)
      }
    }
  }

  /// What becomes of lines that stand in tables: the first of each page is the table's part there, the others go.
  private func search(_ run: [Place]) -> [Place: PageTable?] {
    let lines = run.compactMap { pages[$0.page].elements[$0.element].line }.map(SpacedLine.init)
    var changes: [Place: PageTable?] = [:]
    var index = 0
    while let first = lines[index...].firstIndex(where: \.isFigures) {
      let region = AlignedRegion(lines, from: first, notBefore: index)
      guard region.isTable else {
        // A long way that led to nothing is not gone again from the next line.
        index = max(first + 1, region.range.upperBound - AlignedRegion.mostAbove)
        continue
      }
      addEmpty(lines, index..<region.range.lowerBound)
      add(region)
      index = region.range.upperBound
    }
    addEmpty(lines, index..<lines.count)
    return changes

    /// Tables without figures, between those that have some.
    func addEmpty(_ lines: [SpacedLine], _ rest: Range<Int>) {
      var index = rest.lowerBound
      while let region = AlignedRegion(emptyIn: lines, index..<rest.upperBound) {
        add(region)
        index = region.range.upperBound
      }
    }

    func add(_ region: AlignedRegion) {
      for line in region.range { changes.updateValue(nil, forKey: run[line]) }
      for part in region.parts {
        guard let line = region.range.first(where: { lines[$0].line.page == part.page }) else { continue }
        changes.updateValue(part, forKey: run[line])
      }
    }
  }
}
