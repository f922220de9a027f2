public import ArgumentParser
import Composing
import Documents
import Forms
import Foundation
import Publishing
public import Workflow
import Writers

extension PublicationFormat: ExpressibleByArgument {}

struct ComposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose",
    abstract: "由基础数据编成整套公开：DOCX、XLSX、HTML、PDF、开放数据 / compose and publish a whole disclosure",
    discussion: "退出码 / exit codes: 0 已写 written, 2 数据有误 facts not usable, 64 用法有误 usage, 73 写不成 not writable")

  @Argument(help: "填报工作簿、基础数据文件夹或 JSON / workbook, folder or JSON of leaf facts", completion: .file())
  var facts: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "写到文件（.docx .xlsx .html .pdf .md）或文件夹；不写则输出 Markdown / a file, or a folder for all formats", valueName: "path"))
  var output: String?

  @Option(help: "写到文件夹时只要这些格式，可重复 / formats to write into the folder; may be repeated")
  var format: [PublicationFormat] = []

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard !format.isEmpty else { return }
    guard let output, PublicationFormat(ending: output) == nil else {
      throw ValidationError("--format 用于写到文件夹 / --format goes with a folder: -o DIR")
    }
  }

  func run() throws {
    let packFiles = try common.files()
    let catalog = packFiles.catalog(common.lang)
    do {
      let outcome = try Compose(files: packFiles).run(try FactSource.load(facts))
      if outcome.beyond > 0 { Output.complain(catalog("compose.beyond", ["count": String(outcome.beyond)])) }
      try write(outcome.publication, catalog)
    } catch let failure as FactSource.Failure {
      try mingzhang.complain(failure, of: facts, catalog)
      throw ExitStatus.unreadable
    } catch let failure as Compose.Failure {
      mingzhang.complain(of: failure, catalog)
      throw ExitStatus.unreadable
    } catch let failure as Publish.Failure {
      complain(failure, catalog)
      throw ExitStatus.unwritable
    }
  }

  private func write(_ publication: Publication, _ catalog: Catalog) throws {
    let publish = Publish(catalog: catalog)
    guard let output else { return try Output.write(MarkdownWriter.write(publication.document), to: nil) }
    if let single = PublicationFormat(ending: output) {
      for file in try publish.files(single, of: publication) { try Output.write(file.bytes, to: output) }
      return
    }
    var files: [Publish.File] = []
    for result in publish.files(format.isEmpty ? PublicationFormat.allCases : format, of: publication) {
      switch result {
      case .success(let written): files += written
      case .failure(let failure):
        // A library that is not there keeps back one format, and no other unless it was asked for.
        guard format.isEmpty, failure.isMissingLibrary else { throw failure }
        complain(failure, catalog)
      }
    }
    files.append(try publish.manifest(files, of: publication))
    for file in files { try Output.write(file.bytes, to: Output.path(file.name, "", in: output)) }
  }

  private func complain(_ failure: Publish.Failure, _ catalog: Catalog) {
    switch failure {
    case .sheet(let failure): mingzhang.complain(failure, catalog)
    case .pdf(.noLibrary): Output.complain(catalog("publish.pdf.noLibrary"))
    case .pdf(.noFont): Output.complain(catalog("publish.pdf.noFont"))
    case .pdf(.notWritten(let code)):
      Output.complain(catalog("publish.unwritable", ["format": "PDF", "detail": "cairo \(code)"]))
    case .notReadBack(let format, let differences):
      Output.complain(catalog("publish.notReadBack", ["format": format.rawValue.uppercased()]))
      differences.forEach { Output.complain("  " + $0.rendered(catalog)) }
    case .unwritable(let format, let detail):
      Output.complain(catalog("publish.unwritable", ["format": format.rawValue.uppercased(), "detail": detail]))
    }
  }
}

/// Says what keeps leaf facts from being composed.
func complain(of failure: Compose.Failure, _ catalog: Catalog) {
  switch failure {
  case .facts(let problems): problems.problems.forEach { Output.complain($0.rendered(catalog)) }
  case .pack(let failure):
    Output.complain(catalog("cli.pack", ["pack": failure.pack, "known": failure.near.joined(separator: "、")]))
    failure.problems.forEach { Output.complain($0.rendered(catalog)) }
  }
}

/// Says why a path holds no leaf facts.
func complain(_ failure: FactSource.Failure, of path: String, _ catalog: Catalog) throws {
  switch failure {
  case .unreadable(let failure): try complain(failure, catalog)
  case .json(let failure):
    Output.complain(catalog("compose.file.json", ["file": path, "detail": failure.detail]))
  case .folder(let failure):
    Output.complain(catalog("compose.file.unreadable", ["file": failure.file, "detail": failure.detail]))
  }
}
