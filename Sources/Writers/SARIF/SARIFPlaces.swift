import Checking
import Documents

/// Turns places of a document into SARIF locations.
struct SARIFPlaces {
  /// The addresses of the document: its own first, which what has no place points at. A ZIP file is followed by the
  /// files in it; files that were only checked together have no address of their own beside theirs.
  private let uris: [String]
  /// By the name of a file of a set.
  private let indices: [String: Int]
  let lines: LineIndex?
  let map: SourceMap?

  init(_ document: Report.Summary, lines: LineIndex?, map: SourceMap?) {
    let parts = document.parts
    let paths = parts.compactMap(\.path)
    if !parts.isEmpty, paths.count == parts.count {
      uris = paths.map(Self.uri(ofPath:))
    } else {
      let uri = Self.uri(ofPath: document.file)
      uris = [uri] + parts.map { uri + "/" + Self.uri(ofPath: $0.file) }
    }
    let first = uris.count - parts.count
    indices = Dictionary(
      parts.enumerated().map { ($1.file, first + $0) }, uniquingKeysWith: { first, _ in first })
    self.lines = lines
    self.map = map
  }

  /// The document, without a place in it.
  var document: SARIFLog.Location { location(at: nil, quote: "") }

  /// The document and, of a set, its files.
  var artifacts: [SARIFLog.Artifact] { uris.map { .init(location: .init(uri: $0)) } }

  private func artifact(_ span: SourceSpan?) -> SARIFLog.ArtifactLocation {
    let index = span.flatMap { map?.place(of: $0)?.file }.flatMap { indices[$0] } ?? 0
    return .init(uri: uris[index], index: index)
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
    var location = SARIFLog.Location(physicalLocation: .init(artifactLocation: artifact(span)))
    guard let span else { return location }
    if map == nil {
      location.physicalLocation.region = region(span.start, span.end, quote)
    } else {
      location.properties = PlaceShape(span, map)
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
