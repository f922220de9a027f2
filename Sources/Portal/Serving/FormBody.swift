import Foundation
import Hummingbird
import Texts

/// What a form sent: fields by name, and at most one file.
struct FormBody: Sendable {
  struct File: Sendable {
    /// As the browser named it, without folders or control characters.
    var name: String
    var bytes: [UInt8]
  }

  private(set) var fields: [String: String] = [:]
  private(set) var file: File?

  /// The text of a field, without white space around it; empty where there is none.
  subscript(name: String) -> String {
    (fields[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
  }

  init() {}

  /// - Throws: `badField` where it is neither kind of form, or a broken one.
  init(_ bytes: [UInt8], type: String, mostFields: Int = Self.fewFields) throws {
    let kind = type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    switch kind {
    case "application/x-www-form-urlencoded":
      let pairs = String(decoding: bytes, as: UTF8.self).split(separator: "&")
      guard pairs.count <= mostFields else { throw PortalFailure.badField("form") }
      for pair in pairs {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.decoded)
        fields[parts[0]] = parts.count > 1 ? parts[1] : ""
      }
    case "multipart/form-data":
      guard let boundary = Self.parameter("boundary", of: type), (1...70).contains(boundary.utf8.count) else {
        throw PortalFailure.badField("form")
      }
      try readParts(bytes, Array("--\(boundary)".utf8))
    default: throw PortalFailure.badField("form")
    }
  }

  /// Of all forms but those of a draft.
  static let fewFields = 64

  private static func decoded(_ text: Substring) -> String {
    let spaced = String(text).replacing("+", with: " ")
    return spaced.removingPercentEncoding ?? spaced
  }

  // MARK: Parts

  private mutating func readParts(_ bytes: [UInt8], _ boundary: [UInt8]) throws {
    guard bytes.starts(with: boundary) else { throw PortalFailure.badField("form") }
    let divider = Array("\r\n".utf8) + boundary
    var at = boundary.count
    for _ in 0..<Self.fewFields {
      // Two hyphens end the form; a line break begins a part.
      if bytes.dropFirst(at).starts(with: Array("--".utf8)) { return }
      guard bytes.dropFirst(at).starts(with: Array("\r\n".utf8)),
        let headEnd = Self.find(Array("\r\n\r\n".utf8), in: bytes, from: at, limit: Self.longestHead),
        let end = Self.find(divider, in: bytes, from: headEnd + 4)
      else { throw PortalFailure.badField("form") }
      take(head: String(decoding: bytes[at..<headEnd], as: UTF8.self), bytes[(headEnd + 4)..<end])
      at = end + divider.count
    }
    throw PortalFailure.badField("form")
  }

  private static let longestHead = 4_096

  private mutating func take(head: String, _ content: ArraySlice<UInt8>) {
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
    guard let line = line.map(String.init), let name = Self.parameter("name", of: line) else { return }
    if let fileName = Self.parameter("filename", of: line) {
      if !fileName.isEmpty || !content.isEmpty { file = File(name: Self.plainName(fileName), bytes: Array(content)) }
    } else if content.count <= 64 << 10 {
      fields[name] = String(decoding: content, as: UTF8.self)
    }
  }

  /// The last part of a path, without what could play with a terminal, a header or a file system.
  static func plainName(_ text: String) -> String {
    let last = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    let plain = last.unicodeScalars.filter { $0.properties.generalCategory != .control && $0 != "\u{202E}" }
    let name = String(scalars: plain).trimmingCharacters(in: .whitespaces)
    return name.isEmpty || name.allSatisfy({ $0 == "." }) ? "file" : String(name.suffix(120))
  }

  /// `name="value"` or `name=value` of a header. Browsers write a quotation mark inside as `%22`.
  private static func parameter(_ name: String, of header: String) -> String? {
    for match in header.matches(of: #/;\s*([A-Za-z*]+)=(?:"([^"]*)"|([^;\s]*))/#) where match.1.lowercased() == name {
      return (match.2 ?? match.3).map { String($0).replacing("%22", with: "\"") }
    }
    return nil
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8], from start: Int, limit: Int = .max) -> Int? {
    let end = bytes.count - wanted.count
    guard start <= end else { return nil }
    return bytes.withUnsafeBufferPointer { all in
      var at = start
      let last = min(end, limit == .max ? end : start + limit)
      while at <= last {
        guard let next = all[at...last].firstIndex(of: wanted[0]) else { return nil }
        if all[next..<(next + wanted.count)].elementsEqual(wanted) { return next }
        at = next + 1
      }
      return nil
    }
  }
}
