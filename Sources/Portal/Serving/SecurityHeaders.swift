import HTTPTypes
import Hummingbird

/// What every answer says of itself to browsers.
enum SecurityHeaders {
  /// Nothing inline, nothing from elsewhere, in no frame.
  static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    + "base-uri 'none'; frame-ancestors 'none'"

  static func add(to headers: inout HTTPFields, isSecure: Bool, isPrivate: Bool) {
    headers[.contentSecurityPolicy] = policy
    headers[.xContentTypeOptions] = "nosniff"
    set("Referrer-Policy", "same-origin", &headers)
    set("X-Frame-Options", "DENY", &headers)
    set("Cross-Origin-Opener-Policy", "same-origin", &headers)
    set("Cross-Origin-Resource-Policy", "same-origin", &headers)
    set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()", &headers)
    if isSecure { headers[.strictTransportSecurity] = "max-age=31536000" }
    if headers[.cacheControl] == nil { headers[.cacheControl] = isPrivate ? "no-store" : "no-cache" }
  }

  private static func set(_ name: String, _ value: String, _ headers: inout HTTPFields) {
    guard let name = HTTPField.Name(name) else { return }
    headers[name] = value
  }
}
