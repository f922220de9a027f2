import Amounts
import Checking
import Composing
import Documents
import Filings
import Forms
import Publishing
import Readers
import Testing
import Workflow
import Writers

@testable import mutations

/// From what was composed to each file that is published of it, and back by our own reader.
struct PublishedTrip {
  private let check = DisclosureCheck(regime: .full)

  /// Expects the same figures in every format, and no finding that is more than an information.
  func expectSound(_ publication: Publication, _ name: String) throws {
    for format in [PublicationFormat.docx, .xlsx, .html, .pdf] {
      guard let file = try file(format, publication) else { continue }
      let (findings, form, filing) = try check.checked(file)
      #expect(findings.filter { $0.severity > .info }.map(\.message) == [], "\(name), \(format.rawValue)")
      #expect(
        Self.figures(filing, form) == Self.figures(publication.filing, form), "\(name), \(format.rawValue)")
    }
  }

  /// - Returns: nil where this machine cannot write or read the format, which is told.
  private func file(_ format: PublicationFormat, _ publication: Publication) throws -> SourceFile? {
    if format == .pdf, !PDFReader.isAvailable {
      print("skipped: pdf cannot be read here")
      return nil
    }
    do throws(Publish.Failure) {
      let written = try Publish(catalog: check.catalog).files(format, of: publication)
      return SourceFile(name: "department.\(format.rawValue)", bytes: written[0].bytes)
    } catch {
      guard error.isMissingLibrary else { throw error }
      print("skipped: \(format.rawValue) cannot be written here")
      return nil
    }
  }

  /// Every figure of the printed tables by its address.
  static func figures(_ filing: Filing, _ form: Form) -> [String: PrintedNumber] {
    var figures: [String: PrintedNumber] = [:]
    for table in filing.tables where form.tables[table.form].isPrinted {
      for (block, rows) in table.blocks.enumerated() {
        for row in rows.rows {
          for (column, cell) in row.cells.enumerated() {
            guard let number = cell?.number else { continue }
            figures["\(form.tables[table.form].id) \(table.name?.text ?? "") \(block) \(row.key) \(column)"] = number
          }
        }
      }
    }
    return figures
  }
}
