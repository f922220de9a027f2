import Checking
import Documents
public import Forms
import Foundation
import Parallel
import Readers
import Synchronization
public import Writers

/// The use case “check many disclosures”: every file whole in one task, as many at a time as there are cores. What is
/// wrong with one stops none of the others.
public struct CheckFiles: Sendable {
  public struct Progress: Sendable {
    public var finished: Int
    public var count: Int
    /// The file that was finished last.
    public var file: String
  }

  public struct Outcome: Sendable {
    public var summary: CheckSummary
    /// Entries of the baseline that fit no finding of any file.
    public var unusedSuppressions: [Baseline.Entry]
  }

  private let check: Check
  private let catalog: Catalog

  public init(files: PackFiles, catalog: Catalog) {
    check = Check(files: files, catalog: catalog)
    self.catalog = catalog
  }

  /// - Parameters:
  ///   - write: called with each outcome, on the thread that made it, before it is let go: documents are not kept.
  ///   - progress: called by one thread at a time.
  /// - Throws: `pack` where the pack asked for cannot be used; what `write` threw first.
  public func run(
    _ search: FileSearch, _ options: Check.Options = Check.Options(),
    write: @escaping @Sendable (FileSearch.Found, Check.Outcome) throws -> Void = { _, _ in },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> Outcome {
    if let pack = options.pack { try check.validate(pack: pack, year: options.year) }
    let finished = Mutex(0)
    let results = Parallel.map(search.found) { file -> Result<One, any Error> in
      let result = Result { try one(file, options, write) }
      finished.withLock { finished in
        finished += 1
        progress(Progress(finished: finished, count: search.found.count, file: file.path))
      }
      return result
    }
    return outcome(of: try results.map { try $0.get() }, search, options)
  }

  /// What remains of a file once its report is written.
  private struct One: Sendable {
    var line: CheckSummary.Line?
    var skipped: FileSearch.Skipped?
    /// Of the baseline.
    var unused: [Baseline.Entry]?
  }

  private func one(
    _ file: FileSearch.Found, _ options: Check.Options,
    _ write: @Sendable (FileSearch.Found, Check.Outcome) throws -> Void
  ) throws -> One {
    let outcome: Check.Outcome
    do throws(Check.Failure) {
      let source = try SourceFileLoader.load(file.path)
      if file.isFromFolder, !FileSignature.isWorthReading(source) {
        return One(skipped: FileSearch.Skipped(path: file.path, reason: .ending))
      }
      if file.isFromFolder, FileSignature.isPicture(source.bytes) {
        return One(skipped: FileSearch.Skipped(path: file.path, reason: .picture))
      }
      outcome = try check.run(source, options)
    } catch {
      if file.isFromFolder, case .unreadable(let failure) = error, Self.isUnknown(failure) {
        return One(skipped: FileSearch.Skipped(path: file.path, reason: .format))
      }
      return One(line: CheckSummary.Line(file: file.path, outcome: .unreadable(words(for: error))))
    }
    try write(file, outcome)
    return One(
      line: CheckSummary.Line(file: file.path, outcome: .checked(.init(outcome.input.report))),
      unused: outcome.unusedSuppressions)
  }

  private static func isUnknown(_ failure: UnreadableFile) -> Bool {
    failure.reason == .unknownFormat
  }

  private func words(for failure: Check.Failure) -> String {
    switch failure {
    case .unreadable(let error):
      catalog(
        "unreadable.\(error.reason.rawValue)", ["file": catalog("summary.thisFile"), "detail": error.detail])
    case .pack(let error):
      catalog("cli.pack", ["pack": error.pack, "known": error.near.joined(separator: ", ")])
    }
  }

  private func outcome(of results: [One], _ search: FileSearch, _ options: Check.Options) -> Outcome {
    let skipped = (search.skipped + results.compactMap(\.skipped)).sorted { $0.path < $1.path }.map {
      CheckSummary.Skipped(file: $0.path, reason: catalog("skipped.\($0.reason.rawValue)"))
    }
    let unused = results.compactMap(\.unused).map { Set($0.map(\.id)) }
    let everywhere = unused.dropFirst().reduce(unused.first ?? []) { $0.intersection($1) }
    return Outcome(
      summary: CheckSummary(lines: results.compactMap(\.line), skipped: skipped),
      unusedSuppressions: (options.baseline?.suppressed ?? []).filter { everywhere.contains($0.id) })
  }
}
