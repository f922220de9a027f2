package import Forms

extension DraftedWorkbook {
  /// Whether it has the parts and columns of a form as it is now: a pack may have changed since the draft was begun.
  package func fits(_ form: Form, catalog: Catalog) -> Bool {
    let parts = WorkbookPlan(form: form, year: year, catalog: catalog).sheets.flatMap(\.parts)
    return self.parts.map(\.id) == parts.map(\.id)
      && zip(self.parts, parts).allSatisfy { $0.columns == $1.columnNames(form) }
  }

  /// The same with the parts and columns of another draft. What has no place there becomes a question.
  ///
  /// - Parameter blank: a draft of the form as it is now, with nothing filled in.
  package func refitted(to blank: DraftedWorkbook) -> DraftedWorkbook {
    var draft = self
    draft.parts = blank.numbered(after: self).parts.map { part in
      guard let own = self.part(part.id) else { return part }
      let places = part.columns.map { own.columns.firstIndex(of: $0) }
      var fitted = part
      fitted.lines = own.lines.map { line in
        var other = line
        other.cells = places.map { $0.map { line.cells[$0] } ?? Cell("") }
        other.last = line.last.map { last in places.map { $0.map { last[$0] } ?? "" } }
        return other
      }
      return fitted
    }
    draft.nextLine = max(nextLine, (draft.parts.flatMap(\.lines).map(\.id).max() ?? 0) + 1)
    for part in parts {
      let kept = blank.part(part.id)?.columns ?? []
      for (index, column) in part.columns.enumerated() where !kept.contains(column) {
        let texts = part.lines.map { $0.cells[index].text }.filter { !$0.isEmpty }
        draft.questions += texts.map { Question(fact: "\(part.id) \(column)", text: $0) }
      }
    }
    return draft
  }
}
