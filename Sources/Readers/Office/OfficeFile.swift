import Documents
import OpenXML

/// Opens office files, and says in the words of this room why one cannot be opened.
enum OfficeFile {
  static func open(
    _ file: SourceFile, limits: ReadingLimits, _ read: (OfficePackage) throws(OpenXMLFault) -> Reading
  ) throws(UnreadableFile) -> Reading {
    guard file.bytes.count <= limits.bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(limits.bytes >> 20) MB")
    }
    let reading: Reading
    do throws(OpenXMLFault) {
      reading = try read(try OfficePackage(file.bytes))
    } catch {
      throw unreadable(file, error)
    }
    guard !reading.document.blocks.isEmpty else { throw UnreadableFile(file: file.name, reason: .empty) }
    return reading
  }

  static func unreadable(_ file: SourceFile, _ fault: OpenXMLFault) -> UnreadableFile {
    let reason: UnreadableFile.Reason =
      switch fault {
      case .encrypted: .encrypted
      case .unsupported: .unknownFormat
      case .tooLarge: .overblown
      case .notArchive, .badName, .damaged, .missing, .badXML: .damaged
      }
    return UnreadableFile(file: file.name, reason: reason, detail: fault.detail)
  }
}

/// The further parts that a part of an office file speaks of. One that cannot be read costs only itself.
struct OfficeParts {
  private let package: OfficePackage
  private let relationships: [OfficePackage.Relationship]
  private(set) var unread: [String] = []

  init(_ package: OfficePackage, of part: String) {
    self.package = package
    do throws(OpenXMLFault) {
      relationships = try package.relationships(of: part)
    } catch {
      relationships = []
      unread.append(OfficePackage.relationshipsPart(of: part))
    }
  }

  /// - Parameter id: of a relationship.
  func name(_ id: String) -> String? {
    relationships.first { $0.id == id && !$0.isExternal }?.target
  }

  /// The first part of a type; nil where there is none or it cannot be read.
  mutating func tree(_ type: String) -> XMLTree? {
    relationships.first { $0.type == type && !$0.isExternal }.flatMap { tree(part: $0.target) }
  }

  mutating func trees(_ type: String) -> [XMLTree] {
    relationships.filter { $0.type == type && !$0.isExternal }.compactMap { tree(part: $0.target) }
  }

  mutating func tree(part: String) -> XMLTree? {
    do throws(OpenXMLFault) {
      return try package.xml(part)
    } catch {
      unread.append(part)
      return nil
    }
  }
}
