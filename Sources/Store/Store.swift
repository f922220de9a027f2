public import Foundation
import GRDB

/// Everything the portal keeps, in one SQLite file: bodies, users, filings with their versions, decisions, and the trail
/// of who did what.
///
/// One writer, many readers (write-ahead log). Every change is one transaction that also writes its line of the trail.
public final class Store: Sendable {
  let pool: DatabasePool

  /// Opens the store in a folder, makes it where there is none, and brings its tables up to date.
  ///
  /// - Throws: `StoreFailure.inaccessible` where the folder cannot be used.
  public init(folder: URL) throws(StoreFailure) {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let path = Self.file(in: folder).path
      pool = try DatabasePool(path: path, configuration: Self.configuration)
      try Schema.migrator.migrate(pool)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    } catch {
      throw .inaccessible(folder: folder.path, detail: "\(error)")
    }
  }

  public static func file(in folder: URL) -> URL { folder.appendingPathComponent("mingzhang.sqlite") }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.maximumReaderCount = 8
    configuration.busyMode = .timeout(5)
    return configuration
  }

  /// Whether the store answers.
  public func isReady() async -> Bool {
    (try? await pool.read { try Int.fetchOne($0, sql: "SELECT 1") }) == 1
  }

  /// Writes a copy that is whole and of one moment, while the portal goes on.
  public func backUp(to file: URL) throws(StoreFailure) {
    do {
      guard !FileManager.default.fileExists(atPath: file.path) else {
        throw CocoaError(.fileWriteFileExists)
      }
      try pool.vacuum(into: file.path)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    } catch {
      throw .inaccessible(folder: file.path, detail: "\(error.localizedDescription)")
    }
  }

  /// Puts a copy in the place of a store that is not running.
  ///
  /// - Throws: `inaccessible` where there is a store already; it is moved by hand, not written over.
  public static func restore(_ copy: URL, to folder: URL) throws(StoreFailure) {
    do {
      let target = file(in: folder)
      guard !FileManager.default.fileExists(atPath: target.path) else { throw CocoaError(.fileWriteFileExists) }
      let queue = try DatabaseQueue(path: copy.path, configuration: readOnly)
      let verdict = try queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
      guard verdict == "ok", try queue.read({ try $0.tableExists("event") }) else {
        throw CocoaError(.fileReadCorruptFile)
      }
      try queue.close()
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try FileManager.default.copyItem(at: copy, to: target)
    } catch {
      throw .inaccessible(folder: folder.path, detail: "\(error.localizedDescription)")
    }
  }

  private static var readOnly: Configuration {
    var configuration = Configuration()
    configuration.readonly = true
    return configuration
  }

  // MARK: Reading and changing

  func read<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws(StoreFailure) -> Value
  {
    do {
      return try await pool.read(work)
    } catch {
      throw StoreFailure(error)
    }
  }

  /// One transaction.
  func change<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreFailure) -> Value {
    do {
      return try await pool.write(work)
    } catch {
      throw StoreFailure(error)
    }
  }
}

/// What keeps the store from doing as asked.
public enum StoreFailure: Error, Sendable, Equatable {
  case inaccessible(folder: String, detail: String)
  /// There is no such thing.
  case notFound
  /// It was done already, or something else was in the meantime: the state is another than the action needs.
  case outOfTurn
  /// A name that is taken.
  case taken(String)
  /// A value that the store does not take; the detail is SQLite's.
  case refused(detail: String)

  init(_ error: any Error) {
    switch error {
    case let failure as StoreFailure: self = failure
    case let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE:
      self = .taken(error.message ?? "")
    default: self = .refused(detail: "\(error)")
    }
  }
}
