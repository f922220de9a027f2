import ArgumentParser
import Foundation

/// How long checks take and how much memory, as Markdown tables.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Measures the stages of a check, the whole program, growth with the document, and hostile files.",
    discussion: "Needs the program beside it: swift build -c release.")

  @Argument(help: "Documents to measure; a sample, and a public one where it is at hand, if left out.")
  var files: [String] = []

  @Option(help: "Runs of each stage.")
  var runs = 20

  @Option(help: "Launches of the whole program.")
  var launches = 30

  @Option(help: "Seconds after which a hostile file is given up.")
  var patience = 120

  @Option(help: "Date in the heading; today if left out.")
  var date: String?

  @Flag(help: "Write the tables to Docs/benchmarks.md instead of printing them.")
  var write = false

  @Flag(help: "Leave the hostile files out.")
  var skipHostile = false

  func validate() throws {
    if runs < 1 || launches < 1 || patience < 1 { throw ValidationError("Numbers must be positive.") }
  }

  /// Set for copies of this program; `files` are then the part's arguments.
  @Option(help: .hidden)
  var part: Part?

  func run() throws {
    if let part {
      print(try part.answer(files), terminator: "")
      return
    }
    let documents = files.isEmpty ? Self.usual : files
    guard !documents.isEmpty else { throw ValidationError("No document: run it in the repository, or name one.") }
    let program = try Program.beside()
    var page = "# Benchmarks\n\n\(Machine.heading(date: date ?? Machine.today()))\n"
    for document in documents {
      tell("stages of \(document)")
      page += "\n## Stages, in one process: \(name(document))\n\n\(try Part.stages.ask([document, String(runs)]))"
    }
    tell("whole program")
    page += "\n## The whole program\n\n\(Launches.introduction(launches))\n\n"
    page += try Launches(program: program, count: launches).table(documents)
    tell("growth")
    page += "\n## Ten times the document\n\n\(Growth.introduction)\n\n"
    page += try Growth(program: program, launches: max(3, launches / 3)).table(documents)
    if FileManager.default.fileExists(atPath: PublicationLaunches.folder) {
      tell("publishing")
      page += "\n## Composing and publishing\n\n\(PublicationLaunches.introduction(max(3, launches / 3)))\n\n"
      page += try PublicationLaunches(program: program, count: max(3, launches / 3)).table()
    }
    if !skipHostile {
      page += "\n## Hostile files\n\n\(Hostility.introduction(patience))\n\n"
      page += try Hostility(program: program, patience: patience, tell: tell).table()
    }
    guard write else {
      print(page)
      return
    }
    try Data(page.utf8).write(to: URL(fileURLWithPath: "Docs/benchmarks.md"))
  }

  private static var usual: [String] {
    ["Samples/archive-2024-slips.md", "../shared/data/documents/zhuzhou-2024.md"].filter {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  private func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  private func tell(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
