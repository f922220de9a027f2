public import Documents
import Filings
public import Forms
import Foundation
import OpenXML
import Publishing
import Readers
import Recognition

/// The use case “verify”: whether published files print what they carry as data, and whether anything was altered.
/// Nothing but the files themselves is asked.
public struct Verify: Sendable {
  public enum Outcome: Sendable {
    /// Read anew, the file prints its data: so many numbers in tables, so many headings and paragraphs. Whether a list
    /// of files has its digest as well.
    case proven(numbers: Int, words: Int, isListed: Bool)
    /// It carries no data, and its digest is the one listed.
    case listed
    case differs([ProofDifference])
    /// Its digest is not the one listed.
    case altered
    case missing
    /// Stands in the folder and in no list.
    case unlisted
    /// It carries no data, and no list beside it names it.
    case noProof
    /// The data inside, or the list, cannot be understood.
    case badProof
    case badManifest
    case unreadable(UnreadableFile)
    case pack(PackChoice.Failure)

    /// 0 where all is as published, 1 where something was altered, 2 where it cannot be told.
    public var exitCode: Int32 {
      switch self {
      case .proven, .listed, .unlisted: 0
      case .differs, .altered, .missing: 1
      case .noProof, .badProof, .badManifest, .unreadable, .pack: 2
      }
    }
  }

  public struct Line: Sendable {
    public var file: String
    public var outcome: Outcome
  }

  public let catalog: Catalog
  private let shelf: PackShelf

  public init(files: PackFiles, catalog: Catalog) {
    shelf = PackShelf.of(files)
    self.catalog = catalog
  }

  /// - Parameter path: a file, or a folder with its list of files (`manifest.json`).
  public func run(_ path: String) -> [Line] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [Line(file: path, outcome: verified(path))]
    }
    return folder(path)
  }

  private func verified(_ path: String) -> Outcome {
    let url = URL(fileURLWithPath: path)
    do throws(Manifest.Damaged) {
      return outcome(path, try Manifest.load(from: url.deletingLastPathComponent())?.file(url.lastPathComponent))
    } catch {
      return .badManifest
    }
  }

  // MARK: Folders

  private func folder(_ path: String) -> [Line] {
    let url = URL(fileURLWithPath: path, isDirectory: true)
    let manifest: Manifest
    do throws(Manifest.Damaged) {
      guard let found = try Manifest.load(from: url) else {
        return [Line(file: url.appending(path: Manifest.name).path, outcome: .noProof)]
      }
      manifest = found
    } catch {
      return [Line(file: error.path, outcome: .badManifest)]
    }
    var lines = manifest.files.map { listed -> Line in
      let file = url.appending(path: listed.name).path
      guard Self.isInside(listed.name), FileManager.default.fileExists(atPath: file) else {
        return Line(file: file, outcome: .missing)
      }
      return Line(file: file, outcome: outcome(file, listed))
    }
    let known = Set(manifest.files.map(\.name) + [Manifest.name])
    do {
      for name in try Self.names(in: url) where !known.contains(name) {
        lines.append(Line(file: url.appending(path: name).path, outcome: .unlisted))
      }
    } catch {
      let fault = UnreadableFile(file: path, reason: .inaccessible, detail: SystemFault.words(error))
      lines.append(Line(file: path, outcome: .unreadable(fault)))
    }
    return lines
  }

  /// Whether a listed name stays in its folder.
  private static func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
  }

  /// Files two folders deep, as a publication has them.
  private static func names(in folder: URL) throws -> [String] {
    func names(_ folder: URL) throws -> ArraySlice<String> {
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
        .prefix(Manifest.mostFiles)
    }
    return try names(folder).flatMap { name -> [String] in
      let inner = folder.appending(path: name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: inner.path, isDirectory: &isFolder)
      return isFolder.boolValue ? try names(inner).map { name + "/" + $0 } : [name]
    }
  }

  // MARK: Files

  private func outcome(_ path: String, _ listed: Manifest.File?) -> Outcome {
    do throws(Check.Failure) {
      return outcome(try SourceFileLoader.load(path), listed)
    } catch {
      switch error {
      case .unreadable(let error): return .unreadable(error)
      case .pack(let error): return .pack(error)
      }
    }
  }

  private func outcome(_ file: SourceFile, _ listed: Manifest.File?) -> Outcome {
    let isAltered = listed.map { $0 != Manifest.File(name: $0.name, contents: file.bytes) } ?? false
    do throws(UnreadableFile) {
      guard let json = try Self.proof(of: file) else {
        return isAltered ? .altered : listed == nil ? .noProof : .listed
      }
      let proof: Proof
      do throws(Proof.Damaged) {
        proof = try Proof(json: json)
      } catch {
        return isAltered ? .altered : .badProof
      }
      let outcome = try compared(file, proof, isListed: listed != nil)
      if isAltered, case .proven = outcome { return .altered }
      return outcome
    } catch {
      return isAltered ? .altered : .unreadable(error)
    }
  }

  private func compared(_ file: SourceFile, _ proof: Proof, isListed: Bool) throws(UnreadableFile) -> Outcome {
    let reading = try FormatReader.read(file)
    let form: Form
    do {
      form = try shelf.form(proof.filing.pack, year: proof.filing.fiscalYear)
    } catch {
      return .pack(error)
    }
    let filing = Recognizer(form: form).recognize(reading.document, year: proof.filing.fiscalYear)
    let stated = Proof(reading, filing, form: form, catalog: catalog)
    var comparison = ProofComparison(stated: stated.filing, proven: proof.filing, form: form)
    if let digests = proof.words { comparison.compare(Proof.Words.of(reading.document), with: digests) }
    guard comparison.differences.isEmpty else { return .differs(comparison.differences) }
    return .proven(numbers: comparison.numbers, words: proof.words?.count ?? 0, isListed: isListed)
  }

  /// The data that a file carries, as JSON; nil where it carries none.
  private static func proof(of file: SourceFile) throws(UnreadableFile) -> String? {
    switch FileSignature.name(of: file.bytes) {
    case "PDF": return PDFAttachment.read(file.bytes)
    case "HTML": return PageProof.read(String(decoding: file.bytes, as: UTF8.self))
    case "ZIP/DOCX/XLSX":
      do throws(OpenXMLFault) {
        return try ProofPart.read(try OfficePackage(file.bytes))
      } catch {
        throw UnreadableFile(file: file.name, reason: .damaged, detail: error.detail)
      }
    default: return nil
    }
  }
}
