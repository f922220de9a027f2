/// The sample disclosures of an invented department, for demonstrations.
public enum SampleFiles {
  /// - Parameter path: inside the folder `Samples`.
  public static func text(_ path: String) -> String? { EmbeddedFiles.all.first { $0.path == path }?.text }
}
