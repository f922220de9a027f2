import Foundation

/// The formats that a disclosure is published in.
public enum PublicationFormat: String, Sendable, CaseIterable {
  case docx, xlsx, html, pdf, md
  /// CSV files with their description.
  case data

  /// The format that a file's ending names.
  public init?(ending path: String) {
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let format = Self(rawValue: ending), format != .data else { return nil }
    self = format
  }
}
