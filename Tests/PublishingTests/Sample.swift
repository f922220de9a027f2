import Composing
import Forms
import Foundation
import TestSupport
import Workflow

/// The sample of leaf facts, composed.
enum Sample {
  private static let composed = Result {
    try Compose(files: .embedded).run(try FactFolderLoader.load(Repository.file("Samples/archive-2024").path))
      .publication
  }

  static func publication() throws -> Publication { try composed.get() }
}
