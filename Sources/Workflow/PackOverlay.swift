import Checking
import Documents
import Forms
import OpenXML

/// A changed pack that is tried before it takes effect: files that stand in the place of the packs' own or beside them,
/// out of a ZIP file laid out as `Packs/`; or one YAML file, which becomes an overlay over the pack that it changes.
public struct PackOverlay {
  /// What an upload changes, for whoever sent it.
  public struct Summary: Codable, Sendable {
    /// Paths inside `Packs/`, in order.
    public var files: [String]
    /// Packs that it adds, and what each extends.
    public var extended: [String: String]
    /// Examples that no longer show what they should, in words. A change may be tried before they are written.
    public var examples: [String]
  }

  private let files: PackFiles
  /// Without the changes.
  private let original: PackFiles
  private let catalog: Catalog
  private var changed: [String] = []
  /// A new pack by the one that it extends, which is checked against in its place.
  private var extended: [String: String] = [:]

  private static let limits: OpenXMLLimits = {
    var limits = OpenXMLLimits()
    (limits.parts, limits.partBytes, limits.totalBytes) = (400, 2 << 20, 8 << 20)
    return limits
  }()

  /// Id of the pack that a single YAML file becomes.
  private static let single = "trial"

  /// - Parameter base: id of the pack that a single YAML file changes.
  /// - Throws: `FileTaskFailure`, with every file that is none of a pack.
  init(_ upload: SourceFile, base: String, over files: PackFiles, catalog: Catalog) throws(FileTaskFailure) {
    (self.catalog, original) = (catalog, files)
    var files = files
    let known = Set(files.packs)
    guard known.contains(base) else { throw FileTaskFailure(words: catalog("portal.trial.noPack", ["pack": base])) }
    let texts = try Self.texts(upload, catalog)
    if let texts {
      for (path, text) in texts { files.texts[path] = text }
      changed = texts.keys.sorted()
    } else {
      guard let text = String(validating: upload.bytes, as: UTF8.self), upload.bytes.count <= Self.limits.partBytes
      else {
        throw FileTaskFailure(words: catalog("portal.trial.noText"))
      }
      files.texts["\(Self.single)/pack.yaml"] =
        "pack: \(Self.single)\ntitle: \(Self.single)\nextends: \(base)\n"
      files.texts["\(Self.single)/changes.yaml"] = text
      changed = [upload.name]
      extended[base] = Self.single
    }
    self.files = files
    for pack in files.packs where !known.contains(pack) && extended[base] != pack {
      let chain = try loaded(pack, isThorough: false).chain
      if let beneath = chain.dropLast().last { extended[beneath] = pack }
    }
  }

  /// - Returns: nil where it is no ZIP file.
  private static func texts(_ upload: SourceFile, _ catalog: Catalog) throws(FileTaskFailure) -> [String: String]? {
    let archive: Archive
    do throws(OpenXMLFault) {
      archive = try Archive(upload.bytes, limits: limits)
    } catch {
      if error == .notArchive { return nil }
      throw FileTaskFailure(words: catalog("portal.trial.noArchive", ["detail": error.detail]))
    }
    var texts: [String: String] = [:]
    for entry in archive.entries where !entry.name.hasSuffix("/") && !isOfASystem(entry.name) {
      let path = entry.name.hasPrefix("Packs/") ? String(entry.name.dropFirst("Packs/".count)) : entry.name
      guard path.wholeMatch(of: #/[a-z0-9-]+(\/[A-Za-z0-9._-]+){1,3}\.(yaml|tsv)/#) != nil,
        !path.hasPrefix("messages/"), let bytes = try? archive.contents(of: entry),
        let text = String(validating: bytes, as: UTF8.self)
      else { throw FileTaskFailure(words: catalog("portal.trial.noFile", ["file": entry.name])) }
      texts[path] = text
    }
    guard !texts.isEmpty else { throw FileTaskFailure(words: catalog("portal.trial.empty")) }
    return texts
  }

  private static func isOfASystem(_ name: String) -> Bool {
    name.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }

  private func loaded(_ pack: String, isThorough: Bool) throws(FileTaskFailure) -> Form {
    let loaded = FormLoader(files: files).load(pack, isThorough: isThorough)
    guard let form = loaded.form, loaded.problems.isEmpty else {
      throw FileTaskFailure(words: words(loaded.problems))
    }
    return form
  }

  private func words(_ problems: [PackProblem]) -> String {
    let first = problems.prefix(12).map { $0.rendered(catalog) }
    let rest = problems.count - first.count
    return ([catalog("portal.trial.unsound")] + first).joined(separator: "\n")
      + (rest > 0 ? "\n" + catalog("portal.compose.more", ["count": String(rest)]) : "")
  }

  /// Loads every pack with the changes and runs its examples.
  ///
  /// - Throws: what keeps them from being loaded, each with its place.
  func validated() throws(FileTaskFailure) -> Summary {
    let tools = PackTools(files: files, catalog: catalog)
    var examples: [PackProblem] = []
    for pack in files.packs {
      let form = try loaded(pack, isThorough: true)
      examples += tools.run(form).problems.filter { !examples.contains($0) }
    }
    return Summary(
      files: changed, extended: Dictionary(extended.map { ($1, $0) }) { first, _ in first },
      examples: examples.map { $0.rendered(catalog) })
  }

  /// The findings of a disclosure with the changes, held against those without.
  ///
  /// - Parameter base: the pack that it was checked against.
  func tried(on file: SourceFile, base: String, _ severities: Severities) throws -> TrialOutcome {
    var options = Check.Options()
    options.severities = severities
    options.pack = base
    let before = try Check(files: original, catalog: catalog).run(file, options)
    options.pack = extended[base] ?? base
    let after = try Check(files: files, catalog: catalog).run(file, options)
    return TrialOutcome(from: before, to: after)
  }
}
