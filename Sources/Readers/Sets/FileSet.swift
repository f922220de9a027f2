public import Documents
import OpenXML

/// Several files that are one disclosure, as departments send them: a narrative, a workbook of tables, annexes. They
/// travel as one ZIP file.
public struct FileSet: Sendable {
  /// Each named as in the ZIP file, in the order of people: by names, numbers by their value.
  public let files: [SourceFile]
  /// Text that is data or a program by its ending; not read. Files that systems leave are not even told.
  public let passedOver: [String]

  private let archive: Archive

  /// How much a set may hold: many files, all together as much as one file alone might.
  private static let limits: OpenXMLLimits = {
    var limits = OpenXMLLimits()
    limits.parts = 500
    limits.totalBytes = ReadingLimits().bytes
    return limits
  }()

  /// Whether a ZIP file may be a set: one that says that it is a document of its own kind is none.
  package static func isSet(_ file: SourceFile) throws(UnreadableFile) -> Bool {
    let archive = try opened(file, limits: OpenXMLLimits())
    return ![OfficePackage.contentTypes, "OFD.xml", "mimetype"].contains { archive.entry($0) != nil }
  }

  /// - Throws: `UnreadableFile` where it is no sound ZIP file, is too large, or holds names that lead out of it.
  public init(_ file: SourceFile) throws(UnreadableFile) {
    archive = try Self.opened(file, limits: Self.limits)
    var files: [SourceFile] = []
    var passedOver: [String] = []
    for entry in archive.entries where !entry.name.hasSuffix("/") && !EntryName.isHidden(entry.name) {
      do throws(OpenXMLFault) {
        let part = SourceFile(name: entry.name, bytes: try archive.contents(of: entry))
        if FileSignature.isWorthReading(part) { files.append(part) } else { passedOver.append(entry.name) }
      } catch {
        throw Self.unreadable(file, error)
      }
    }
    self.files = files.sorted { EntryName.isBefore($0.name, $1.name) }
    self.passedOver = passedOver.sorted(by: EntryName.isBefore)
  }

  private static func opened(_ file: SourceFile, limits: OpenXMLLimits) throws(UnreadableFile) -> Archive {
    do throws(OpenXMLFault) {
      return try Archive(file.bytes, limits: limits, naming: EntryName.decoded)
    } catch {
      throw unreadable(file, error)
    }
  }

  private static func unreadable(_ file: SourceFile, _ fault: OpenXMLFault) -> UnreadableFile {
    if case .badName(let name) = fault { return UnreadableFile(file: file.name, reason: .badName, detail: name) }
    return OfficeFile.unreadable(file, fault)
  }

  /// The files as one.
  ///
  /// - Parameter name: what the set is called in messages.
  /// - Throws: `UnreadableFile` where they are too large together.
  public static func packed(_ files: [SourceFile], as name: String) throws(UnreadableFile) -> SourceFile {
    let size = files.reduce(0) { $0 + $1.bytes.count }
    guard size <= limits.totalBytes else {
      throw UnreadableFile(file: name, reason: .tooLarge, detail: "\(limits.totalBytes >> 20) MB")
    }
    do throws(OpenXMLFault) {
      return SourceFile(name: name, bytes: try Archive.packing(files.map { ($0.name, $0.bytes) }))
    } catch {
      throw UnreadableFile(file: name, reason: .overblown, detail: error.detail)
    }
  }

  /// The ZIP file with some of its files changed, all else byte for byte as it is.
  public func replacing(_ files: [SourceFile]) throws(UnreadableFile) -> [UInt8] {
    let parts = Dictionary(files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    do throws(OpenXMLFault) {
      return try archive.rewriting(parts)
    } catch {
      throw UnreadableFile(file: error.detail, reason: .overblown)
    }
  }

  /// Everything in it, passed over or not.
  public func all() throws(UnreadableFile) -> [SourceFile] {
    var files: [SourceFile] = []
    for entry in archive.entries where !entry.name.hasSuffix("/") {
      do throws(OpenXMLFault) {
        files.append(SourceFile(name: entry.name, bytes: try archive.contents(of: entry)))
      } catch {
        throw UnreadableFile(file: entry.name, reason: .damaged, detail: error.detail)
      }
    }
    return files
  }
}
