import Amounts
import Documents
import Filings
import Forms
import Texts

/// A project has one name: the heading over its paragraph and its self-evaluation form, whose figures are the same, say
/// the same name. A heading may leave out words of the name, and those that any name ends in.
struct ProjectNameKind: RuleKind {
  func check(_ rule: Rule, _ parameters: PackNode, in context: CheckContext) -> KindOutcome {
    let projects = ProjectFunds.all(context)
    let endings = (parameters["endings"]?.items ?? []).compactMap(\.text)
    let paragraphs = projects.isEmpty ? [] : Self.paragraphs(context)
    guard !paragraphs.isEmpty else { return .notApplicable("statements") }
    let names = projects.map { Name($0.name.text, endings) }
    var outcome = KindOutcome()
    for paragraph in paragraphs {
      let own = Name(paragraph.name.text, endings)
      let stated = projects.indices.filter { paragraph.states(projects[$0]) }
      guard !own.core.isEmpty, stated.count == 1, let index = stated.first, names[index].isAlike(own),
        !names[index].isSame(as: own)
      else { continue }
      outcome.findings.append(
        context.finding(
          rule, "kind.project_name", ["stated": paragraph.name.text, "name": projects[index].name.text],
          stated: paragraph.name.text, expected: projects[index].name.text,
          at: [context.location(paragraph.name), context.location(projects[index].name, .also)]))
    }
    outcome.holds = paragraphs.count - outcome.findings.count
    return outcome
  }

  /// A name, and what of it tells one project from another.
  private struct Name {
    let core: String

    init(_ name: String, _ endings: [String]) {
      var core = Label.key(name)
      while let ending = endings.first(where: { core.ends(in: $0) && core.utf8.count > $0.utf8.count }) {
        core = String(core.unicodeScalars.dropLast(ending.unicodeScalars.count))
      }
      self.core = core
    }

    /// Whether one is the other but for words that were left out.
    func isSame(as other: Name) -> Bool {
      let (short, long) = core.utf8.count < other.core.utf8.count ? (core, other.core) : (other.core, core)
      var rest = long.unicodeScalars[...]
      for scalar in short.unicodeScalars {
        guard let place = rest.firstIndex(of: scalar) else { return false }
        rest = rest[rest.index(after: place)...]
      }
      return true
    }

    func isAlike(_ other: Name) -> Bool {
      !CharacterPairs(core.unicodeScalars).isDisjoint(with: CharacterPairs(other.core.unicodeScalars))
    }
  }

  /// A heading with the amounts below it, up to the next one.
  private struct Paragraph {
    var name: PrintedText
    var amounts: [Rational]

    /// Whether it states the budget of a project and what was spent, two figures that are not the same.
    func states(_ project: ProjectFunds) -> Bool {
      guard let executed = project.figure("executed")?.value, !executed.isZero, amounts.contains(executed) else {
        return false
      }
      return ["original", "revised"].contains { id in
        project.figure(id).map { !$0.value.isZero && $0.value != executed && amounts.contains($0.value) } ?? false
      }
    }
  }

  private static let longestName = 40

  private static func paragraphs(_ context: CheckContext) -> [Paragraph] {
    let heads = context.filing.outline.filter { !$0.isContents }
    let ofAccounts = Set(
      context.filing.narrative.statements.filter { !isOfProject($0) }.compactMap(\.number.span?.start))
    return zip(heads, Self.below(heads, context)).compactMap { head, below in
      let scalars = Array(head.text.text.unicodeScalars)
      guard head.ordinal != nil, scalars.count <= longestName else { return nil }
      let said = below.flatMap { prose in
        AmountScanner.amounts(in: prose.scalars).filter { $0.unit == "万元" }.map {
          (amount: $0, text: prose.text($0.range))
        }
      }
      // What is read as said of an account or a table is not said of a project.
      guard !said.contains(where: { $0.text.span.map { ofAccounts.contains($0.start) } ?? false }) else { return nil }
      // 公共专项：防汛经费: the name is what stands behind the colon.
      let start = scalars.lastIndex { $0 == "：" || $0 == ":" }.map { $0 + 1 } ?? head.ordinal?.length ?? 0
      let name = String(scalars: scalars[start...].filter { $0 != "。" })
      return said.isEmpty || name.isEmpty
        ? nil : Paragraph(name: PrintedText(name, head.text.span), amounts: said.map(\.amount.number.value))
    }
  }

  /// By heading, what stands below it up to the next one; both come in the order of the document.
  private static func below(_ heads: [OutlineEntry], _ context: CheckContext) -> [[Prose]] {
    var below = [[Prose]](repeating: [], count: heads.count)
    var next = 0
    for prose in context.prose {
      while next < heads.count, heads[next].block < prose.block { next += 1 }
      let isHeading = next < heads.count && heads[next].block == prose.block
      if next > 0, !isHeading { below[next - 1].append(prose) }
    }
    return below
  }

  private static func isOfProject(_ statement: Statement) -> Bool {
    guard case .figure(let fact) = statement.meaning, case .filling = fact.instance else { return false }
    return true
  }
}
