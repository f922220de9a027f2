extension Reading {
  /// The reading as it stands in a longer text, its places in a file of a set.
  ///
  /// - Parameters:
  ///   - distance: scalars of the longer text before this one.
  ///   - file: how places call this file.
  public func moved(by distance: Int, in file: String) -> Reading {
    var moved = self
    moved.document.blocks = document.blocks.map { $0.moved(by: distance) }
    for index in notes.indices {
      moved.notes[index].span = notes[index].span?.moved(by: distance)
      moved.notes[index].file = notes[index].span == nil ? file : nil
    }
    let leaves = map?.leaves ?? lines?.leaves(length: length) ?? []
    moved.map = SourceMap(
      leaves.map { leaf in
        var leaf = leaf
        (leaf.start, leaf.end) = (leaf.start + distance, leaf.end + distance)
        leaf.place.file = file
        return leaf
      })
    moved.lines = nil
    return moved
  }

  /// Scalars of its text, as far as blocks and notes speak of them.
  public var length: Int {
    let ends = document.blocks.map(\.span.end) + notes.compactMap(\.span?.end) + [map?.length ?? 0]
    return max(ends.max() ?? 0, lines?.starts.last ?? 0)
  }
}

extension LineIndex {
  /// A leaf for every line of a text.
  fileprivate func leaves(length: Int) -> [SourceMap.Leaf] {
    zip(starts, starts.dropFirst() + [max(length, starts.last ?? 0)]).enumerated().map { number, line in
      SourceMap.Leaf(start: line.0, end: line.1, place: Place(.line(number: number + 1, column: 1)))
    }
  }
}

extension SourceSpan {
  func moved(by distance: Int) -> SourceSpan { SourceSpan(start: start + distance, end: end + distance) }
}

extension Block {
  fileprivate func moved(by distance: Int) -> Block {
    switch self {
    case .heading(var heading):
      heading.content = heading.content.moved(by: distance)
      return .heading(heading)
    case .paragraph(var paragraph):
      paragraph.content = paragraph.content.moved(by: distance)
      return .paragraph(paragraph)
    case .table(var table):
      table.span = table.span.moved(by: distance)
      for row in table.rows.indices {
        table.rows[row].span = table.rows[row].span.moved(by: distance)
        for cell in table.rows[row].cells.indices {
          table.rows[row].cells[cell].content = table.rows[row].cells[cell].content.moved(by: distance)
        }
      }
      return .table(table)
    }
  }
}

extension TextPiece {
  fileprivate func moved(by distance: Int) -> TextPiece {
    TextPiece(
      text: text, span: span.moved(by: distance),
      anchors: anchors.map { Anchor(text: $0.text, file: $0.file + distance) })
  }
}
