public import Foundation

/// A list of what is wrong in a document, and of what looks wrong but is right.
public struct Gold: Decodable, Sendable {
  public var findings: [Item]
  public var traps: [Place]

  public struct Item: Decodable, Sendable {
    public var id: String
    public var severity: String
    public var certainty: String
    public var family: String
    public var expected: String
    public var locations: [Place]
  }

  public struct Place: Decodable, Sendable, Hashable {
    public var start: Int
    public var end: Int
    public var quote: String
  }

  public init(_ url: URL) throws {
    self = try JSONDecoder().decode(Gold.self, from: Data(contentsOf: url))
  }
}
