import Amounts
import Forms

/// Accounts that a table leaves out although it adds them up: another table has them, and the account above does not come
/// out without them, or has none below it while other tables have but one.
struct MissingAccounts {
  private let figures: PublishedFigures
  private let form: Form

  init(_ figures: PublishedFigures, _ form: Form) {
    (self.figures, self.form) = (figures, form)
  }

  func codes(of address: BlockAddress, _ classification: Classification) -> Set<String> {
    let own = codes { $0.table == address.table && $0.block == address.block }
    let others = codes { $0.table != address.table }.subtracting(own)
    return others.filter { code in
      guard let parent = classification.parent(of: code), own.contains(parent) else { return false }
      let children = own.filter { classification.parent(of: $0) == parent }
      if children.isEmpty {
        // Tables of classes only have no accounts below them.
        return own.contains { $0.count > parent.count }
          && others.count { classification.parent(of: $0) == parent } == 1
      }
      return !comesOut(parent, children, address)
    }
  }

  private func codes(_ isWanted: (PublishedFigures.Key) -> Bool) -> Set<String> {
    Set(
      figures.figures.compactMap { key, figure in
        guard case .code(let code) = key.row, figure.value != nil, isWanted(key) else { return nil }
        return code
      })
  }

  /// Whether an account is, within rounding, the sum of those below it, in every column that both print.
  private func comesOut(_ parent: String, _ children: Set<String>, _ address: BlockAddress) -> Bool {
    form.tables[address.table].blocks[address.block].columns.indices.allSatisfy { column in
      func figure(_ code: String) -> PublishedFigures.Figure? {
        figures.figures[
          PublishedFigures.Key(
            table: address.table, member: nil, block: address.block, row: .code(code), column: column)]
      }
      guard let whole = figure(parent), let total = whole.value else { return true }
      do {
        var rest = total
        var allowance = whole.allowance
        for child in children.compactMap(figure) {
          rest = try rest - (child.value ?? .zero)
          allowance = try allowance + child.allowance
        }
        return rest.magnitude <= allowance
      } catch {
        return true
      }
    }
  }
}
