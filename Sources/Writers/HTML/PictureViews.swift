import Checking
import Documents
import Forms

/// Draws pages of a file as they look, with a box over everything that a finding accuses; the box leads to the finding.
struct PictureViews {
  let input: ReportInput
  let catalog: Catalog

  /// Nil where there are none.
  func view() -> View? {
    guard !input.pictures.isEmpty else { return nil }
    let boxes = boxes()
    var named: Set<Int> = []
    let list = input.pictures.map { picture -> View in
      let page = catalog("spot.page", ["page": String(picture.page)])
      let caption = picture.file.map { $0 + " " + page } ?? page
      let svg = svg(picture, boxes[Page(file: picture.file, number: picture.page)] ?? [], caption, &named)
      return ["caption": caption, "svg": Verbatim(renderText: svg)]
    }
    return ["list": list]
  }

  private struct Page: Hashable {
    var file: String?
    var number: Int
  }

  private struct Box {
    /// From 1, as the report counts.
    var finding: Int
    var severity: Finding.Severity
    var title: String
    var box: Place.Box
  }

  /// The id of the first box of each finding that has one on a picture, by the finding's number.
  func ids() -> [Int: String] {
    let shown = Set(input.pictures.map { Page(file: $0.file, number: $0.page) })
    let numbers = boxes().filter { shown.contains($0.key) }.values.joined().map(\.finding)
    return Dictionary(numbers.map { ($0, Self.id(of: $0)) }, uniquingKeysWith: { first, _ in first })
  }

  private static func id(of finding: Int) -> String { "picture-f\(finding)" }

  private func boxes() -> [Page: [Box]] {
    var boxes: [Page: [Box]] = [:]
    for (number, finding) in input.report.findings.enumerated() {
      for place in finding.accused.compactMap(\.span).flatMap({ input.map?.places(of: $0) ?? [] }) {
        guard case .page(let page, let box) = place.spot else { continue }
        boxes[Page(file: place.file, number: page), default: []].append(
          Box(finding: number + 1, severity: finding.severity, title: finding.title, box: box))
      }
    }
    return boxes
  }

  /// - Parameter named: findings of which a box has its id already.
  private func svg(
    _ picture: PagePicture, _ boxes: [Box], _ caption: String, _ named: inout Set<Int>
  ) -> String {
    var text = PageText()
    let (width, height) = (number(picture.width), number(picture.height))
    text.add("<svg viewBox=\"0 0 \(width) \(height)\" role=\"group\"")
    var image = StartTag("image width=\"\(width)\" height=\"\(height)\"")
    image.add("href", picture.dataAddress)
    image.add("aria-label", caption)
    text.add(">")
    text.open(image)
    text.add("</image>")
    for box in boxes { draw(box, isFirst: named.insert(box.finding).inserted, in: &text) }
    text.add("</svg>")
    return text.html
  }

  private func draw(_ box: Box, isFirst: Bool, in text: inout PageText) {
    let values = ["severity": catalog("report.\(box.severity.rawValue)"), "number": String(box.finding)]
    var link = StartTag("a href=\"#f\(box.finding)-body\" data-f=\"f\(box.finding)\"")
    link.add("id", isFirst ? Self.id(of: box.finding) : nil)
    link.add("aria-label", catalog("html.markLabel", values) + " " + box.title)
    text.open(link)
    // A little room, so that the print itself stays clear.
    let (left, top) = (box.box.left - 1, box.box.top - 1)
    text.add(
      "<rect class=\"hit\(box.severity.shape)\" x=\"\(number(left))\" y=\"\(number(top))\" "
        + "width=\"\(number(max(4, box.box.right - left + 1)))\" height=\"\(number(max(4, box.box.bottom - top + 1)))\"/></a>"
    )
  }

  /// To a tenth of a point.
  private func number(_ value: Float) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
  }
}
