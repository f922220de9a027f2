/// The part of the SARIF 2.1.0 object model that a check report needs, named as the standard names it.
struct SARIFLog: Encodable {
  var schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  var version = "2.1.0"
  var runs: [Run]

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case version, runs
  }

  struct Run: Encodable {
    var tool: Tool
    var language: String
    var columnKind = "unicodeCodePoints"
    var artifacts: [Artifact]
    var invocations: [Invocation]
    var results: [Result]
  }

  struct Tool: Encodable {
    var driver: Driver

    struct Driver: Encodable {
      var name: String
      var version: String?
      var rules: [Rule]
    }
  }

  struct Rule: Encodable {
    var id: String
    var shortDescription: Message?
    var fullDescription: Message?
    var defaultConfiguration: Configuration
    var helpUri: String?

    struct Configuration: Encodable {
      var level: String
    }
  }

  struct Message: Encodable {
    var text: String
  }

  struct Artifact: Encodable {
    var location: ArtifactLocation
  }

  struct ArtifactLocation: Encodable {
    var uri: String
    var index: Int?
  }

  struct Invocation: Encodable {
    var executionSuccessful: Bool
    /// The parts that were not understood.
    var toolExecutionNotifications: [Notification]

    struct Notification: Encodable {
      var level = "note"
      var message: Message
      var locations: [Location]
    }
  }

  struct Result: Encodable {
    var ruleId: String
    var ruleIndex: Int
    var level: String
    var message: Message
    var locations: [Location]
    var relatedLocations: [Location]?
    var partialFingerprints: [String: String]
    var suppressions: [Suppression]?
    var properties: Properties

    struct Suppression: Encodable {
      var kind = "external"
      var status = "accepted"
      var justification: String
    }

    /// What SARIF has no word for.
    struct Properties: Encodable {
      var title: String
      var stated, expected, formula, cause, suggestion: String?
      var basis: [String]?
      var evidence: [JSONShape.Evidence]?
    }
  }

  struct Location: Encodable {
    var id: Int?
    var message: Message?
    var physicalLocation: PhysicalLocation
    var logicalLocations: [LogicalLocation]?
    /// Page, paragraph or cell, where the format has no lines.
    var properties: PlaceShape?

    struct PhysicalLocation: Encodable {
      var artifactLocation: ArtifactLocation
      var region: Region?
    }

    struct LogicalLocation: Encodable {
      var fullyQualifiedName: String
    }
  }

  /// Lines and columns from 1; the end column is the one after the last character.
  struct Region: Encodable {
    var startLine, startColumn, endLine, endColumn: Int?
    var charOffset, charLength: Int
    var snippet: Snippet?

    struct Snippet: Encodable {
      var text: String
    }
  }
}
