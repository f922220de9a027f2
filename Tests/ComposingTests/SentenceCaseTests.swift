import Amounts
import Filings
import Forms
import Foundation
import TestSupport
import Testing

@testable import Composing

/// Every case of every phrase of the pack is taken by some facts, in every sentence that has the phrase. Which sentences
/// and cases there are, the pack says.
@Suite struct SentenceCaseTests {
  /// What this year's figures are held against: last year's, or the budget's.
  private enum Base: CaseIterable {
    case lower, equal, higher, nothing

    func value(_ now: Rational) throws -> Rational {
      switch self {
      case .lower: try now / Rational(2)
      case .equal: now
      case .higher: try now + Rational(50_000)
      case .nothing: .zero
      }
    }
  }

  private struct Sample {
    var form: Form
    var facts: LeafFacts
    var composition: Composition
  }

  private func sample() throws -> Sample {
    let url = Repository.file("Samples/archive-2024")
    var texts: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path) {
      texts[name] = try String(contentsOf: url.appending(path: name), encoding: .utf8)
    }
    let folder = FactFolder(texts: texts)
    let head = try #require(folder.head().head)
    let form = try #require(FormLoader(files: .embedded).load(head.pack, year: head.year).form)
    let facts = LeafFactReader.read(folder.tables().tables, head: head, form: form).facts
    return Sample(form: form, facts: facts, composition: try Composition(facts, form: form))
  }

  /// The sample with every figure that is compared with as the base wants it.
  private func facts(_ sample: Sample, _ base: Base) throws -> LeafFacts {
    var facts = sample.facts
    // What another table says once more follows from the equations.
    let costs = try #require(sample.form.block(named: "BASE.costs"))
    let costForm = sample.form.tables[costs.table].blocks[costs.block]
    for index in (facts.rows[costs] ?? []).indices {
      guard case .fixed(let row)? = facts.rows[costs]?[index].key,
        ["overseas", "purchase", "running", "receptions"].contains(costForm.rows[row].id)
      else { continue }
      for column in ["budget", "last"] where column == "budget" || costForm.rows[row].id != "purchase" {
        facts.rows[costs]?[index].cells[try #require(costForm.column(column))] = nil
      }
    }
    let funds = try #require(sample.form.block(named: "OVERALL.funds"))
    let original = try #require(sample.form.tables[funds.table].blocks[funds.block].column("original"))
    for index in (facts.rows[funds] ?? []).indices {
      if facts.rows[funds]?[index].cells[original]?.value != .blank {
        facts.rows[funds]?[index].cells[original] = nil
      }
    }
    let figures = PublishedFigures(sample.composition.exact, form: sample.form)
    for index in facts.priors.indices {
      facts.priors[index].value = try base.value(figures.value(facts.priors[index].cell) ?? .zero)
    }
    // Budgets: by account as 05表, of the three public expenses as their outturn, of what it runs on as its amount.
    let budget = try #require(sample.form.block(named: "budget"))
    let outturns = try #require(sample.form.block(named: "T05"))
    for index in (facts.rows[budget] ?? []).indices {
      guard case .code(let code)? = facts.rows[budget]?[index].key else { continue }
      let key = PublishedFigures.Key(
        table: outturns.table, member: nil, block: outturns.block, row: .code(code), column: 0)
      facts.rows[budget]?[index].cells[0] = LeafCell(
        try base.value(figures.figures[key]?.value ?? .zero).formatted(decimals: 2))
    }
    let travel = try #require(sample.form.block(named: "T09"))
    let columns = sample.form.tables[travel.table].blocks[travel.block].columns
    for (column, own) in columns.enumerated() where own.id.hasPrefix("budget.") {
      guard facts.rows[travel]?[0].cells[column] != nil,
        let outturn = columns.firstIndex(where: { $0.id == own.id.replacing("budget.", with: "outturn.") })
      else { continue }
      let key = PublishedFigures.Key(
        table: travel.table, member: nil, block: travel.block, row: .fixed(0), column: outturn)
      facts.rows[travel]?[0].cells[column] = LeafCell(
        try base.value(figures.figures[key]?.value ?? .zero).formatted(decimals: 2))
    }
    let running = try #require(sample.form.block(named: "running"))
    let form = sample.form.tables[running.table].blocks[running.block]
    for index in (facts.rows[running] ?? []).indices {
      guard facts.rows[running]?[index].key == .fixed(try #require(form.row("budget"))) else { continue }
      let cell = try #require(SlotResolver(form: sample.form).cell("running[amount]"))
      facts.rows[running]?[index].cells[0] = LeafCell(
        try base.value(figures.value(cell) ?? .zero).formatted(decimals: 2))
    }
    return facts
  }

  @Test func everyCaseOfEveryPhraseIsTaken() throws {
    let sample = try sample()
    var taken: Set<String> = []
    for base in Base.allCases {
      // Conditions between budgets and outturns break here; only what cannot be worked out would stop the sentences.
      let given = try facts(sample, base)
      let composition: Composition
      do throws(FactProblems) {
        composition = try Composition(given, form: sample.form)
      } catch {
        Issue.record(
          "\(base): \(error.problems.prefix(3).map { "\($0.id) \($0.values["cells"] ?? $0.values["title"] ?? "")" })")
        continue
      }
      var composer = SentenceComposer(composition)
      for section in sample.form.sections {
        _ = composer.paragraphs(of: section, key: section.id)
        for part in section.parts { _ = composer.paragraphs(of: part, key: "\(section.id).\(part.id)") }
      }
      taken.formUnion(composer.taken)
    }
    // Every phrase of the pack is in some sentence, and each of its cases was taken somewhere.
    for phrase in sample.form.phrases {
      for own in phrase.cases {
        #expect(taken.contains { $0.hasSuffix(" \(phrase.name).\(own.id)") }, "\(phrase.name).\(own.id)")
      }
    }
    // A sentence that has a phrase takes all its cases: up, down, unchanged, over, under, with and without a base.
    var missing: [String] = []
    for pair in Set(taken.map { String($0[..<($0.lastIndex(of: ".") ?? $0.endIndex)]) }) {
      let name = pair[pair.index(after: pair.lastIndex(of: " ") ?? pair.startIndex)...]
      for own in sample.form.phrases.first(where: { $0.name == name })?.cases ?? []
      where !taken.contains("\(pair).\(own.id)") {
        missing.append("\(pair).\(own.id)")
      }
    }
    #expect(missing.sorted() == [])
    #expect(taken.count > 20)
  }
}
