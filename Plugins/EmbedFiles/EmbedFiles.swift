import Foundation
import PackagePlugin

/// Compiles text files into the target that uses the plugin, as `EmbeddedFiles.all`: the packs into `Forms`, and the
/// folder `Assets` or `HTML/Assets` of any other target, so that a copied binary works alone.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder =
      target.name == "Forms"
      ? context.package.directoryURL.appending(path: "Packs")
      : [target.directoryURL.appending(path: "Assets"), target.directoryURL.appending(path: "HTML/Assets")]
        .first { FileManager.default.fileExists(atPath: $0.path) } ?? target.directoryURL
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
