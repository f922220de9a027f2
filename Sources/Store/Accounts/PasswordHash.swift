import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: scrypt (RFC 7914) with a salt of its own, in the form `scrypt$15$8$1$salt$key`.
public enum PasswordHash {
  /// log₂ of the rounds, block size, lanes: 32 MB and about a tenth of a second for each guess.
  private static let cost = (logRounds: 15, block: 8, lanes: 1)

  /// Takes a tenth of a second and 32 MB; callers see to it that few run at a time.
  public static func make(_ password: String) throws -> String {
    let salt = SecureToken.bytes(16)
    let key = try derive(password, salt, logRounds: cost.logRounds, block: cost.block, lanes: cost.lanes)
    return "scrypt$\(cost.logRounds)$\(cost.block)$\(cost.lanes)$\(Data(salt).base64EncodedString())$"
      + Data(key).base64EncodedString()
  }

  /// Whether it is the password. Compared in constant time.
  public static func matches(_ password: String, _ kept: String) -> Bool {
    let parts = kept.split(separator: "$").map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let logRounds = Int(parts[1]), let block = Int(parts[2]),
      let lanes = Int(parts[3]), let salt = Data(base64Encoded: parts[4]), let key = Data(base64Encoded: parts[5]),
      let derived = try? derive(password, Array(salt), logRounds: logRounds, block: block, lanes: lanes)
    else { return false }
    return SecureToken.areEqual(derived, Array(key))
  }

  /// What is compared with when there is no such user, so that an answer takes as long as for one.
  public static let nobody = "scrypt$15$8$1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

  private static func derive(
    _ password: String, _ salt: [UInt8], logRounds: Int, block: Int, lanes: Int
  ) throws -> [UInt8] {
    let key = try KDF.Scrypt.deriveKey(
      from: Array(password.utf8), salt: salt, outputByteCount: 32, rounds: 1 << logRounds, blockSize: block,
      parallelism: lanes, maxMemory: 256 << 20)
    return key.withUnsafeBytes { Array($0) }
  }
}

/// Random bytes that nobody can guess, and their comparison.
public enum SecureToken {
  /// From the system's generator.
  public static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  /// 32 bytes as text that stands in a cookie, a form or an address.
  public static func text() -> String {
    Data(bytes(32)).base64EncodedString()
      .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }

  /// Takes as long whatever differs.
  public static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
