/// Labels of the form that name a year.
public enum FormLabel {
  public static func filled(_ text: String, year: Int) -> String {
    text.replacing("{year - 1}", with: String(year - 1)).replacing("{year}", with: String(year))
  }
}
