import OpenXML

/// The boxes in which a spreadsheet program shows notes, in the old drawing language that it keeps for them.
enum NoteShapes {
  private static let spaces =
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\""

  /// - Parameter known: the shapes that are there.
  static func written(_ cells: [String], into known: XMLTree?) -> [UInt8] {
    let drawn = Set(known?.root.children.compactMap(Self.place) ?? [])
    let shapes = cells.enumerated().compactMap { number, cell in
      place(cell).flatMap { drawn.contains("\($0.row) \($0.column)") ? nil : shape(number, $0) }
    }
    let content = Array(shapes.joined().utf8)
    if let known { return known.splicing([known.root.appending(content)]) }
    let type =
      "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\">"
      + "<v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    return Array("<xml \(spaces)>\(type)".utf8) + content + Array("</xml>".utf8)
  }

  /// Row and column of the cell that a shape belongs to.
  private static func place(_ shape: XMLElement) -> String? {
    guard let data = shape.child("ClientData"), let row = data.child("Row")?.text,
      let column = data.child("Column")?.text
    else { return nil }
    return "\(row) \(column)"
  }

  /// Row and column of a name such as `C7`, counted from 0.
  private static func place(_ cell: String) -> (row: Int, column: Int)? {
    let letters = cell.utf8.prefix { (0x41...0x5A).contains($0) }
    guard let row = Int(cell.dropFirst(letters.count)), !letters.isEmpty, letters.count <= 3 else { return nil }
    return (row - 1, letters.reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1)
  }

  private static func shape(_ number: Int, _ place: (row: Int, column: Int)) -> String {
    let (row, column) = place
    return """
      <v:shape \(spaces) id="_x0000_s\(60_001 + number)" type="#_x0000_t202" \
      style="position:absolute;width:260pt;height:140pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" \
      o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>\
      <v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">\
      <x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(column + 1), 15, \(max(0, row - 1)), 10, \(column + 5), 15, \
      \(row + 7), 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>\(row)</x:Row><x:Column>\(column)</x:Column>\
      </x:ClientData></v:shape>
      """
  }
}
