/// The inside of a start tag: `td class="r" colspan="2"`.
///
/// Templates spell their tags out. Only rows and cells are made here, since a document has thousands of them and a
/// template asks for each attribute by name. Nothing a document says gets in: names, ids and numbers are ours.
struct StartTag {
  private(set) var text: String

  init(_ element: StaticString) {
    text = element.description
  }

  mutating func add(_ attribute: StaticString, _ value: String?) {
    guard let value else { return }
    text += " \(attribute)=\"\(value)\""
  }

  var verbatim: Verbatim { Verbatim(renderText: text) }
}
