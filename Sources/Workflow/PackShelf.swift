import Documents
import Forms
import Synchronization

/// The packs that a use case works with: read once, and each form loaded once, however many documents are checked.
final class PackShelf: Sendable {
  /// Of the packs that the program carries, shared by all use cases.
  static let embedded = PackShelf(.embedded)

  let files: PackFiles
  private let kept = Mutex(Kept())

  /// Documents choose the year, so a folder of strange ones must not fill the memory with forms.
  private static let mostForms = 12

  private struct Kept {
    var packs: ParsedPacks?
    var marks: [String: PackMarks]?
    var forms: [Key: Form] = [:]
  }

  private struct Key: Hashable {
    var pack: String
    var year: Int?
  }

  private init(_ files: PackFiles) {
    self.files = files
  }

  static func of(_ files: PackFiles) -> PackShelf {
    files.texts == PackFiles.embedded.texts ? .embedded : PackShelf(files)
  }

  /// How each pack's documents are recognised; packs whose head cannot be read are left out.
  var marks: [String: PackMarks] {
    kept.withLock { kept in
      if let marks = kept.marks { return marks }
      let packs = Self.packs(files, &kept)
      var marks: [String: PackMarks] = [:]
      for pack in files.packs { marks[pack] = packs.marks(of: pack) }
      kept.marks = marks
      return marks
    }
  }

  func form(_ pack: String, year: Int?) throws(PackChoice.Failure) -> Form {
    let result = kept.withLock { kept -> Result<Form, PackChoice.Failure> in
      let key = Key(pack: pack, year: year)
      if let form = kept.forms[key] { return .success(form) }
      let packs = Self.packs(files, &kept)
      do throws(PackChoice.Failure) {
        let form = try PackChoice.load(pack, year: year, packs: packs)
        if kept.forms.count >= Self.mostForms { kept.forms = [:] }
        kept.forms[key] = form
        return .success(form)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func packs(_ files: PackFiles, _ kept: inout Kept) -> ParsedPacks {
    if let packs = kept.packs { return packs }
    let packs = ParsedPacks(files)
    kept.packs = packs
    return packs
  }
}
