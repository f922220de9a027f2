import PDFPages

/// Glyphs to lines of text.
struct LineBuilder {
  let page: Int

  /// Lines from top to bottom; those turned against the page come last.
  ///
  /// - Complexity: O(n log n).
  func lines(_ glyphs: [PrintedGlyph]) -> [TextLine] {
    var lines = upright(glyphs.filter { $0.turns == 0 })
    for turns in 1...3 {
      let turned = glyphs.filter { $0.turns == turns }
      if !turned.isEmpty { lines += sideways(turned, turns) }
    }
    return lines
  }

  /// Glyphs on one baseline are a line. Sizes mix within a line, so the tolerance goes with the smaller.
  private func upright(_ glyphs: [PrintedGlyph]) -> [TextLine] {
    let sorted = glyphs.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    var groups: [[PrintedGlyph]] = []
    for glyph in sorted {
      if let first = groups.last?.first, glyph.y - first.y <= Self.tolerance * min(glyph.size, first.size) {
        groups[groups.count - 1].append(glyph)
      } else {
        groups.append([glyph])
      }
    }
    groups.removeAll { $0.allSatisfy(\.scalar.isBlank) }
    return Self.withRaised(groups).map(line)
  }

  /// Small figures above or below a line, as in m², belong to it.
  private static func withRaised(_ groups: [[PrintedGlyph]]) -> [[PrintedGlyph]] {
    var result: [[PrintedGlyph]] = []
    for group in groups {
      if let last = result.last, isRaised(last, beside: group) || isRaised(group, beside: last) {
        result[result.count - 1] += group
      } else {
        result.append(group)
      }
    }
    return result
  }

  private static func isRaised(_ small: [PrintedGlyph], beside line: [PrintedGlyph]) -> Bool {
    guard small.count <= 4, line.count <= 500, let size = small.map(\.size).max(), let whole = line.map(\.size).max(),
      size < 0.85 * whole,
      let reference = line.first(where: { $0.size == whole })
    else { return false }
    return small.allSatisfy { glyph in
      (reference.box.top...reference.box.bottom).contains(glyph.box.middleY)
        && line.contains { (glyph.box.left - $0.box.right).magnitude < 0.3 * whole }
    }
  }

  private static let tolerance: Float = 0.4

  /// Text that runs up, down or upside down is read in its own direction; its places on the page are no finer than the
  /// line.
  private func sideways(_ glyphs: [PrintedGlyph], _ turns: Int) -> [TextLine] {
    let turn = Turn(turns, width: 0, height: 0)
    return upright(glyphs.map(turn.upright)).map { line in
      var line = line
      line.box = turn.back.upright(line.box)
      line.baseline = line.box.bottom
      line.edges = []
      return line
    }
  }

  private func line(_ glyphs: [PrintedGlyph]) -> TextLine {
    let sorted = Self.withoutDoubles(glyphs.sorted { ($0.box.left, $0.x) < ($1.box.left, $1.x) })
    let inked = sorted.filter { !$0.scalar.isBlank }
    var line = TextLine(
      page: page, scalars: [], edges: [], box: inked[0].box, baseline: inked[0].y, size: 0, font: 0,
      isStroked: inked.allSatisfy(\.isStroked))
    var reached = inked[0].box.left
    var last: PrintedGlyph?
    var hasBlank = false
    for glyph in sorted {
      if glyph.scalar.isBlank {
        hasBlank = true
        continue
      }
      if let last, Self.isApart(last, glyph, hasBlank: hasBlank) {
        line.scalars.append(" ")
        line.edges.append(reached)
      }
      line.scalars.append(glyph.scalar)
      line.edges.append(max(reached, glyph.box.left))
      reached = max(reached, glyph.box.right)
      line.box = line.box.union(glyph.box)
      (last, hasBlank) = (glyph, false)
    }
    line.edges.append(reached)
    (line.size, line.font) = Self.commonest(inked)
    line.score = inked.compactMap(\.score).min()
    return line
  }

  /// Some programs make text bold by printing it twice, a little apart. Two dashes or dots may be one glyph.
  private static func withoutDoubles(_ glyphs: [PrintedGlyph]) -> [PrintedGlyph] {
    var kept: [PrintedGlyph] = []
    for glyph in glyphs {
      let isDouble =
        glyph.scalar != "—" && glyph.scalar != "…"
        && kept.suffix(2).contains { other in
          other.scalar == glyph.scalar && glyph.box.left - other.box.left < 0.3 * max(other.box.width, 0.1)
        }
      if !isDouble { kept.append(glyph) }
    }
    return kept
  }

  /// A blank is what looks like one: between Chinese characters a whole character wide (justified lines are stretched),
  /// between Latin letters or digits about a quarter. Where the file has a blank, less will do; but not between Chinese
  /// and Latin, where programs put blanks that nobody typed.
  private static func isApart(_ first: PrintedGlyph, _ second: PrintedGlyph, hasBlank: Bool) -> Bool {
    let gap = second.box.left - first.box.right
    let size = max(first.size, second.size)
    return switch (first.scalar.isWide, second.scalar.isWide) {
    case (true, true): gap > (hasBlank ? 0.15 : 0.9) * size
    case (false, false): gap > (hasBlank ? 0.1 : 0.2) * size
    case (true, false), (false, true): gap > 0.7 * size
    }
  }

  private static func commonest(_ glyphs: [PrintedGlyph]) -> (size: Float, font: Int) {
    var sizes: [Int: Int] = [:]
    var fonts: [Int: Int] = [:]
    for glyph in glyphs {
      sizes[Int((glyph.size * 4).rounded()), default: 0] += 1
      fonts[glyph.font, default: 0] += 1
    }
    let size = sizes.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 40
    return (Float(size) / 4, fonts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0)
  }
}
