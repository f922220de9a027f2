import Crypto
public import Foundation

/// One-time codes by the clock (RFC 6238): HMAC-SHA-1, six digits, a new one every 30 seconds, as every authenticator makes
/// them. SHA-1 is what they agree on; a keyed digest of it is not what is broken about it.
public enum OneTimeCode {
  static let period: Int64 = 30
  /// A clock may be one code ahead or behind.
  static let drift: Int64 = 1

  static func secret() -> [UInt8] { SecureToken.bytes(20) }

  /// How many periods there have been since 1970.
  public static func step(at moment: Date) -> Int64 { moment.seconds / period }

  public static func code(_ secret: [UInt8], step: Int64) -> String {
    let counter = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    // RFC 4226, section 5.3: four bytes from where the last half byte says, without their sign.
    let start = Int(mac[mac.count - 1] & 0xF)
    let number = mac[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let digits = String(number % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step that a code is of; nil where it is of none around now that is after the last one used. Compared in constant
  /// time.
  static func step(of code: String, _ secret: [UInt8], at now: Date, after last: Int64) -> Int64? {
    let current = step(at: now)
    return (current - drift...current + drift).last { step in
      SecureToken.areEqual(Array(Self.code(secret, step: step).utf8), Array(code.utf8)) && step > last
    }
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  /// RFC 4648, without padding: as a person types it in.
  public static func base32(_ bytes: [UInt8]) -> String {
    var (text, bits, count) = ("", 0, 0)
    for byte in bytes {
      (bits, count) = (bits << 8 | Int(byte), count + 8)
      while count >= 5 {
        count -= 5
        text.append(alphabet[bits >> count & 31])
      }
      bits &= (1 << count) - 1
    }
    if count > 0 { text.append(alphabet[bits << (5 - count) & 31]) }
    return text
  }

  /// Stands for a code once, when the authenticator is not at hand: 80 bits as `abcd-efgh-jklm-nopq`.
  static func recoveryCode() -> String {
    let letters = Array(base32(SecureToken.bytes(10)).lowercased())
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }

  /// As somebody typed it: without spaces and hyphens, in small letters.
  static func tidy(_ typed: String) -> String {
    typed.lowercased().filter { !$0.isWhitespace && $0 != "-" }
  }
}
