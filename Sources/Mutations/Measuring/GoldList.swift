import Checking
import Documents
import Foundation
import Workflow
import Writers

/// A document of which is known what is wrong in it, checked.
struct GoldList: Decodable {
  struct Item: Decodable {
    var severity: String
    var certainty: String
    var expected: String
    var locations: [Place]
  }

  /// Half open, in Unicode scalars.
  struct Place: Decodable {
    var start: Int
    var end: Int
  }

  var document: String
  var findings: [Item]
  /// What looks wrong and is right.
  var traps: [Place]

  private enum CodingKeys: CodingKey {
    case document, findings, traps
  }

  static let head = [
    "document", "listed", "errors found", "warnings found", "infos found", "right values", "findings", "true",
    "on traps", "unlisted",
  ]

  /// Checks the document that stands beside a list.
  ///
  /// - Returns: a row of the table; debatable items count neither way, and infos that were reported are no alarms.
  static func row(list: URL, document: URL, _ check: DisclosureCheck) throws -> [String] {
    let gold = try JSONDecoder().decode(GoldList.self, from: Data(contentsOf: list))
    let report = try check.report(SourceFileLoader.load(document.path))
    let items = gold.findings.filter { $0.certainty != "debatable" }
    func found(_ item: Item) -> [Finding] { report.findings.filter { $0.isOn(item.locations) } }
    func found(_ severity: String) -> String {
      let listed = items.filter { $0.severity == severity }
      return "\(listed.count { !found($0).isEmpty }) of \(listed.count)"
    }
    let errors = items.filter { $0.severity == "error" && !found($0).isEmpty }
    let repaired = errors.count { item in found(item).contains { $0.expects(item.expected) } }
    let alarms = report.findings.filter { $0.severity > .info }
    let listed = alarms.filter { finding in gold.findings.contains { finding.isOn($0.locations) } }
    let others = alarms.filter { finding in !gold.findings.contains { finding.isOn($0.locations) } }
    let trapped = others.count { $0.isOn(gold.traps) }
    return [
      document.lastPathComponent, "\(items.count)", found("error"), found("warning"), found("info"),
      "\(repaired) of \(errors.count)", "\(alarms.count)", "\(listed.count)", "\(trapped)", "\(others.count - trapped)",
    ]
  }
}

extension Finding {
  /// Whether it accuses one of the places.
  fileprivate func isOn(_ places: [GoldList.Place]) -> Bool {
    locations.filter { $0.role != .evidence }.contains { location in
      guard let span = location.span else { return false }
      return places.contains { $0.start < max(span.end, span.start + 1) && span.start < $0.end }
    }
  }

  /// Whether a number it states as right is among those of the list.
  fileprivate func expects(_ text: String) -> Bool {
    !Set(Self.numbers(expected ?? "")).isDisjoint(with: Self.numbers(text))
  }

  private static func numbers(_ text: String) -> [String] {
    text.split { !($0.isASCII && $0.isNumber || $0 == ".") }.map { number in
      guard number.contains(".") else { return String(number) }
      return String(number.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
    }
  }
}
