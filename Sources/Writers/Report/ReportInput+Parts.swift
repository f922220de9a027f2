public import Checking
import Documents

extension ReportInput {
  /// What concerns one file of a set, as if that file had been checked alone: the findings that accuse a place in it,
  /// with those places, and the map of it. What has no place is told in the first file.
  public func part(_ part: Report.Part) -> ReportInput {
    let own = SourceMap((map?.leaves ?? []).filter { $0.place.file == part.file })
    let isFirst = report.document.parts.first == part
    var input = self
    input.map = own
    input.report.document.format = part.format
    input.report.document.parts = []
    input.report.findings = report.findings.compactMap { $0.part(own, isFirst: isFirst) }
    return input
  }
}

extension Finding {
  /// - Returns: nil where it accuses nothing in the file that the map is of.
  fileprivate func part(_ map: SourceMap, isFirst: Bool) -> Finding? {
    func isInside(_ span: SourceSpan) -> Bool { !map.places(of: span).isEmpty }
    if !accused.contains(where: { $0.span != nil }) { return isFirst ? self : nil }
    var finding = self
    finding.locations.removeAll { location in location.role != .evidence && !(location.span.map(isInside) ?? false) }
    finding.repairs.removeAll { !isInside($0.span) }
    return finding.accused.isEmpty ? nil : finding
  }
}
