import Checking
import Documents

/// Turns places of a document into SARIF locations.
struct SARIFPlaces {
  let uri: String
  let lines: LineIndex?

  init(file: String, lines: LineIndex?) {
    uri = Self.uri(ofPath: file)
    self.lines = lines
  }

  /// The document, without a place in it.
  var document: SARIFLog.Location { location(at: nil, quote: "") }

  func artifact(index: Int? = 0) -> SARIFLog.ArtifactLocation {
    .init(uri: uri, index: index)
  }

  func location(_ place: Location, id: Int?, message: String?) -> SARIFLog.Location {
    var location = location(at: place.span, quote: place.quote)
    location.id = id
    location.message = message.map { .init(text: $0) }
    let name = ([place.section] + [place.table, place.row, place.column]).compactMap { $0 }.joined(separator: "/")
    location.logicalLocations = name.isEmpty ? nil : [.init(fullyQualifiedName: name)]
    return location
  }

  func location(at span: SourceSpan?, quote: String) -> SARIFLog.Location {
    var location = SARIFLog.Location(physicalLocation: .init(artifactLocation: artifact()))
    switch span {
    case .text(let start, let end): location.physicalLocation.region = region(start, end, quote)
    case .page, .run, .sheetCell: location.properties = span.map(JSONShape.Place.init)
    case nil: break
    }
    return location
  }

  private func region(_ start: Int, _ end: Int, _ quote: String) -> SARIFLog.Region {
    var region = SARIFLog.Region(
      charOffset: start, charLength: max(0, end - start), snippet: quote.isEmpty ? nil : .init(text: quote))
    if let lines {
      let from = lines.position(ofScalar: start)
      let to = lines.position(ofScalar: max(start, end))
      (region.startLine, region.startColumn) = (from.line, from.column)
      (region.endLine, region.endColumn) = (to.line, to.column)
    }
    return region
  }

  /// A path as a URI reference: everything but letters, digits and `-._~/` percent-encoded, so that a colon in a file
  /// name is not taken for a scheme.
  static func uri(ofPath path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      let scalar = Unicode.Scalar(byte)
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~", "/":
        uri.unicodeScalars.append(scalar)
      default:
        uri += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }
}
