import Composing

/// Pieces that begin on a page of their own and run on from there.
struct PageRun {
  enum Kind: Hashable { case cover, contents, body }

  var kind: Kind
  var pieces: [Publication.Piece]
  /// By the index of the piece.
  var measures: [Int: TableMeasure] = [:]

  var isAcross: Bool { measures.values.contains(where: \.isAcross) }
  var paper: Paper { isAcross ? .across : .upright }

  /// Cover and contents, every part, and every table with its title stand on pages of their own; the first table of a
  /// part follows the part's title.
  static func all(_ publication: Publication) -> [PageRun] {
    var runs: [PageRun] = []
    let pieces = publication.pieces
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .cover: runs.append(PageRun(kind: .cover, pieces: [piece]))
      case .contents: runs.append(PageRun(kind: .contents, pieces: [piece]))
      case .heading(let section):
        let isTitle = if case .table? = pieces.dropFirst(index + 1).first { true } else { false }
        let isOpen = runs.last?.isOpen ?? false
        if section.level == 1 || !isOpen && (isTitle || runs.last?.isTable ?? true) {
          runs.append(PageRun(kind: .body, pieces: []))
        }
        runs[runs.count - 1].pieces.append(piece)
      case .paragraph: runs[runs.count - 1].pieces.append(piece)
      case .table(let table):
        runs[runs.count - 1].measures[runs[runs.count - 1].pieces.count] = TableMeasure(table.grid)
        runs[runs.count - 1].pieces.append(piece)
      }
    }
    return runs
  }

  private var isTable: Bool { !measures.isEmpty }

  /// Holds only the title of a part so far.
  private var isOpen: Bool {
    kind == .body && pieces.count == 1 && measures.isEmpty
  }
}
