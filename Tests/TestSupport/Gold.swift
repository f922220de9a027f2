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

/// The same for a document of pages: places are pages with what is printed there.
public struct PagedGold: Decodable, Sendable {
  public var findings: [Item]
  public var traps: [Place]

  public struct Item: Decodable, Sendable {
    public var id: String
    public var severity: String
    public var certainty: String
    public var family: String
    public var locations: [Place]
  }

  public struct Place: Decodable, Sendable, Hashable {
    public var page: Int
    public var quote: String

    /// Whether some printed words of a page are these, or hold them, or stand in them.
    public func holds(_ words: String, onPage number: Int) -> Bool {
      let (own, other) = (Self.plain(quote), Self.plain(words))
      return number == page && min(own.count, other.count) >= 2 && (own.contains(other) || other.contains(own))
    }

    private static func plain(_ text: String) -> String { text.filter { !$0.isWhitespace && $0 != "," } }
  }

  public init(_ url: URL) throws {
    self = try JSONDecoder().decode(PagedGold.self, from: Data(contentsOf: url))
  }
}
