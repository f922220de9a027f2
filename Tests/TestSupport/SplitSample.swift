public import Documents
import Foundation
import OpenXML
import Readers

/// The sample disclosure as departments send it: the narrative as a Word file without the nine tables, the nine tables
/// as a workbook.
public enum SplitSample {
  public static let narrative = "1 说明.docx"
  public static let tables = "2 决算表.xlsx"

  /// - Parameter name: of a Word file and a workbook in `Tests/Fixtures/office`.
  public static func files(_ name: String) throws -> [SourceFile] {
    func bytes(_ ending: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: Repository.file("Tests/Fixtures/office/\(name).\(ending)")))
    }
    return [
      SourceFile(name: narrative, bytes: try withoutTables(try bytes("docx"))),
      SourceFile(name: tables, bytes: try keepingSheets(9, of: try bytes("xlsx"))),
    ]
  }

  /// - Parameter files: nil for those of the sample.
  public static func set(_ name: String, adding files: [SourceFile] = []) throws -> SourceFile {
    try FileSet.packed(try self.files(name) + files, as: name + ".zip")
  }

  /// From the title of the first table to the heading after the last one.
  private static func withoutTables(_ bytes: [UInt8]) throws -> [UInt8] {
    let package = try OfficePackage(bytes)
    let tree = try package.xml(package.mainPart)
    let body = tree.root.child("body")?.children.map { $0 } ?? []
    func last(_ text: String) -> Int? {
      body.lastIndex { element in element.name == "p" && self.text(element) == text }
    }
    guard let first = last("收入支出决算总表"), let end = last("第三部分"), first < end else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let range = body[first].range.lowerBound..<body[end].range.lowerBound
    return try package.archive.rewriting([package.mainPart: tree.splicing([(range, [])])])
  }

  private static func keepingSheets(_ count: Int, of bytes: [UInt8]) throws -> [UInt8] {
    let package = try OfficePackage(bytes)
    let tree = try package.xml(package.mainPart)
    let sheets = tree.root.child("sheets")?.children.map { $0 } ?? []
    return try package.archive.rewriting([
      package.mainPart: tree.splicing(sheets.dropFirst(count).map { ($0.range, []) })
    ])
  }

  private static func text(_ element: XMLElement) -> String {
    element.children.map { $0.name == "t" ? $0.text : text($0) }.joined()
  }
}
