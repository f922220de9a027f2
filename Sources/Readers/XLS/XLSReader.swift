public import Documents
import Processes

/// Reads workbooks of Excel 97 to 2003 (XLS) and what other programs write as such.
///
/// The Python package xlrd takes them apart in a process of its own and hands over the same workbook in today's format,
/// which is read as any other: what a cell shows is its text.
public struct XLSReader: DocumentReader {
  public static var format: FileFormat { .xls }

  public var limits: ReadingLimits
  /// Path of Python; nil to look for it.
  private let python: String?

  public init(limits: ReadingLimits = ReadingLimits(), python: String? = nil) {
    self.limits = limits
    self.python = python
  }

  /// Whether xlrd is installed.
  public static var isAvailable: Bool {
    let probe = PythonScript(
      "from importlib.util import find_spec\nanswer(b'+' if find_spec('xlrd') else b'-')", patience: 10)
    return probe.run([]).map { $0.end == .exited(0) && $0.answer == [UInt8(ascii: "+")] } ?? false
  }

  /// How to install what is needed.
  static let installation = "pip install xlrd"

  private static let patience: Double = 30

  public func read(_ file: SourceFile) throws(UnreadableFile) -> Reading {
    guard file.bytes.count <= limits.bytes else {
      throw UnreadableFile(file: file.name, reason: .tooLarge, detail: "\(limits.bytes >> 20) MB")
    }
    var reading = try XLSXReader(limits: limits).read(SourceFile(name: file.name, bytes: try converted(file)))
    reading.format = Self.format
    return reading
  }

  private func converted(_ file: SourceFile) throws(UnreadableFile) -> [UInt8] {
    func refusal(_ reason: UnreadableFile.Reason, _ detail: String = "") -> UnreadableFile {
      UnreadableFile(file: file.name, reason: reason, detail: detail)
    }
    var script = PythonScript(Self.script, patience: Self.patience)
    script.python = python
    guard let (answer, end) = script.run(file.bytes) else { throw refusal(.noXLRD, Self.installation) }
    if case .notStarted = end { throw refusal(.noXLRD, Self.installation) }
    guard end == .exited(0), !answer.isEmpty else { throw refusal(.stopped, "\(end)") }
    guard answer.first == UInt8(ascii: "!") else { return answer }
    switch String(decoding: answer.dropFirst(), as: UTF8.self) {
    case "package": throw refusal(.noXLRD, Self.installation)
    case "encrypted": throw refusal(.encrypted)
    case "cells": throw refusal(.tooLarge, "\(limits.cells) 个单元格 cells")
    default: throw refusal(.damaged, "XLS")
    }
  }

  private static let script = EmbeddedFiles.all.first { $0.path == "xls.py" }?.text ?? ""
}
