import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct SecondFactorTests {
  /// RFC 6238, appendix B, of whose eight digits the last six are shown.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Double, String)])
  func codesAreThoseOfTheStandard(seconds: Double, code: String) {
    let step = OneTimeCode.step(at: Date(timeIntervalSince1970: seconds))
    #expect(OneTimeCode.code(Array("12345678901234567890".utf8), step: step) == code)
  }

  /// RFC 4648, section 10.
  @Test func secretsAreWrittenInBase32() {
    let known = [
      ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI"),
    ]
    for (text, base) in known { #expect(OneTimeCode.base32(Array(text.utf8)) == base) }
  }

  private func enrolled() async throws -> (world: World, user: Int64, secret: [UInt8], codes: [String]) {
    let world = try await World()
    let user = try #require(world.reviewer.user)
    try await world.store.beginSecondFactor(of: user)
    let secret = try #require(try await world.store.secondFactor(of: user)).secret
    let codes = try await world.store.confirmSecondFactor(of: user, code: code(secret), by: at(0))
    return (world, user, secret, try #require(codes))
  }

  private func at(_ seconds: TimeInterval) -> Actor {
    Actor(user: nil, name: "reviewer", at: World.start.addingTimeInterval(seconds))
  }

  private func code(_ secret: [UInt8], _ seconds: TimeInterval = 0) -> String {
    OneTimeCode.code(secret, step: OneTimeCode.step(at: World.start.addingTimeInterval(seconds)))
  }

  @Test func aSecretCountsOnceACodeOfItWasGiven() async throws {
    let world = try await World()
    let user = try #require(world.reviewer.user)
    try await world.store.beginSecondFactor(of: user)
    let first = try #require(try await world.store.secondFactor(of: user))
    try await world.store.beginSecondFactor(of: user)
    let second = try #require(try await world.store.secondFactor(of: user))
    #expect(first.secret != second.secret && !second.isConfirmed)
    #expect(try await world.store.confirmSecondFactor(of: user, code: code(first.secret), by: at(0)) == nil)
    #expect(try await world.store.usersWithSecondFactor().isEmpty)
    let session = try await world.store.startSession(of: user, by: world.reviewer)
    let codes = try await world.store.confirmSecondFactor(of: user, code: code(second.secret), by: at(0))
    #expect(Set(try #require(codes)).count == 10)
    #expect(try await world.store.usersWithSecondFactor() == [user])
    #expect(try await world.store.session(session, at: World.start) == nil)
    await #expect(throws: StoreFailure.outOfTurn) { try await world.store.beginSecondFactor(of: user) }
  }

  @Test func aCodeCountsOnceAndAroundItsTime() async throws {
    let (world, user, secret, _) = try await enrolled()
    func isRight(_ code: String, at seconds: TimeInterval) async throws -> Bool {
      try await world.store.useSecondFactor(of: user, code: code, by: at(seconds))
    }
    // The one that it was begun with was used.
    #expect(try await !isRight(code(secret), at: 0))
    #expect(try await !isRight(code(secret, 90), at: 30))
    #expect(try await isRight(code(secret, 60), at: 30))
    #expect(try await !isRight(code(secret, 60), at: 60))
    #expect(try await !isRight(code(secret, 30), at: 60))
    let spaced = code(secret, 120)
    #expect(try await isRight(spaced.prefix(3) + " " + spaced.suffix(3), at: 125))
    for wrong in ["", "12345", "1234567", "abcdef"] { #expect(try await !isRight(wrong, at: 300)) }
  }

  @Test func aRecoveryCodeCountsOnceAndIsNotKept() async throws {
    let (world, user, _, codes) = try await enrolled()
    #expect(try await world.store.useSecondFactor(of: user, code: codes[3].uppercased(), by: at(0)))
    #expect(try await !world.store.useSecondFactor(of: user, code: codes[3], by: at(0)))
    #expect(try await world.store.secondFactor(of: user)?.codesLeft == 9)
    let renewed = try await world.store.renewRecoveryCodes(of: user, by: at(0))
    #expect(try await !world.store.useSecondFactor(of: user, code: codes[4], by: at(0)))
    #expect(try await world.store.useSecondFactor(of: user, code: renewed[4], by: at(0)))
    let kept = try await world.store.pool.read { try Data.fetchAll($0, sql: "SELECT digest FROM recovery_code") }
    #expect(kept.count == 10 && !kept.contains { renewed.map { Data($0.utf8) }.contains($0) })
    let actions = try await world.store.events().map(\.action)
    #expect(actions.contains("factor.on") && actions.contains("factor.recover") && actions.contains("factor.codes"))
  }

  /// A right password in between must not buy five more tries at a code.
  @Test func aPasswordAloneForgetsNoWrongCodes() async throws {
    let (world, user, _, _) = try await enrolled()
    for _ in 0..<4 {
      _ = try await world.store.countFailure(of: user, by: at(0))
      _ = try await world.store.startSession(of: user, stage: .code, by: at(0))
    }
    #expect(try await world.store.countFailure(of: user, by: at(0)) != nil)
    #expect(try await world.store.lockedUntil(user, at: World.start) != nil)
    #expect(try await world.store.lockedUntil(user, at: World.start.addingTimeInterval(61)) == nil)
  }

  @Test func takenAwayThePasswordIsEnoughAgain() async throws {
    let (world, user, _, codes) = try await enrolled()
    try await world.store.removeSecondFactor(of: user, by: at(0))
    #expect(try await world.store.secondFactor(of: user) == nil)
    #expect(try await !world.store.useSecondFactor(of: user, code: codes[0], by: at(0)))
    let count = try await world.store.events().count { $0.action == "factor.off" }
    try await world.store.removeSecondFactor(of: user, by: at(0))
    #expect(try await world.store.events().count { $0.action == "factor.off" } == count && count == 1)
  }
}
