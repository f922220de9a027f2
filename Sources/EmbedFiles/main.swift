import Foundation
import PackTrees

/// embed-files OUTPUT FOLDER FILE…: writes Swift source that holds the named files' texts, and the trees of those that
/// are YAML.
func embed() throws {
  let arguments = CommandLine.arguments
  let folder = URL(fileURLWithPath: arguments[2])
  var source = "/// The files that this target carries, by path inside their folder.\nenum EmbeddedFiles {\n"
  source += "  static let all: [(path: String, text: String, tree: String?)] = [\n"
  for name in arguments.dropFirst(3) {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let tree = name.hasSuffix(".yaml") ? literal(TreeWriter.tree(ofYAML: text)) : "nil"
    source += "    (\"\(name)\", \(literal(text)), \(tree)),\n"
  }
  source += "  ]\n}\n"
  try source.write(to: URL(fileURLWithPath: arguments[1]), atomically: true, encoding: .utf8)
}

/// A raw string literal on one line, whatever the text holds.
func literal(_ text: String) -> String {
  let hashes = "####"
  let escaped = text.unicodeScalars.reduce(into: "") { out, scalar in
    if scalar.value < 0x20 || scalar.value == 0x7F {
      out += "\\\(hashes)u{\(String(scalar.value, radix: 16))}"
    } else {
      out.unicodeScalars.append(scalar)
    }
  }
  return "\(hashes)\"\(escaped)\"\(hashes)"
}

try embed()
