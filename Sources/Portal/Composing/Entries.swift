import Foundation
import Store
import Workbooks
import Workflow

/// What a page sent for cells of a draft, held against what stood there when the page was made and what stands there now.
struct Entries: Sendable {
  struct Entry: Sendable {
    var address: DraftedWorkbook.Address
    var text: String
  }

  /// A cell that two people changed: nothing of either is lost, and neither wins by being late.
  struct Conflict: Sendable {
    var address: DraftedWorkbook.Address
    var yours: String
    /// Nil where the line is gone.
    var theirs: String?
    var by: String
    var at: Date
  }

  private(set) var steps: [DraftStep] = []
  private(set) var conflicts: [Conflict] = []

  /// - Parameters:
  ///   - changes: those made after the revision that the page shows.
  init(_ entries: [Entry], in open: OpenDraft, changes: [DraftChange]) throws {
    let decoder = JSONDecoder()
    let since = try changes.filter { $0.revision <= open.record.revision }.map {
      (change: $0, steps: $0.kind == .begin ? [] : try decoder.decode([DraftStep].self, from: Data($0.steps)))
    }
    let inputs = open.reading.laid.inputs
    for entry in entries {
      let text = DraftedWorkbook.tidy(entry.text)
      let now = inputs.contains(entry.address) ? open.draft[entry.address]?.text : nil
      // What nobody touched in the meantime is as the page showed it.
      let touched = since.compactMap { since in
        since.steps.lazy.compactMap { $0.before(entry.address) }.first.map { (since.change, $0) }
      }
      let shown = touched.first?.1 ?? now
      if text == shown || text == now { continue }
      if let now, now == shown, let step = open.draft.entering(text, at: entry.address) {
        steps.append(step)
      } else if now == nil, shown == nil, text.isEmpty {
        continue
      } else {
        let last = touched.last?.0
        conflicts.append(
          Conflict(
            address: entry.address, yours: text, theirs: now, by: last?.by ?? "", at: last?.at ?? open.record.changedAt)
        )
      }
    }
  }

  /// The cells that a form names: `T03,T05/12/3`.
  static func entries(of form: FormBody) -> [Entry] {
    form.fields.compactMap { name, text in
      DraftedWorkbook.Address(name: name).map { Entry(address: $0, text: text) }
    }.sorted {
      ($0.address.part, $0.address.line, $0.address.column) < ($1.address.part, $1.address.line, $1.address.column)
    }
  }
}

extension DraftedWorkbook.Address {
  /// As forms name a cell: `T03,T05/12/3`.
  var name: String { "\(part)/\(line)/\(column)" }

  init?(name: String) {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let line = Int(parts[1]), let column = Int(parts[2]) else { return nil }
    self.init(part: String(parts[0]), line: line, column: column)
  }
}

extension DraftStep {
  /// What stood in a cell before the step, where it is about that cell.
  fileprivate func before(_ address: DraftedWorkbook.Address) -> String? {
    switch self {
    case .cell(address, let before, _): before.text
    case .remove(address.part, _, let line) where line.id == address.line && line.cells.indices ~= address.column:
      line.cells[address.column].text
    case .replace(let before, _): before[address]?.text
    case .cell, .add, .remove, .settle, .ask: nil
    }
  }
}

extension LaidDraft {
  /// The cells that can be filled in.
  var inputs: Set<DraftedWorkbook.Address> {
    var inputs: Set<DraftedWorkbook.Address> = []
    for part in sheets.lazy.flatMap(\.parts) {
      for line in part.lines {
        for (column, cell) in line.cells.enumerated() where cell.kind != .shown {
          inputs.insert(DraftedWorkbook.Address(part: part.id, line: line.id, column: column))
        }
      }
    }
    return inputs
  }
}
