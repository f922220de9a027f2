import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct KeepingTests {
  /// A store of any earlier time is brought up to date with what is in it.
  @Test(arguments: Schema.migrator.migrations.indices)
  func everyEarlierStoreIsBroughtUpToDate(index: Int) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("old-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
      let old = try DatabasePool(path: Store.file(in: folder).path)
      try Schema.migrator.migrate(old, upTo: Schema.migrator.migrations[index])
      try old.write { try $0.execute(sql: "INSERT INTO body (kind, name) VALUES ('government', '示例市')") }
      try old.close()
    }
    let store = try Store(folder: folder)
    let names = try store.pool.read { try String.fetchAll($0, sql: "SELECT name FROM body") }
    #expect(names == ["示例市"])
    #expect(try store.pool.read { try Schema.migrator.hasCompletedMigrations($0) })
  }

  @Test func theTrailTellsWhatWasTamperedWith() async throws {
    let world = try await World()
    try await world.publish(world.version())
    #expect(try await world.store.firstBrokenEvent() == nil)
    let count = try await world.store.events().count
    #expect(count > 5)
    try await world.store.pool.write { database in
      try database.execute(sql: "DROP TRIGGER event_no_update")
      try database.execute(sql: "UPDATE event SET actor = 'somebody' WHERE number = 3")
    }
    #expect(try await world.store.firstBrokenEvent() == 3)
  }

  @Test func aLineTakenOutIsMissed() async throws {
    let world = try await World()
    try await world.publish(world.version())
    try await world.store.pool.write { database in
      try database.execute(sql: "DROP TRIGGER event_no_delete")
      try database.execute(sql: "DELETE FROM event WHERE number = 2")
    }
    #expect(try await world.store.firstBrokenEvent() == 2)
  }

  @Test func aCopyIsPutBackWhole() async throws {
    let world = try await World()
    let version = try await world.publish(world.version("全文"))
    let copy = world.folder.appendingPathComponent("copy.sqlite")
    try world.store.backUp(to: copy)
    let target = world.folder.appendingPathComponent("restored")
    try Store.restore(copy, to: target)
    let restored = try Store(folder: target)
    #expect(try await restored.artefact("source", of: version.id) == Array("全文".utf8))
    #expect(try await restored.firstBrokenEvent() == nil)
  }

  @Test func nothingIsWrittenOver() async throws {
    let world = try await World()
    let copy = world.folder.appendingPathComponent("copy.sqlite")
    try world.store.backUp(to: copy)
    #expect(throws: StoreFailure.self) { try world.store.backUp(to: copy) }
    #expect(throws: StoreFailure.self) { try Store.restore(copy, to: world.folder) }
    let broken = world.folder.appendingPathComponent("broken.sqlite")
    try Data("no database".utf8).write(to: broken)
    let target = world.folder.appendingPathComponent("target")
    #expect(throws: StoreFailure.self) { try Store.restore(broken, to: target) }
    #expect(!FileManager.default.fileExists(atPath: Store.file(in: target).path))
  }

  @Test func nobodyElseReadsTheFile() async throws {
    let world = try await World()
    let file = try FileManager.default.attributesOfItem(atPath: Store.file(in: world.folder).path)
    #expect(file[.posixPermissions] as? Int == 0o600)
    let folder = try FileManager.default.attributesOfItem(atPath: world.folder.path)
    #expect(folder[.posixPermissions] as? Int == 0o700)
  }

  @Test func aFolderThatCannotBeMadeIsTold() {
    #expect(throws: StoreFailure.self) { try Store(folder: URL(fileURLWithPath: "/proc/none")) }
  }
}
