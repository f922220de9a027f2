import Amounts
public import Filings
public import Forms

/// One version of a disclosure, with the form it was read by.
public struct FilingVersion: Sendable {
  public let filing: Filing
  public let form: Form
  let words: Words

  public init(_ filing: Filing, form: Form, catalog: Catalog) {
    (self.filing, self.form) = (filing, form)
    words = Words(form: form, filing: filing, catalog: catalog)
  }

  func tableForm(_ table: Int) -> TableForm { form.tables[filing.tables[table].form] }

  /// Rows are known by their code, the form's row or their name.
  func key(of row: FilledRow, in block: BlockForm) -> String? {
    switch row.key {
    case .code(let code): "code " + code
    case .fixed(let index): block.rows.indices.contains(index) ? "row " + block.rows[index].id : "only"
    case .open: row.name.text.isEmpty ? nil : "name " + Label.key(row.name.text)
    }
  }

  func location(ofRow row: Int, block: Int, table: Int) -> Location {
    let place = CellPlace(table: table, block: block, row: row, column: 0)
    let filled = filing.row(at: place)
    return Location(
      role: .culprit, quote: filled.quote, span: filled.span, table: words.table(table), row: words.row(place))
  }

  func location(ofTable table: Int) -> Location {
    let filled = filing.tables[table]
    return Location(
      role: .culprit, quote: filled.header.title?.text ?? "", span: filled.header.title?.span ?? filled.span,
      table: words.table(table))
  }

  func side(_ place: CellPlace) -> FactChange.Side {
    let cell = filing[place]
    return FactChange.Side(cell?.isBlank ?? true ? "" : cell?.text ?? "", words.location(place, role: .culprit))
  }
}

extension FilledCell? {
  /// Whether two cells say the same: `1,203.40` and `1203.4` do.
  func says(theSameAs other: FilledCell?) -> Bool {
    switch (self?.value ?? .blank, other?.value ?? .blank) {
    case (.blank, .blank): true
    case (.number(let a), .number(let b)):
      a.value == b.value && a.unit == b.unit && a.isPercent == b.isPercent && a.isMalformed == b.isMalformed
    case (.text, .text): self?.words == other?.words
    default: false
    }
  }
}

extension FilledCell {
  /// Without the white space that pages and cells are laid out with.
  fileprivate var words: [Unicode.Scalar] { text.unicodeScalars.filter { !$0.properties.isWhitespace } }
}
