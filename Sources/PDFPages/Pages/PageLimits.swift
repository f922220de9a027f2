/// How much of a PDF file is taken. A published disclosure has 20 to 300 pages of about 700 glyphs.
package enum PageLimits {
  static let bytes = 64 << 20
  static let pages = 3_000
  static let glyphs = 1_000_000
  static let lines = 500_000
  /// Objects of all pages that are looked at.
  static let objects = 4_000_000
  static let fonts = 4_096
  /// Of all tables together, blank ones included.
  package static let cells = 400_000
  /// Of the answer that a worker gives: all of the above with some room.
  static let answer = 64 << 20
  /// Of the marks that a file is to be given.
  static let order = 64 << 20
  /// Coordinates further out are nonsense; the format's own limit for a page is 14,400 points.
  static let reach: Float = 30_000
  /// Memory of the worker's address space, in bytes.
  static let memory = 1 << 30
  /// Processor time of the worker, in seconds.
  static let seconds = 20
  /// How long its caller waits, in seconds.
  static let patience = 40.0
}
