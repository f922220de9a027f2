/// How slips were found, summed up.
struct Tally {
  var slips = 0
  /// Of these, the form can tell that something is wrong.
  var visible = 0
  /// Of the visible ones, no other single number could be the wrong one.
  var decidable = 0
  var found = 0
  var exact = 0
  var repaired = 0
  var ties = 0
  /// Exact among the decidable.
  var exactDecidable = 0
  /// Slips that the form cannot see and that were reported all the same.
  var unseenFound = 0

  mutating func add(_ verdict: Judge.Verdict, isVisible: Bool, isDecidable: Bool) {
    slips += 1
    guard isVisible else {
      if verdict.isFound { unseenFound += 1 }
      return
    }
    visible += 1
    if verdict.isFound { found += 1 }
    if verdict.isExact { exact += 1 }
    if verdict.isRepaired { repaired += 1 }
    if verdict.isTie { ties += 1 }
    guard isDecidable else { return }
    decidable += 1
    if verdict.isExact { exactDecidable += 1 }
  }

  mutating func add(_ other: Tally) {
    for count in [
      \Tally.slips, \.visible, \.decidable, \.found, \.exact, \.repaired, \.ties, \.exactDecidable, \.unseenFound,
    ] { self[keyPath: count] += other[keyPath: count] }
  }
}

/// Of whole documents.
struct DocumentTally {
  var documents = 0
  var slips = 0
  var findings = 0
  var falseFindings = 0
  var innocents = 0

  mutating func add(_ other: DocumentTally) {
    for count in [\DocumentTally.documents, \.slips, \.findings, \.falseFindings, \.innocents] {
      self[keyPath: count] += other[keyPath: count]
    }
  }
}
