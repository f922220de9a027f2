import Amounts

/// Reads `performance/scoring.yaml`.
enum ScoringBuilder {
  static func scoring(_ general: PackNode, _ context: inout LoadContext) -> Scoring {
    var scoring = Scoring()
    func words(_ name: String) -> [String] { general["directions"]?[name]?.items.compactMap(\.text) ?? [] }
    scoring.atLeast = words("at_least")
    scoring.atMost = words("at_most")
    scoring.byDate = words("by_date")
    for entry in general["methods"]?.entries ?? [] {
      scoring.methods[entry.key] = entry.value["score"].flatMap { context.syntax($0) }
    }
    for entry in general["grades"]?.entries ?? [] {
      guard let bounds = context.bounds(entry.value) else { continue }
      guard let low = bounds.first, let high = bounds.last else {
        context.report(PackProblem(.value, "range", at: entry.value.place, ["text": entry.value.text ?? ""]))
        continue
      }
      scoring.grades.append((entry.key, Rational(Int64(low)), Rational(Int64(high))))
    }
    return scoring
  }
}
