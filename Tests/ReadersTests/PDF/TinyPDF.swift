/// A PDF file written by a test, without compression, so that a test can also write what no program would.
struct TinyPDF {
  /// By number, from 1; 1 is the catalogue, 2 the page tree.
  private(set) var objects: [String] = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
  var trailer = ""
  private var kids: [Int] = []

  /// Adds a page of 600 × 800 points that shows a content stream; text is in Helvetica, `/F1`.
  mutating func add(_ content: String, entries: String = "", resources: String = "") {
    let stream = add(object: stream(content))
    kids.append(
      add(
        object: """
          << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents \(stream) 0 R \(entries)
          /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> \(resources) >> >>
          """))
  }

  func stream(_ content: String, entries: String = "") -> String {
    "<< /Length \(content.utf8.count) \(entries) >>\nstream\n\(content)\nendstream"
  }

  @discardableResult mutating func add(object: String) -> Int {
    objects.append(object)
    return objects.count
  }

  mutating func replace(_ number: Int, by object: String) { objects[number - 1] = object }

  var bytes: [UInt8] {
    var objects = objects
    if objects[1].isEmpty {
      let list = kids.map { "\($0) 0 R" }.joined(separator: " ")
      objects[1] = "<< /Type /Pages /Count \(kids.count) /Kids [\(list)] >>"
    }
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      text += String(repeating: "0", count: 10 - digits.utf8.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// Shows words at a place, y upwards.
  static func words(_ text: String, x: Int, y: Int, size: Int = 12) -> String {
    "BT /F1 \(size) Tf \(x) \(y) Td (\(text)) Tj ET\n"
  }
}
