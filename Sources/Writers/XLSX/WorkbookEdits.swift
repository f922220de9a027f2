import OpenXML

/// Collects what changes in the parts of a workbook.
struct WorkbookEdits {
  private let package: OfficePackage
  private let author: String
  private var parts: [String: [UInt8]] = [:]
  private var colours: CellColours?
  /// New parts of notes, for the list of content types.
  private var newNotes: [String] = []
  private var hasNewShapes = false
  /// Whether formulas have to be worked out anew.
  private var hasNewValues = false

  init(_ package: OfficePackage, author: String) {
    self.package = package
    self.author = author
    do throws(OpenXMLFault) {
      let styles = try package.relationships(of: package.mainPart).first { $0.type == "styles" }
      if let part = styles?.target { colours = CellColours(try package.xml(part), part: part) }
    } catch {
      // Without styles there are no colours; the notes are there all the same.
      colours = nil
    }
  }

  /// Puts notes and colours on cells of a sheet.
  ///
  /// - Parameter part: the sheet's.
  mutating func annotate(_ part: String, _ remarks: [String: XLSXAnnotator.Remark]) throws(OpenXMLFault) {
    let tree = try package.xml(part)
    let relationships = try package.relationships(of: part)
    var sheet = SheetEdits(tree)
    for (cell, remark) in remarks.sorted(by: { $0.key < $1.key }) {
      sheet.change(cell, to: remark.value) { colours?.look($0, remark.severity) }
      if remark.value != nil { hasNewValues = true }
    }
    let stem = part.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? ""
    let folder = part.split(separator: "/").dropLast(2).joined(separator: "/")
    let notes = relationships.first { $0.type == "comments" && !$0.isExternal }?.target
    let shapes = relationships.first { $0.type == "vmlDrawing" && !$0.isExternal }?.target
    var added: [(id: String, type: String, target: String)] = []
    let ordered = remarks.sorted { $0.key < $1.key }.map { (cell: $0.key, paragraphs: $0.value.paragraphs) }
    let notesPart = notes ?? "\(folder)/mingzhang-notes-\(stem).xml"
    let known = try notes.map { name throws(OpenXMLFault) in try package.xml(name) }
    parts[notesPart] = SheetNotes(author: author, prefix: known?.root.prefix ?? "").written(ordered, into: known)
    if notes == nil {
      newNotes.append(notesPart)
      added.append(("rIdMingzhangNotes", "comments", "/" + notesPart))
    }
    let shapesPart = shapes ?? "\(folder)/drawings/mingzhang-notes-\(stem).vml"
    let knownShapes = try shapes.map { name throws(OpenXMLFault) in try package.xml(name) }
    parts[shapesPart] = NoteShapes.written(ordered.map(\.cell), into: knownShapes)
    if shapes == nil {
      hasNewShapes = true
      added.append(("rIdMingzhangShapes", "vmlDrawing", "/" + shapesPart))
      sheet.showShapes("rIdMingzhangShapes")
    }
    parts[part] = sheet.written()
    if !added.isEmpty { try relate(part, added) }
  }

  private mutating func relate(
    _ part: String, _ added: [(id: String, type: String, target: String)]
  ) throws(OpenXMLFault) {
    let name = OfficePackage.relationshipsPart(of: part)
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let space = "http://schemas.openxmlformats.org/package/2006/relationships"
    let empty = Array("<Relationships xmlns=\"\(space)\"></Relationships>".utf8)
    let tree = package.has(name) ? try package.xml(name) : try XMLTree(empty, part: name)
    let entries = added.map { entry in
      "<\(tree.root.prefix)Relationship Id=\"\(entry.id)\" Type=\"\(office)/\(entry.type)\" Target=\"\(entry.target)\"/>"
    }
    parts[name] = tree.splicing([tree.root.appending(Array(entries.joined().utf8))])
  }

  /// The workbook, such that programs work out its formulas when they open it: what they had worked out may be stale.
  private func recalculated() throws(OpenXMLFault) -> [UInt8] {
    let tree = try package.xml(package.mainPart)
    if let settings = tree.root.child("calcPr") {
      return tree.splicing([(settings.tag, settings.tag(setting: [("fullCalcOnLoad", "1")]))])
    }
    // Elements that may stand before it.
    let earlier: Set = ["sheets", "functionGroups", "externalReferences", "definedNames"]
    guard let last = tree.root.children.filter({ earlier.contains($0.name) }).last else { return tree.bytes }
    let element = Array("<\(tree.root.prefix)calcPr fullCalcOnLoad=\"1\"/>".utf8)
    return tree.splicing([(last.range.upperBound..<last.range.upperBound, element)])
  }

  /// All parts that changed or are new.
  mutating func finished() throws(OpenXMLFault) -> [String: [UInt8]] {
    if let colours, colours.isUsed { parts[colours.part] = colours.written() }
    if hasNewValues { parts[package.mainPart] = try recalculated() }
    guard !newNotes.isEmpty || hasNewShapes else { return parts }
    let types = try package.xml(OfficePackage.contentTypes)
    let prefix = types.root.prefix
    var changes: [(range: Range<Int>, bytes: [UInt8])] = []
    let hasShapes = types.root.children.contains { $0.name == "Default" && $0["Extension"]?.lowercased() == "vml" }
    if hasNewShapes, !hasShapes {
      let entry =
        "<\(prefix)Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
      changes.append((types.root.tag.upperBound..<types.root.tag.upperBound, Array(entry.utf8)))
    }
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    let entries = newNotes.map { "<\(prefix)Override PartName=\"/\($0)\" ContentType=\"\(type)\"/>" }
    changes.append(types.root.appending(Array(entries.joined().utf8)))
    parts[OfficePackage.contentTypes] = types.splicing(changes)
    return parts
  }
}
