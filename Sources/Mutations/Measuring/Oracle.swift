/// Tells from the generator's own relations what of a slip can be known, without the checker.
struct Oracle {
  private let accounts: Accounts
  private let prints: [Manuscript.Print]
  private let lines: [Manuscript.Line]
  private let printsOf: [Quantity: [Int]]
  private let relationsOf: [Quantity: [Int]]

  init(_ department: SoundDepartment) {
    accounts = department.accounts
    prints = department.manuscript.prints
    lines = department.manuscript.lines
    printsOf = Dictionary(grouping: prints.indices, by: { [prints] in prints[$0].quantity })
    var relationsOf: [Quantity: [Int]] = [:]
    for (index, relation) in accounts.relations.enumerated() {
      for quantity in Set(relation.quantities) { relationsOf[quantity, default: []].append(index) }
    }
    self.relationsOf = relationsOf
  }

  /// Whether the form can tell that the document with this slip alone is not sound: prints of one number differ, or a
  /// relation between printed numbers does not hold, beyond what rounding explains.
  func isVisible(_ slip: Slip) -> Bool {
    if let line = slip.missingLine { return isVisible(missing: line, slip) }
    let wrong = values(slip)
    return !isSound(Set(slip.places.map { prints[$0.print].quantity }), wrong)
  }

  /// A class or section is missed by its members. An item is where it stands elsewhere too or has siblings; the only
  /// item of a section leaves the section as it is.
  private func isVisible(missing line: Int, _ slip: Slip) -> Bool {
    guard lines[line].code?.count == 7, lines[line].part != "T05" else { return true }
    return slip.places.map { prints[$0.print].quantity }.contains { quantity in
      guard accounts.has(quantity) else { return false }
      return (printsOf[quantity] ?? []).count > 1
        || (relationsOf[quantity] ?? []).contains { index in
          guard case .sum(let total, let plus, let minus, _) = accounts.relations[index] else { return false }
          let isOther = total.prefix(3) != quantity.prefix(3) || plus.contains { $0.prefix(3) != quantity.prefix(3) }
          return
            (plus.count > 1 && plus.contains(quantity) && minus.isEmpty && total.contains("[\(parent(lines[line]))]"))
            || isOther && accounts.relations[index].quantities.allSatisfy { printsOf[$0] != nil }
        }
    }
  }

  private func parent(_ line: Manuscript.Line) -> Substring { line.code?.dropLast(2) ?? "" }

  /// Other single numbers that could be the wrong one instead: with another value there, the document is sound.
  ///
  /// - Returns: indices of prints; empty for slips of more than one place, which are not tried.
  func rivals(_ slip: Slip) -> [Int] {
    guard slip.places.count == 1, let place = slip.places.first else { return [] }
    var wrong = values(slip)
    let own = prints[place.print].quantity
    let broken = (relationsOf[own] ?? []).filter { accounts.relations[$0].holds { value($0, wrong) } == false }
    let twins = (printsOf[own] ?? []).filter { $0 != place.print }
    let near = Set(broken.flatMap { accounts.relations[$0].quantities }).flatMap { printsOf[$0] ?? [] }
    return Set(near + twins).subtracting([place.print]).sorted().filter { rival in
      let candidates = prints[rival].quantity == own ? [wrong[place.print] ?? 0] : solutions(rival, broken, wrong)
      return candidates.contains { candidate in
        wrong[rival] = candidate
        defer { wrong[rival] = nil }
        return isSound([own, prints[rival].quantity], wrong)
      }
    }
  }

  /// Printed values that differ from the manuscript's, by print.
  private func values(_ slip: Slip) -> [Int: Int] {
    var values: [Int: Int] = [:]
    for place in slip.places { values[place.print] = Accounts.value(place.wrong, prints[place.print].unit) }
    return values
  }

  private func printed(_ print: Int, _ wrong: [Int: Int]) -> Int? {
    wrong[print] ?? Accounts.value(prints[print].text, prints[print].unit)
  }

  private func value(_ quantity: Quantity, _ wrong: [Int: Int]) -> Int? {
    printsOf[quantity]?.first.flatMap { printed($0, wrong) }
  }

  private func isSound(_ quantities: Set<Quantity>, _ wrong: [Int: Int]) -> Bool {
    quantities.allSatisfy { quantity in
      let values = (printsOf[quantity] ?? []).compactMap { printed($0, wrong) }
      let slack = accounts.units[quantity] == .amount ? 2 * Relation.half : 0
      guard let low = values.min(), let high = values.max(), high - low <= slack else { return false }
      return (relationsOf[quantity] ?? []).allSatisfy { accounts.relations[$0].holds { value($0, wrong) } ?? true }
    }
  }

  /// Values of a print that would mend one of the broken relations.
  private func solutions(_ print: Int, _ broken: [Int], _ wrong: [Int: Int]) -> [Int] {
    let quantity = prints[print].quantity
    let others = (printsOf[quantity] ?? []).filter { $0 != print }
    if let other = others.first { return [printed(other, wrong) ?? 0] }
    return broken.compactMap { accounts.relations[$0].solution(for: quantity) { value($0, wrong) } }
  }
}
