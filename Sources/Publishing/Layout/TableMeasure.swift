import Composing
import Writers

/// How wide the columns of a printed table are, told from its texts without any font: a Chinese character is as wide as
/// the type is high, a digit half of it.
struct TableMeasure {
  /// In points; together the width of the paper's text.
  let widths: [Double]
  /// Size of the type, in points.
  let size: Double
  let isAcross: Bool

  var paper: Paper { isAcross ? .across : .upright }

  /// Room beside the text of a cell, in points, both sides together.
  static let padding = 7.0
  /// 五号; 小五 and less where that is too wide, or a page too long.
  static let usual = 10.5
  private static let sizes = [usual, 9, 8]
  /// Height of a row of one line, and of each line in a row of several, by the size of the type.
  static let rowHeight = 1.5
  static let linePitch = 1.25
  /// What the line under a row takes besides, in points.
  private static let rule = 0.5
  /// Columns that upright paper takes at most.
  private static let mostUpright = 8

  /// The largest type that takes the fewest pages and breaks no name, as far as can be told.
  init(_ grid: Grid) {
    let measures = Self.all(grid)
    let pages = measures.map { $0.pages(grid) }
    let best = measures.indices.filter { pages[$0] == pages.min() }.map { measures[$0] }
    self = best.first { !$0.breaksNames(grid) } ?? best[0]
  }

  /// By size of type, the usual one first; all on the same paper.
  static func all(_ grid: Grid) -> [TableMeasure] {
    let columns = (0..<grid.width).map { Column(grid, $0) }
    func fits(_ size: Double, _ paper: Paper) -> Bool { columns.reduce(0) { $0 + $1.needed(size) } <= paper.textWidth }
    let isAcross = grid.width > Self.mostUpright || !fits(Self.usual, .upright)
    let room = (isAcross ? Paper.across : .upright).textWidth
    let sizes = Self.sizes.filter { $0 == Self.sizes.last || fits($0, isAcross ? .across : .upright) }
    return sizes.map { size in
      TableMeasure(widths: Self.widths(columns, size: size, room: room), size: size, isAcross: isAcross)
    }
  }

  private init(widths: [Double], size: Double, isAcross: Bool) {
    (self.widths, self.size, self.isAcross) = (widths, size, isAcross)
  }

  /// Whether the table has room on one page, as far as can be told.
  func isOnePage(_ grid: Grid) -> Bool { pages(grid) == 1 }

  /// Pages that the table takes, as far as can be told.
  private func pages(_ grid: Grid) -> Int {
    let sum = grid.rows.reduce(Self.surroundings) { $0 + height(of: $1) + Self.rule }
    return Int((sum / paper.textHeight).rounded(.up))
  }

  /// Whether a name of a row goes on in a second line.
  private func breaksNames(_ grid: Grid) -> Bool {
    grid.rows.contains { row in
      row.cells.contains { $0.role == .name && lines(of: $0.text, columns: $0.columns) > 1 }
    }
  }

  /// Height of title, lines above and notes of a table, in points.
  private static let surroundings = 80.0

  /// The height of a row, in points.
  func height(of row: Grid.Row) -> Double {
    let most = row.cells.filter { $0.height == 1 }.map { lines(of: $0.text, columns: $0.columns) }.max() ?? 1
    return max(size * Self.rowHeight, Double(most) * size * Self.linePitch + 2)
  }

  /// What is needed, then what leaves names whole, then what is wanted, as far as there is room; all the rest by shares.
  private static func widths(_ columns: [Column], size: Double, room: Double) -> [Double] {
    let needed = columns.map { $0.needed(size) }
    let named = columns.map { max($0.named(size), $0.needed(size)) }
    let wanted = columns.map { max($0.wanted(size), $0.named(size), $0.needed(size)) }
    guard needed.reduce(0, +) < room else { return scaled(needed, to: room) }
    guard named.reduce(0, +) < room else { return between(needed, named, room) }
    guard wanted.reduce(0, +) > room else { return scaled(wanted, to: room) }
    return between(named, wanted, room)
  }

  private static func scaled(_ widths: [Double], to room: Double) -> [Double] {
    let sum = widths.reduce(0, +)
    return widths.map { $0 * room / sum }
  }

  private static func between(_ less: [Double], _ more: [Double], _ room: Double) -> [Double] {
    let least = less.reduce(0, +)
    let share = (room - least) / (more.reduce(0, +) - least)
    return zip(less, more).map { $0 + ($1 - $0) * share }
  }

  /// Lines that a text takes in a cell.
  func lines(of text: String, columns: Range<Int>) -> Int {
    let room = columns.reduce(0) { $0 + widths[$1] } - Self.padding
    return max(
      1, text.split(separator: "\n").reduce(0) { $0 + TextMeasure.lines(of: String($1), size: size, room: room) })
  }

  /// Half characters.
  private struct Column {
    private var least = 2
    private var name = 0
    private var full = 2

    init(_ grid: Grid, _ column: Int) {
      for row in grid.rows {
        for cell in row.cells where cell.column == column && cell.width == 1 {
          let width = TextMeasure.halves(of: cell.text)
          full = max(full, min(width, 44))
          if cell.role == .name { name = max(name, min(width, 40)) }
          switch cell.role {
          // Bold figures are a little wider.
          case .figure, .code, .serial: least = max(least, min(width + 1, 24))
          case .head: least = max(least, min(width + 1, 9))
          case .name, .text: least = max(least, min(width, 22))
          }
        }
      }
    }

    func needed(_ size: Double) -> Double { Double(least) * size / 2 + TableMeasure.padding }
    func named(_ size: Double) -> Double { Double(name) * size / 2 + TableMeasure.padding }
    func wanted(_ size: Double) -> Double { Double(full) * size / 2 + TableMeasure.padding }
  }
}

/// How long text is in type of one width.
enum TextMeasure {
  /// In halves of a Chinese character. Quotation marks, dashes and the ellipsis are as wide as Chinese characters in
  /// Chinese type.
  static func halves(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ((0x2014...0x2026).contains($1.value) ? 2 : DisplayWidth.of($1)) }
  }

  static func lines(of text: String, size: Double, room: Double, indent: Double = 0) -> Int {
    let length = Double(halves(of: text)) * size / 2 + indent
    return max(1, Int((length / max(room, size)).rounded(.up)))
  }
}
