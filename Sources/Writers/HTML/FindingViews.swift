import Checking
import Documents
import Forms

/// Draws findings: what is wrong, what it should be, and the sums that prove it.
struct FindingViews {
  let catalog: Catalog
  var annotations: Annotations
  /// Of a set of files: by it findings tell their file.
  var map: SourceMap?
  /// Ids of boxes on pictures of pages, by the number of the finding.
  var pictures: [Int: String] = [:]

  /// - Parameter hasSlots: whether each says where something may be added to it.
  mutating func views(of findings: [Finding], hasSlots: Bool = false) -> [View] {
    findings.enumerated().map { number, finding in
      var view = view(of: finding, number: number + 1)
      view["slot"] = hasSlots ? finding.id : nil
      return view
    }
  }

  private mutating func view(of finding: Finding, number: Int) -> View {
    let sums = finding.evidence.enumerated().map { sum(of: $1, titled: $0 == 0 ? finding.formula : nil) }
    return [
      "finding": "f\(number)", "number": number, "isOpen": number == 1, "title": finding.title,
      "tone": finding.severity.tone.map { " " + $0 } ?? "", "key": finding.severity.tone ?? "e",
      "severity": catalog("report.\(finding.severity.rawValue)"), "family": catalog.family(of: finding.rule),
      "where": ([file(of: finding.principal)].compactMap { $0 } + (finding.principal?.names ?? []))
        .joined(separator: " · "),
      "short": short(finding),
      "says": finding.message.split(separator: "\n").map { ["line": String($0)] as View },
      "swap": swap(finding), "proof": sums.first, "facts": facts(finding, number),
      "more": sums.count > 1 ? more(Array(sums.dropFirst())) : nil,
      "places": finding.locations.count > 1 ? places(finding) : nil,
    ]
  }

  /// The file of a set that a place is in.
  func file(of location: Location?) -> String? {
    location?.span.flatMap { map?.place(of: $0)?.file }
  }

  /// Stated and expected in a few characters, for the list.
  private func short(_ finding: Finding) -> View? {
    let values = (stated: finding.stated.map(bare), expected: finding.expected.map(bare))
    let both = [values.stated, values.expected].compactMap { $0 }
    guard !both.isEmpty, both.allSatisfy({ DisplayWidth.of($0) <= Self.widestShort }) else { return nil }
    return [
      "was": values.expected == nil ? nil : values.stated, "only": values.expected == nil ? values.stated : nil,
      "is": values.expected, "hasBoth": both.count == 2,
    ]
  }

  private func swap(_ finding: Finding) -> View? {
    guard let stated = finding.stated.map(named), let expected = finding.expected.map(named), fits(stated),
      fits(expected)
    else { return nil }
    let (from, to) = (ValueWithUnit(stated), ValueWithUnit(expected))
    let difference = FigureDifference(stated: from.value, expected: to.value)
    return [
      "stated": view(of: difference.stated, unit: from.unit), "right": view(of: difference.expected, unit: to.unit),
    ]
  }

  private func view(of parts: FigureDifference.Parts, unit: String) -> View {
    [
      "before": parts.before, "differing": parts.differing.isEmpty ? nil : parts.differing, "after": parts.after,
      "unit": unit.isEmpty ? nil : unit,
    ]
  }

  private func fits(_ value: String) -> Bool {
    DisplayWidth.of(value) <= Self.widestSwap && !value.contains("\n")
  }

  /// Without its unit, which the table above it tells.
  private func bare(_ value: String) -> String { ValueWithUnit(named(value)).value }

  /// A blank cell says that it is blank.
  private func named(_ value: String) -> String {
    value.allSatisfy(\.isWhitespace) ? catalog("report.blank") : value
  }

  private mutating func facts(_ finding: Finding, _ number: Int) -> [View] {
    var facts: [View] = []
    let isSwapped = swap(finding) != nil
    let texts = [
      ("stated", isSwapped ? nil : finding.stated.map(named)),
      ("expected", isSwapped ? nil : finding.expected.map(named)),
      ("cause", finding.cause), ("suggestion", finding.suggestion),
      ("formula", finding.evidence.first?.terms.isEmpty == false ? nil : finding.formula),
    ]
    for (name, text) in texts {
      if let text { facts.append(fact(name, [value(text)])) }
    }
    if !finding.basis.isEmpty { facts.append(fact("basis", finding.basis.map { value($0) })) }
    facts.append(fact("rule", [value(finding.rule, isCode: true)]))
    if let principal = finding.principal, let link = annotations.link(to: principal) {
      let picture = pictures[number].map { value(catalog("html.goToPicture"), link: $0) }
      facts.append(fact("place", [value(catalog("html.goToPlace"), link: link)] + [picture].compactMap { $0 }))
    }
    return facts
  }

  private func fact(_ name: String, _ values: [View]) -> View {
    ["name": catalog("html.fact-\(name)"), "values": values]
  }

  private func value(_ text: String, isCode: Bool = false, link: String? = nil) -> View {
    ["text": text, "isCode": isCode, "link": link]
  }

  private func more(_ sums: [View]) -> View {
    ["title": catalog("html.moreEvidence", ["count": String(sums.count)]), "equations": sums]
  }

  private static let widestShort = 14
  private static let widestSwap = 20
}

extension FindingViews {
  /// An equation as an account: one addend a line, then what they come to, what is printed, and the gap.
  private mutating func sum(of evidence: Evidence, titled title: String?) -> View {
    let result = evidence.equation.split(separator: "＝", maxSplits: 1).first.map(String.init) ?? ""
    let unit = ValueWithUnit(evidence.right).unit
    let caption = title ?? evidence.equation
    let terms = evidence.terms.enumerated().map { number, term in
      let (code, name) = split(term.label)
      let sign = number == 0 && term.sign == "＋" ? "" : term.sign
      return [
        "sign": sign, "code": code, "name": name, "link": annotations.link(to: term.span),
        "value": named(term.text),
      ] as View
    }
    return [
      "equation": evidence.equation, "terms": terms, "hasTerms": !terms.isEmpty,
      "caption": unit.isEmpty ? caption : catalog("html.inUnit", ["text": caption, "unit": unit]),
      "result": result, "right": bare(evidence.right), "left": bare(evidence.left), "holds": evidence.holds,
      "gap": evidence.holds || evidence.difference.isEmpty ? nil : bare(evidence.difference),
      "relation": catalog.relation(of: evidence),
      "verdict": verdict(on: evidence),
    ]
  }

  private func verdict(on evidence: Evidence) -> String {
    if evidence.holds { return catalog("html.holds") }
    if evidence.difference.isEmpty { return catalog("html.broken") }
    return catalog("html.gapNow", ["difference": evidence.difference])
  }

  /// `2012601 行政运行` as code and name.
  private func split(_ label: String) -> (code: String?, name: String) {
    let code = label.prefix { $0.isASCII && $0.isNumber }
    let name = label[code.endIndex...].drop { $0.isWhitespace }
    return String(code).isCode && !name.isEmpty ? (String(code), String(name)) : (nil, label)
  }
}

extension Catalog {
  /// The group a rule belongs to, by the first part of its id: `T03.rows.total` is of the tables.
  func family(of rule: String) -> String {
    let prefix = rule.split(separator: ".").first.map(String.init) ?? ""
    let id = "family.\(prefix)"
    let name = self(id)
    return name == id ? self("family.other") : name
  }
}
