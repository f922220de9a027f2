import Checking
import Documents
import Forms

extension FindingViews {
  /// All places of a finding; those with one name stand on one line.
  mutating func places(_ finding: Finding) -> View {
    var groups: [View] = []
    var links: [View] = []
    for (number, location) in finding.locations.enumerated() {
      links.append(["link": annotations.link(to: location), "quote": firstLine(location.quote)])
      let next = finding.locations.dropFirst(number + 1).first
      if let next, next.names == location.names, next.role == location.role, file(of: next) == file(of: location) {
        continue
      }
      let role = catalog("report.role.\(location.role.rawValue)")
      let names = [file(of: location)].compactMap { $0 } + location.names
      groups.append(["label": names.isEmpty ? role : names.joined(separator: " · "), "role": role, "links": links])
      links = []
    }
    return ["title": catalog("html.places", ["count": String(finding.locations.count)]), "groups": groups]
  }

  private func firstLine(_ quote: String) -> String {
    String(quote.prefix { $0 != "\n" }).replacing("\t", with: "　")
  }

  /// The parts that were not understood, with a link to each.
  mutating func unread(_ parts: [Report.Unread]) -> [View] {
    parts.map { part in
      [
        "link": annotations.link(to: part.span), "reason": part.reason, "quote": firstLine(part.quote),
      ]
    }
  }

  /// The tables and sections that findings accuse, in document order, with how many findings each has.
  mutating func sections(_ input: ReportInput) -> [View] {
    var counts: [String: Int] = [:]
    var places: [String: PlaceIndex.Place] = [:]
    for finding in input.report.findings {
      var seen: Set<String> = []
      for location in finding.accused {
        guard let name = location.table ?? location.section, let place = annotations.place(of: location) else {
          continue
        }
        if seen.insert(name).inserted { counts[name, default: 0] += 1 }
        let first = places[name].map { min($0.block, place.block) } ?? place.block
        places[name] = PlaceIndex.Place(block: first)
      }
    }
    let order = places.sorted { ($0.value.block, $0.key) < ($1.value.block, $1.key) }
    return order.map { name, place in
      let count = catalog("html.findings", ["count": String(counts[name] ?? 0)])
      return ["name": name, "count": count, "link": annotations.link(to: place)]
    }
  }
}
