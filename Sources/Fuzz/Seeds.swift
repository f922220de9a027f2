import Foundation

/// The documents that are mutated: a few invented ones of a page at most, and the samples where they can be found.
struct Seeds {
  /// Small whole documents; every kind of table and sentence stands in one of them.
  private let documents: [[UInt8]]
  /// Lines of the samples, of which excerpts are taken.
  private let samples: [[[UInt8]]]

  /// - Parameter folder: of the sample documents; what is not there is left out.
  /// - Throws: what the file system says of a sample that is there.
  init(samples folder: String) throws {
    documents = [
      Self.income, Self.expenditure, Self.balance, Self.threePublic, Self.narrative, Self.projects, Self.outline,
    ].map { Array($0.utf8) }
    var samples: [[[UInt8]]] = []
    if FileManager.default.fileExists(atPath: folder) {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.hasSuffix(".md") {
        let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
        samples.append(Lines.split([UInt8](data)))
      }
    }
    self.samples = samples
  }

  /// One of the documents, or an excerpt of 5 to 30 lines of a sample.
  func document(using generator: inout SplitMix64) -> [UInt8] {
    if !samples.isEmpty, generator.isOne(in: 3) { return excerpt(5...30, using: &generator) }
    return documents[generator.below(documents.count)]
  }

  /// A few lines of anything, for splicing.
  func lines(using generator: inout SplitMix64) -> [UInt8] {
    if !samples.isEmpty, generator.isOne(in: 2) { return excerpt(1...6, using: &generator) }
    let lines = Lines.split(documents[generator.below(documents.count)])
    let start = generator.below(lines.count)
    return Lines.join(Array(lines[start...].prefix(1 + generator.below(6))))
  }

  private func excerpt(_ length: ClosedRange<Int>, using generator: inout SplitMix64) -> [UInt8] {
    let lines = samples[generator.below(samples.count)]
    let start = generator.below(lines.count)
    return Lines.join(Array(lines[start...].prefix(Int.random(in: length, using: &generator))))
  }
}

/// Lines of a file, without their ends.
enum Lines {
  static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
  }

  static func join(_ lines: [[UInt8]]) -> [UInt8] {
    Array(lines.joined(separator: [0x0A]))
  }
}
