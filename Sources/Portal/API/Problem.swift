import Forms
import Foundation
import Hummingbird

/// What went wrong, for programs (RFC 9457).
struct Problem: Encodable {
  var type: String
  var title: String
  var status: Int
  var detail: String

  init(_ failure: PortalFailure, _ say: Catalog) {
    let words = FailurePage.words(failure, say)
    type = "urn:mingzhang:problem:\(failure.id)"
    (title, status, detail) = (words.title, failure.status.code, words.text)
  }

  var response: Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
    return Answer.response(bytes, type: "application/problem+json", status: HTTPResponse.Status(code: status))
  }
}
