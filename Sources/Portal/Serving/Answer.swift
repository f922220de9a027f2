import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// Answers of the few kinds that there are.
enum Answer {
  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    response(Array(text.utf8), type: "text/html; charset=utf-8", status: status)
  }

  static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
    response(Array(text.utf8), type: type)
  }

  static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    response(Array(text.utf8), type: "application/json; charset=utf-8", status: status)
  }

  /// A page to go to after a form, so that going back does not send it twice. Only places of our own.
  static func redirect(to path: String) -> Response {
    Response(status: .seeOther, headers: [.location: isLocal(path) ? path : "/"])
  }

  /// Whether it is a path of this site, in the characters that an address is made of.
  static func isLocal(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.hasPrefix("//") && path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x5C }
  }

  /// A file to keep. Whatever it says it is, a browser does not show it.
  static func download(_ bytes: [UInt8], name: String, type: String) -> Response {
    var response = response(bytes, type: type)
    let plain = String(name.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" ? Character($0) : "_" })
    let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.ascii)) ?? "file"
    response.headers[.contentDisposition] = "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
    return response
  }

  static func response(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// The same, or only that nothing changed where the client has it already.
  static func tagged(_ response: Response, _ tag: String, for request: Request) -> Response {
    let tag = "\"\(tag)\""
    let known = request.headers[.ifNoneMatch]?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    var response = response
    if known?.contains(where: { $0 == tag || $0 == "W/\(tag)" || $0 == "*" }) == true {
      response = Response(status: .notModified)
    }
    response.headers[.eTag] = tag
    return response
  }
}

extension CharacterSet {
  fileprivate static let ascii = CharacterSet(charactersIn: Unicode.Scalar(0)...Unicode.Scalar(127))
}
