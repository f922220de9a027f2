import Foundation

/// Writes a summary as one JSON object, `mingzhang-summary/1`; the contract is `Docs/summary.schema.json`.
public struct SummaryJSON: Sendable {
  public init() {}

  public func write(_ summary: CheckSummary) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(Shape(summary)), as: UTF8.self) + "\n"
  }

  private struct Shape: Encodable {
    var schema = "mingzhang-summary/1"
    var files: [File]
    var skipped: [Skipped]

    init(_ summary: CheckSummary) {
      files = summary.lines.map(File.init)
      skipped = summary.skipped.map { Skipped(file: $0.file, reason: $0.reason) }
    }
  }

  private struct File: Encodable {
    var file: String
    /// Of a file that could not be read; the other keys are then left out.
    var unreadable: String?
    var department: String?
    var fiscalYear: Int?
    var pack: String?
    var errors, warnings, infos, checks, numbers, verified: Int?

    init(_ line: CheckSummary.Line) {
      file = line.file
      switch line.outcome {
      case .unreadable(let reason): unreadable = reason
      case .checked(let checked):
        (department, fiscalYear, pack) = (checked.department, checked.fiscalYear, checked.pack)
        (errors, warnings, infos) = (checked.errors, checked.warnings, checked.infos)
        (checks, numbers, verified) = (checked.checks, checked.numbers, checked.verified)
      }
    }
  }

  private struct Skipped: Encodable {
    var file, reason: String
  }
}
