import Foundation
import Testing

@testable import Store

@Suite struct AccountTests {
  @Test func passwordsAreKeptAsScryptWithASaltEach() throws {
    let (one, two) = (try PasswordHash.make("长一些的密码"), try PasswordHash.make("长一些的密码"))
    #expect(one.hasPrefix("scrypt$15$8$1$") && one != two)
    #expect(PasswordHash.matches("长一些的密码", one))
    #expect(!PasswordHash.matches("长一些的密碼", one))
    for broken in ["", "!", "scrypt$15$8$1$", "scrypt$x$8$1$AA==$AA==", "plain"] {
      #expect(!PasswordHash.matches("长一些的密码", broken))
    }
  }

  /// RFC 7914, section 12, by way of the same library.
  @Test func aKeptPasswordOfOtherCostIsStillRead() {
    let kept =
      "scrypt$14$8$1$" + Data("SodiumChloride".utf8).base64EncodedString() + "$"
      + Data([
        0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8,
        0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2,
      ]).base64EncodedString()
    #expect(PasswordHash.matches("pleaseletmein", kept))
    #expect(!PasswordHash.matches("pleaseletmeout", kept))
  }

  @Test func wrongPasswordsCloseAnAccountForLongerEachTime() async throws {
    let world = try await World()
    let user = try #require(world.clerk.user)
    let who = Actor(user: nil, name: "client", at: World.start)
    for _ in 1..<Store.mostFailures { #expect(try await world.store.countFailure(of: user, by: who) == nil) }
    let first = try #require(try await world.store.countFailure(of: user, by: who))
    let second = try #require(try await world.store.countFailure(of: user, by: who))
    #expect(first.timeIntervalSince(World.start) == 60 && second.timeIntervalSince(World.start) == 120)
    let known = try #require(try await world.store.credentials(of: "clerk", at: World.start))
    #expect(known.lockedUntil == second)
    #expect(try await world.store.credentials(of: "clerk", at: second.addingTimeInterval(1))?.lockedUntil == nil)
    for _ in 0..<20 { _ = try await world.store.countFailure(of: user, by: who) }
    let longest = try #require(try await world.store.credentials(of: "clerk", at: World.start)?.lockedUntil)
    #expect(longest.timeIntervalSince(World.start) == Store.longestLock)
  }

  @Test func sessionsEndWithIdlenessAndAtTheLatestAfterAWhile() async throws {
    let world = try await World()
    let user = try #require(world.clerk.user)
    let token = try await world.store.startSession(of: user, by: world.clerk)
    #expect(try await world.store.session(token, at: World.start)?.user.name == "clerk")
    #expect(try await world.store.session(token + "x", at: World.start) == nil)
    var now = World.start
    while now < World.start.addingTimeInterval(Store.longestSession - 1300) {
      now += 1200
      #expect(try await world.store.session(token, at: now) != nil)
    }
    #expect(try await world.store.session(token, at: World.start.addingTimeInterval(Store.longestSession + 1)) == nil)
    let other = try await world.store.startSession(of: user, by: world.clerk)
    #expect(try await world.store.session(other, at: World.start.addingTimeInterval(Store.idle + 1)) == nil)
  }

  @Test func closingAnAccountOrChangingItsPasswordEndsItsSessions() async throws {
    let world = try await World()
    let user = try #require(world.clerk.user)
    let one = try await world.store.startSession(of: user, by: world.clerk)
    try await world.store.setPassword(of: user, to: "!", by: world.clerk)
    #expect(try await world.store.session(one, at: World.start) == nil)
    let two = try await world.store.startSession(of: user, by: world.clerk)
    try await world.store.setActive(false, user: user, by: world.clerk)
    #expect(try await world.store.session(two, at: World.start) == nil)
    #expect(try await world.store.credentials(of: "clerk", at: World.start) == nil)
  }

  @Test func theStoreHoldsNoTokenOfASession() async throws {
    let world = try await World()
    let token = try await world.store.startSession(of: try #require(world.clerk.user), by: world.clerk)
    let copy = world.folder.appendingPathComponent("copy.sqlite")
    try world.store.backUp(to: copy)
    #expect(try Data(contentsOf: copy).range(of: Data(token.utf8)) == nil)
  }

  @Test func namesAreTakenOnce() async throws {
    let world = try await World()
    await #expect(throws: StoreFailure.self) {
      _ = try await world.store.addUser(
        name: "clerk", display: "x", role: .reviewer, body: nil, password: "!", by: world.clerk)
    }
    await #expect(throws: StoreFailure.self) {
      // A clerk without a department.
      _ = try await world.store.addUser(
        name: "other", display: "x", role: .clerk, body: nil, password: "!", by: world.clerk)
    }
  }
}
