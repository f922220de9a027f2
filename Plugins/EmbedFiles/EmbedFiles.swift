import Foundation
import PackagePlugin

/// Compiles text files into the target that uses the plugin, as `EmbeddedFiles.all`: the packs into `Forms`, the sample
/// disclosures into `Samples`, and the folder `Assets` or `HTML/Assets` of any other target, so that a copied binary works alone.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let package = context.package.directoryURL
    let folder =
      switch target.name {
      case "Forms": package.appending(path: "Packs")
      case "Samples": package.appending(path: "Samples")
      default:
        ["Assets", "HTML/Assets"].map { target.directoryURL.appending(path: $0) }
          .first { FileManager.default.fileExists(atPath: $0.path) } ?? target.directoryURL
      }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") && URL(fileURLWithPath: $0).pathExtension != "" }
      .sorted()
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of \(folder.lastPathComponent)",
        executable: try context.tool(named: "embed-files").url,
        arguments: [output.path, folder.path] + files,
        inputFiles: files.map { folder.appending(path: $0) },
        outputFiles: [output])
    ]
  }
}
