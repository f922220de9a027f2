/// A table of leaf facts as it was handed in: a file of a folder, or a part of a sheet of a workbook. Its first line names
/// the columns.
package struct FactTable: Sendable {
  package struct Field: Sendable {
    package var text: String
    package var place: FactPlace

    package init(_ text: String, at place: FactPlace) {
      (self.text, self.place) = (text, place)
    }
  }

  package struct Line: Sendable {
    package var fields: [Field]
    /// Where the line stands: what is said of a field that it lacks.
    package var place: FactPlace

    package init(_ fields: [Field], at place: FactPlace) {
      (self.fields, self.place) = (fields, place)
    }

    func field(_ index: Int) -> Field { index < fields.count ? fields[index] : Field("", at: place) }
  }

  /// `T03`, `T04.income`, `prior`
  package var name: String
  package var lines: [Line]

  package init(name: String, lines: [Line]) {
    (self.name, self.lines) = (name, lines)
  }

  /// A table that was made and not read: its places are those of its file.
  package init(name: String, rows: [[String]]) {
    let file = name + ".tsv"
    self.name = name
    lines = rows.enumerated().map { number, row in
      Line(
        row.enumerated().map { Field($1, at: FactPlace(file: file, line: number + 1, field: $0 + 1)) },
        at: FactPlace(file: file, line: number + 1))
    }
  }

  /// Where the table as a whole is spoken of.
  package var place: FactPlace { lines.first?.place ?? FactPlace(file: name + ".tsv") }

  /// A file of a folder.
  init(_ text: FieldedText, name: String, file: String) {
    self.name = name
    lines = text.lines.map { line in
      Line(
        line.fields.enumerated().map { index, text in
          Field(text, at: FactPlace(file: file, line: line.number, field: index + 1))
        }, at: FactPlace(file: file, line: line.number))
    }
  }
}
