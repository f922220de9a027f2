import Composing
import Filings
import Testing

@testable import Publishing

@Suite("Tables as they are printed") struct LayoutTests {
  /// Every place of a table is taken by one cell.
  @Test func cellsCoverTheirTableOnce() throws {
    for table in try Sample.publication().tables {
      let grid = table.grid
      var taken = Array(repeating: Array(repeating: 0, count: grid.width), count: grid.rows.count)
      for (row, cells) in grid.rows.enumerated() {
        for cell in cells.cells {
          for down in row..<(row + cell.height) { for column in cell.columns { taken[down][column] += 1 } }
        }
      }
      #expect(taken.allSatisfy { $0.allSatisfy { $0 == 1 } }, "\(table.anchor)")
      #expect(grid.rows.count > grid.headRows || !table.notes.isEmpty, "\(table.anchor)")
    }
  }

  @Test func everyFigureOfTheTablesIsPrintedOnce() throws {
    let publication = try Sample.publication()
    var printed: [String: Int] = [:]
    for table in publication.tables {
      for cell in table.grid.rows.flatMap(\.cells) {
        guard let place = cell.place else { continue }
        printed[publication.anchor(of: place, in: table), default: 0] += 1
        if cell.role == .figure { #expect(publication.filing[place]?.text == cell.text) }
      }
    }
    #expect(printed.count > 1_000)
    #expect(printed.values.allSatisfy { $0 == 1 })
  }

  @Test func columnsFillThePaper() throws {
    var across = 0
    for table in try Sample.publication().tables {
      let measure = TableMeasure(table.grid)
      let width = measure.widths.reduce(0, +)
      #expect(abs(width - measure.paper.textWidth) < 0.01, "\(table.anchor)")
      #expect(measure.widths.allSatisfy { $0 > 15 }, "\(table.anchor)")
      if measure.isAcross { across += 1 }
    }
    #expect(across > 3)
  }

  @Test func figuresFitTheirColumnsOnOneLine() throws {
    for table in try Sample.publication().tables {
      let measure = TableMeasure(table.grid)
      for cell in table.grid.rows.flatMap(\.cells) where cell.role == .figure || cell.role == .code {
        #expect(measure.lines(of: cell.text, columns: cell.columns) == 1, "\(table.anchor) \(cell.text)")
      }
    }
  }

  @Test func partsAndTablesBeginPages() throws {
    let publication = try Sample.publication()
    let runs = PageRun.all(publication)
    #expect(runs.map(\.kind).prefix(3) == [.cover, .contents, .body])
    #expect(runs.allSatisfy { $0.measures.count <= 1 })
    #expect(runs.flatMap(\.pieces).count == publication.pieces.count)
    let pages = PageCount.pages(of: publication)
    let listed = publication.pieces.compactMap { piece -> [Int?]? in
      if case .contents(_, let entries) = piece { entries.map { pages[$0.anchor] } } else { nil }
    }.joined()
    #expect(listed.count > 20)
    #expect(listed.allSatisfy { $0 != nil })
    #expect(zip(listed, listed.dropFirst()).allSatisfy { ($0 ?? 0) <= ($1 ?? 0) })
  }

  @Test func textIsMeasuredInHalfCharacters() {
    #expect(TextMeasure.halves(of: "决算1.5") == 7)
    #expect(TextMeasure.halves(of: "“三公”") == 8)
    #expect(TextMeasure.lines(of: String(repeating: "字", count: 29), size: 16, room: 448) == 2)
    #expect(TextMeasure.lines(of: "", size: 16, room: 448) == 1)
  }
}
