import Filings
import Forms

/// What the form relates a figure to, in whichever of its sentences: the same words may speak of it in several.
extension SentenceReader {
  /// Of what some words say that a figure is a share: 占“三公”经费的.
  func whole(of figure: CellReference, in words: ArraySlice<Unicode.Scalar>) -> CellReference? {
    guard let base = ShareBase(Array(words.suffix(60))), !base.namesPart else { return nil }
    return only(wholes(of: figure) { !$0.isCompletion && base.agrees(with: $0.base) })
  }

  /// The budget of a figure. What speaks of 年初预算 means another budget than a table of 全年预算.
  func budget(of figure: CellReference, in words: ArraySlice<Unicode.Scalar>) -> CellReference? {
    guard let budget = only(wholes(of: figure) { $0.isCompletion }),
      !form.tables[budget.table].isPrinted || words.lastEnd(of: Self.original) == nil
    else { return nil }
    return budget
  }

  static let original = Array("年初".unicodeScalars)

  private func only(_ wholes: [CellReference]) -> CellReference? {
    wholes.first.flatMap { first in wholes.allSatisfy { $0 == first } ? first : nil }
  }

  /// By what sentences of the open sections divide a figure.
  private func wholes(of figure: CellReference, where isWanted: (SectionSlots.Slot) -> Bool) -> [CellReference] {
    sections.open.flatMap { index -> [CellReference] in
      let section = matcher.sections[index]
      return section.slots.filter { $0.pattern.role == .ratio && isWanted($0) }.flatMap { slot -> [CellReference] in
        let sentence = section.pattern.sentences[slot.pattern.sentence]
        return members(of: slot.pattern.sentence, in: section, for: figure).compactMap { member in
          let ratio = resolver.expression(slot.pattern.syntax, binding: sentence.variable, to: member)
          guard case .divide(.cell(figure), .cell(let whole))? = ratio else { return nil }
          return whole
        }
      }
    }
  }

  /// The members of a sentence that a figure may be one of.
  private func members(of sentence: Int, in section: SectionSlots, for figure: CellReference) -> [String?] {
    switch section.pattern.sentences[sentence].members {
    case nil: return [nil]
    case .projects: return []
    case .level:
      guard case .code(let code) = figure.row else { return [] }
      return [code]
    case .range, .columns, .items: return section.members[sentence].map(\.id)
    }
  }
}
