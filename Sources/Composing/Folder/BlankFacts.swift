import Amounts
import Evaluation
import Filings
package import Forms

/// The leaf facts of a form with nothing filled in: what somebody has to give, and what is left to the equations.
package enum BlankFacts {
  package static func facts(_ head: FactHead, form: Form) -> LeafFacts {
    var facts = LeafFacts(head: head)
    let leaves = LeafCells(form)
    let held = Set(form.outline.flatMap(\.holds))
    for (table, tableForm) in form.tables.enumerated() where tableForm.collection == nil {
      // A table that no part of the document holds is read and never composed.
      guard !tableForm.isPrinted || held.contains(tableForm.id) else { continue }
      for block in tableForm.blocks.indices {
        let address = BlockAddress(table: table, block: block)
        facts.rows[address] = rows(address, form, leaves)
      }
      facts.files.insert(tableForm.id)
    }
    for address in DerivableCells(facts, form: form).found {
      facts.rows[address.block]?[address.row].cells[address.column] = nil
    }
    facts.priors = priors(form)
    for key in textKeys(form) { facts.texts[key] = "" }
    return facts
  }

  /// Rows that the form names, all their leaves blank.
  private static func rows(_ address: BlockAddress, _ form: Form, _ leaves: LeafCells) -> [LeafRow] {
    let block = form.tables[address.table].blocks[address.block]
    func row(_ index: Int?) -> LeafRow? {
      let columns = block.columns.indices.filter {
        block.hasColumn(row: index, column: $0) && leaves.isLeaf(address, row: index, column: $0)
      }
      guard !columns.isEmpty else { return nil }
      let cells = Dictionary(uniqueKeysWithValues: columns.map { ($0, LeafCell("")) })
      return LeafRow(key: .fixed(index ?? 0), cells: cells, place: FactPlace(file: form.name(of: address)))
    }
    if block.rows.isEmpty { return [row(nil)].compactMap { $0 } }
    return block.rows.indices.filter { block.rows[$0].kind == .fixed }.compactMap(row)
  }

  /// Figures whose change since last year a sentence tells.
  private static func priors(_ form: Form) -> [LeafPrior] {
    let resolver = SlotResolver(form: form)
    var priors: [LeafPrior] = []
    for pattern in SlotCompiler.patterns(of: form.composedOnly) {
      for slot in pattern.slots where slot.role == .change {
        let sentence = pattern.sentences[slot.sentence]
        for member in members(sentence.members) {
          guard case .cell(let cell)? = resolver.expression(slot.syntax, binding: sentence.variable, to: member),
            !priors.contains(where: { $0.cell == cell })
          else { continue }
          let address = form.address(of: cell)
          guard resolver.cell(address) == cell else { continue }
          priors.append(LeafPrior(address: address, cell: cell, value: nil, place: FactPlace(file: "prior")))
        }
      }
    }
    return priors
  }

  /// Those of a sentence that the form itself names; nil for a sentence that does not repeat.
  private static func members(_ members: SentencePattern.Members?) -> [String?] {
    switch members {
    case nil: [nil]
    case .items(_, let ids): ids
    case .level, .range, .columns, .projects: []
    }
  }

  /// Keys of the words that a sentence may ask for, but for those of rows that are not known yet.
  private static func textKeys(_ form: Form) -> [String] {
    let phrases = Dictionary(form.phrases.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    func names(_ template: Template?) -> [String] {
      (template?.slots ?? []).flatMap { slot -> [String] in
        switch slot.syntax {
        case .address(let address) where address.steps.isEmpty && SentenceComposer.freeTexts.contains(address.base):
          [address.base]
        case .call(let name, _, _): phrases[name]?.cases.flatMap { names($0.wordings.first) } ?? []
        default: []
        }
      }
    }
    func keys(_ section: SectionForm, _ id: String) -> [String] {
      section.sentences.flatMap { sentence -> [String] in
        let own = Set(names(sentence.wordings.first)).sorted()
        let each = sentence.each.map { SlotCompiler.members($0.rows) }
        return members(each ?? nil).flatMap { member -> [String] in
          if sentence.each != nil, member == nil { return [] }
          return own.map { "\(id).\(sentence.id)\(member.map { "[\($0)]" } ?? "").\($0)" }
        }
      }
    }
    return form.composedOnly.sections.flatMap { section in
      keys(section, section.id) + section.parts.flatMap { keys($0, "\(section.id).\($0.id)") }
    }
  }
}

extension Form {
  /// The form with the wordings that it composes, and not those that it only reads.
  fileprivate var composedOnly: Form {
    func composed(_ sentences: [SentenceForm]) -> [SentenceForm] {
      sentences.filter(\.isComposed).map { sentence in
        var sentence = sentence
        sentence.wordings = Array(sentence.wordings.prefix(1))
        return sentence
      }
    }
    var form = self
    for index in form.sections.indices {
      form.sections[index].sentences = composed(form.sections[index].sentences)
      for part in form.sections[index].parts.indices {
        form.sections[index].parts[part].sentences = composed(form.sections[index].parts[part].sentences)
      }
    }
    return form
  }
}
