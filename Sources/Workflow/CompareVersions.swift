import Checking
public import Documents
public import Forms
import Parallel
public import Writers

/// The use case “what changed between two versions of a disclosure”.
public struct CompareVersions: Sendable {
  private let check: Check
  private let catalog: Catalog

  public init(files: PackFiles, catalog: Catalog) {
    check = Check(files: files, catalog: catalog)
    self.catalog = catalog
  }

  public func run(
    _ old: SourceFile, _ new: SourceFile, _ options: Check.Options = Check.Options()
  ) throws(Check.Failure) -> VersionInput {
    let results = Parallel.map([old, new]) { file -> Result<Check.Outcome, Check.Failure> in
      do throws(Check.Failure) {
        return .success(try check.run(file, options))
      } catch {
        return .failure(error)
      }
    }
    let (before, after) = (try results[0].get(), try results[1].get())
    func version(_ outcome: Check.Outcome) -> FilingVersion {
      FilingVersion(outcome.filing, form: outcome.form, catalog: catalog)
    }
    return VersionInput(
      old: before.input, new: after.input,
      facts: FilingComparison(old: version(before), new: version(after)).changes,
      findings: FindingChanges(old: before.input.report.findings, new: after.input.report.findings))
  }
}
