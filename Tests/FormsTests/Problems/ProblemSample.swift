@testable import Forms
import Testing

/// A small pack with one mistake in it, and what the loader should say.
struct ProblemSample: CustomTestStringConvertible {
  var testDescription: String
  var files: [String: String]
  var expected: PackProblem

  /// - Parameter marked: the file with the mistake, `‸` where the problem stands; the mark alone is a missing file.
  init(
    _ name: String, in file: String = "tiny/more.yaml", _ marked: String, _ code: PackProblem.Code, _ detail: String,
    _ values: [String: String] = [:], and others: [String: String] = [:]
  ) {
    let text = MarkedText(marked)
    testDescription = name
    files = others
    if !text.text.isEmpty { files[file] = text.text }
    expected = PackProblem(code, detail, at: text.place(in: file), values)
  }

  /// A mistake in the expression of a check beside the tiny table.
  init(holds marked: String, _ code: PackProblem.Code, _ detail: String, _ values: [String: String] = [:]) {
    self.init(marked, TinyPack.table(holding: marked), code, detail, values)
  }

  func load() -> FormLoader.Loaded { TinyPack.load(files) }

  static let all = syntax + names + types + keys + headKeys + values + structure
}
