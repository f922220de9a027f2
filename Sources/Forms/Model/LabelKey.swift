/// A label's key in a dictionary or set. Keys are compared by their bytes: unlike labels they come in one form.
public struct LabelKey: Hashable, Sendable {
  public var text: String

  public init(_ text: String) {
    self.text = text
  }

  public static func == (a: LabelKey, b: LabelKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
