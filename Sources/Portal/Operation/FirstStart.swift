public import Store

/// The way in for the first administrator.
public enum FirstStart {
  /// Makes a new one-time token where there are no accounts yet.
  ///
  /// - Returns: the path to open; nil where there are accounts.
  public static func path(_ store: Store) async throws -> String? {
    guard try await !store.hasUsers() else { return nil }
    let token = SecureToken.text()
    try await store.set(SetUp.setting, to: digest(Array(token.utf8)))
    return "/set-up?token=" + token
  }
}
